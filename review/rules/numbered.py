"""References by number to the contract's own sets of terms and to its tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from review.model.lines import line_of
from review.model.span import Span
from review.rules.numerals import number_key
from review.rules.scene import Scene

#: Clauses of one of the contract's own sets of terms: 按通用条款19.4, "GC 19.4", where that set stands in it.
_SET = re.compile(
    r"(?P<set>(?:通用|专用|一般)(?:合同)?条[款件]|合同条件|\b(?:general|special|particular) conditions|\bgcc?|\bscc?|\bpcc?)"
    r"\s?(?:第|clause |sub-?clause |section |no\. )?\s?(?P<n>\d{1,2}(?:\.\d{1,2}){1,3})(?!\d|\.\d)"
)
_OF_SETS = ("用条款", "用条件", "用合同条", "合同条件", "般条款", "l conditions", "gc", "scc", "sc ", "pcc", "pc ")
_SET_HEAD = re.compile(
    r"\W*(?:第[一二三四五六\d]{1,2}(?:部分|章|编|篇)|[a-z一二三四五六\d]{1,4}[.、 ]"
    r"|part \w{1,5}|section \w{1,3}|annex \w{1,2})?[\s.:、：—–-]*"
)
_SHORT_HEAD, _ABBREVIATED = 60, 4
_SET_OF = {"g": "general conditions", "s": "special conditions", "p": "particular conditions"}
#: Tables by their numbers, and their headings.
_TABLE = re.compile(
    r"(?:[见按如据照]|[列载]于)表\s?(?P<zh>\d{1,2})(?![\d.%-])|\b(?:in|see|per|under|by|of|to|with|from)\s(?P<en>table\s\d{1,2})(?![\d-]|\.\d)"
)
_OF_TABLES = ("见表", "按表", "如表", "据表", "照表", "于表", "table ")
_TABLE_HEAD = re.compile(r"^[\s*#]*(?:表|table)\s?(?P<n>\d{1,2})(?![\d.%])", re.MULTILINE)
#: What every such reference holds one of.
WORDS = (*_OF_SETS, *_OF_TABLES)


def in_sets(scene: Scene) -> Iterator[tuple[Span, str]]:
    """References to a set of terms by its name, where a heading says that it stands in the contract."""
    for m in scene.on_lines(_SET, _OF_SETS):
        if _has_set(scene, _SET_OF.get(m["set"][0], m["set"]) if len(m["set"]) < _ABBREVIATED else m["set"]):
            yield Span(*m.span()), number_key(m["n"])


def _has_set(scene: Scene, name: str) -> bool:
    text = scene.finder.folded

    def heads(at: int) -> bool:
        line = line_of(text, at)
        return len(line) <= _SHORT_HEAD and _SET_HEAD.fullmatch(text, line.start, at) is not None

    found: bool = scene.once((_has_set, name), lambda: any(heads(m.start()) for m in re.finditer(re.escape(name), text)))
    return found


def tables(scene: Scene, elsewhere: Callable[[Span], bool]) -> Iterator[Span]:
    """References to tables whose number none bears where others have theirs, each once; not those into what is ``elsewhere``."""
    named = [Span(*m.span(m.lastgroup or 0)) for m in scene.on_lines(_TABLE, _OF_TABLES)]
    known = {m["n"] for m in _TABLE_HEAD.finditer(scene.finder.folded)} if named else set()
    for span in named if known else ():
        number = scene.text[span.start : span.end].split()[-1]
        if number not in known and not elsewhere(span):
            known.add(number)
            yield span
