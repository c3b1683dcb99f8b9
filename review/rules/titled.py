"""Annexes that a contract names by their titles: 见附件《技术协议》, "the Quality Plan annexed hereto", "Attachments: (1) ...".

Such a one is there where a short line of the file bears its title, or the name of a file that comes with it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from review.model.lines import line_end
from review.model.span import Span
from review.rules.scene import Scene
from review.rules.text import fold

_H = r"[\u4e00-\u9fff]"
_NOUNS = (
    r"(?:协议书?|清单|明细表?|报价表|价格表|一览表|附表|说明"
    r"|任务书|规格书|要求|方案|大纲|规范|标准|计划|承诺书|责任书|图纸|办法|细则|参数表?)"
)
_THIS = r"(?i:hereto|herewith|hereunder|to (?:this|the) (?:agreement|contract|deed|order)|at the (?:back|end))"
_WORD = r"[A-Z][\w&/-]*"
_TITLE = rf"{_WORD}(?:\s(?:of|and|for|{_WORD})){{1,5}}"
_PLAIN = (
    r"(?:[a-z]+ (?:list|specifications?|plan|protocol|drawings|schedule|sheet)"
    r"|statement of work|scope of work|bill of quantities|schedule of (?:rates|prices|works))"
)
_ATTACHED = ("annexed", "attached", "appended", "enclosed", "scheduled")
#: Each with the words that it needs one of.
_NAMED = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"(?:附件|附表|附录)(?:之|中的|所列的?|所附的?|[:：])?\s*《(?P<t>[^《》\n]{2,30})》", ("《",)),
        (r"(?:附件|附表|附录)[:：]\s*《[^《》\n]{2,30}》[、，,和及]?\s?《(?P<t>[^《》\n]{2,30})》", ("《",)),
        (r"(?:所附|后附|随附|附后)的?\s*《(?P<t>[^《》\n]{2,30})》", ("《",)),
        (
            rf"(?:见|按照?|依照?|根据|符合|执行|本合同|本协议)(?:后附|附后|所附|随附)的?(?P<t>{_H}{{1,10}}?{_NOUNS})(?=[^\u4e00-\u9fff]|执行|进行|为准|规定|载明|的|所)",
            ("后附", "附后", "所附", "随附"),
        ),
        (
            rf"(?P<t>{_H}{{1,12}}?{_NOUNS})》?(?:作为|为|系|构成|列为|是)(?:本)?(?:合同|协议)(?:的|之)?附件(?![一二三四五六七八九十\d])",
            ("附件",),
        ),
        (rf"(?P<t>{_H}{{1,12}}?{_NOUNS})》?[^。；;\n]{{0,24}}[，,]附后", ("附后",)),
        (
            rf"\b(?P<t>{_TITLE})(?:,? (?:which|that) (?:is|are))? (?:annexed|attached|appended|enclosed"
            rf"|scheduled) (?:as an? (?:annex|appendix|schedule|exhibit|attachment)|{_THIS})",
            _ATTACHED,
        ),
        (rf"\b[Tt]he (?:attached|enclosed|annexed|appended) (?P<t>{_TITLE}|{_PLAIN})\b", _ATTACHED),
    )
)
WORDS = tuple(word for _, words in _NAMED for word in words)
_LISTS = (
    re.compile(r"附件\s*(?:清单|目录|如下|包括)?[:：]\s*(?=[(（]?[1一][)）.、])(?P<list>[^\n。]{4,300}(?:\n\s*[(（]?[\d一二三四五六七八九][)）.、][^\n。]{2,40})*)"),
    re.compile(r"(?:Attachments|Annexes|Appendices|Exhibits|Schedules|Enclosures):\s*(?=[(]?[1aA][).])(?P<list>[^\n]{4,400}(?:\n\s*[(]?[\da-hA-H][).][^\n]{2,60})*)"),
)  # fmt: skip
_ITEM = re.compile(r"[(（]?(?:\d{1,2}|[一二三四五六七八九十]|\b[a-hA-H])[)）.、]\s*《?(?P<t>[^;；,，。.、(（\n》]{2,40})")
#: What runs into a Chinese title before it.
_BEFORE = re.compile(rf"^{_H}*?(?:的|另行签订|签订|签署|与|和|及|本|该|将|以)(?={_H}{{3}})")
#: An annex's own number beside its title: it is looked for by that.
_NUMBERED = re.compile(
    r"附(?:件|表|录)\s*[一二三四五六七八九十\dA-Za-z]|\b(?:annex|annexure|appendix|schedule|exhibit|attachment)\s+(?:\d|[A-Za-z]\b|one|two|three)",
    re.IGNORECASE,
)
_BESIDE = 40
_LEAST, _LINE = 2, 60
#: What every annex is called.
_ANY = frozenset(("annexes", "annexures", "appendices", "schedules", "exhibits", "attachments", "enclosures"))


def references(scene: Scene) -> Iterator[tuple[Span, str]]:
    """Where annexes are named by their titles, and these."""
    text = scene.text
    for match in (m for pattern, words in _NAMED for m in scene.on_lines(pattern, words, text)):
        lead = _BEFORE.match(match["t"])
        start = match.start("t") + (lead.end() if lead else 0)
        yield from _told(scene, Span(start, match.end("t")))
    for listed in (m for pattern in _LISTS for m in pattern.finditer(text)):
        for item in _ITEM.finditer(text, *listed.span("list")):
            yield from _told(scene, Span(*item.span("t")))


def _told(scene: Scene, span: Span) -> Iterator[tuple[Span, str]]:
    own = scene.sentence(span.start)
    around = Span(max(own.start, span.start - _BESIDE), min(max(own.end, span.end), span.end + _BESIDE))
    title = _plain(scene.text[span.start : span.end])
    if len(title) > _LEAST and title not in _ANY and not _NUMBERED.search(scene.text[around.start : around.end]):
        yield span, title


def stands(scene: Scene, span: Span, title: str) -> bool:
    """Whether another, short line bears the title or this one heads a table, or a file that comes with the contract bears it."""
    own = scene.document.block_at(span.start)
    if own is not None and _plain(scene.text[own.span.start : own.span.end]) == f"附件{title}":
        below = own.span.end + 1
        return "\t" in scene.text[below : line_end(scene.text, below)]
    lines = (b for b in scene.document.blocks if b is not own and len(b.span) <= _LINE + len(title))
    return any(title in _plain(scene.text[b.span.start : b.span.end]) for b in lines) or any(
        title in _plain(a.source.name) for a in scene.facts.attachments
    )


def _plain(words: str) -> str:
    return re.sub(r"[\W_]+", "", fold(words).removeprefix("the "))
