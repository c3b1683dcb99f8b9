"""Clauses that a table of changes in the same contract deletes or replaces: what they say holds no more.

>>> │ B3 │ C2.2 │ Deleted. │: clause C2.2
>>> │ 专 3 │ 通 2.2 删除 │: clause 2.2 of the general conditions, the last of that number
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from review.model.document import Document
from review.model.span import Span

WORDS = ("删除", "作废", "不适用", "替换", "deleted", "omitted", "replace", "not apply", "not applicable", "not used")
PATTERN = re.compile(
    r"(?:[\t│|] ?(?:通用?(?:条款|条件|合同条款)?|(?:gcc?|sub-clause|clause|condition)\.?)? ?)"
    r"([a-z]?\d+(?:\.\d+)*|[a-z]\d+)(?:条|款)?[ \t│|:]{0,4}(?:整条|全部|予以|hereby |is |are )*"
    r"(?:删除|作废|不适用|替换|deleted|omitted|replaced? |does not apply|not applicable|not used)"
)


def struck(document: Document, found: Iterable[re.Match[str]]) -> Iterator[Span]:
    """The clauses that the matches of the pattern name: of several of one number the last, which stands behind the changes."""
    for match in found:
        named = [c for c in document.clauses if c.number.lower().rstrip(".") == match[1] and c.span.start > match.end()]
        if named:
            yield named[-1].span
