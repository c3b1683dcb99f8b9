"""What a comparison says, in Chinese and English: one table for command line, pages and packet."""

from __future__ import annotations

from collections.abc import Mapping

from review.model.language import Bilingual

#: Name of a ``Change`` -> what people read.
CHANGES: Mapping[str, Bilingual] = {
    "unchanged": {"zh": "未变", "en": "unchanged"},
    "renumbered": {"zh": "重新编号", "en": "renumbered"},
    "moved": {"zh": "移动", "en": "moved"},
    "changed": {"zh": "修改", "en": "changed"},
    "split": {"zh": "拆分", "en": "split"},
    "merged": {"zh": "合并", "en": "merged"},
    "added": {"zh": "新增", "en": "added"},
    "removed": {"zh": "删除", "en": "removed"},
    "silent": {"zh": "未用修订标记", "en": "silent: no tracked change shows it"},
}

#: Kind of a part of a fingerprint -> why a decision reopens; the part's name follows it.
REASONS: Mapping[str, Bilingual] = {
    "text": {"zh": "文字已变", "en": "the words changed"},
    "values": {"zh": "数值已变", "en": "the values changed"},
    "party": {"zh": "义务方已变", "en": "who is bound changed"},
    "context": {"zh": "引导语或表头已变", "en": "its lead-in or table head changed"},
    "definition": {"zh": "所用定义已变", "en": "a definition it uses changed"},
    "reference": {"zh": "所引条款或附件已变", "en": "a clause or annex it refers to changed"},
    "linked": {"zh": "关联条款已变", "en": "a clause it is tied to changed"},
    "deal": {"zh": "所依据的商机数据已变", "en": "a deal field it relied on changed"},
}


def reason(part: str, language: str) -> str:
    """One reason of ``CommitmentPair.reopened`` in words: ``definition:Equipment`` is "a definition … changed (Equipment)"."""
    kind, _, name = part.partition(":")
    text = REASONS[kind]["zh" if language == "zh" else "en"]
    return f"{text} ({name})" if name else text
