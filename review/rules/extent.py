"""How far a contract says that its clauses go: 本合同共十二条, "the last Article is Article XV", "definitions 1.1.1 to 1.1.40".

Whoever refers beyond that refers to nothing, however little of the contract there is to see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from review.model.span import Span
from review.rules.numerals import number_key
from review.rules.scene import Scene

_HAN = r"[一二三四五六七八九十百零〇\d]{1,4}"
_EN = (
    r"(?:\d{1,3}|[ivxl]{1,7}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty)"
)
_CLAUSES_EN = r"(?:clauses?|sections?|articles?|paragraphs?|conditions?)"
#: The number of the last clause.
_LAST = re.compile(
    rf"(?:共|仅|只|全文|合计)(?:计|有|含|分|设)?(?P<zh1>{_HAN})(?:条|章)(?![款第约规])"
    rf"|(?:至|到)第?(?P<zh2>{_HAN})(?:条|章)(?:为)?(?:止|结束|完)"
    rf"|(?:最后|末尾|最末)(?:的)?一(?:条|章)(?:为|是|即)?第(?P<zh3>{_HAN})(?:条|章)"
    rf"|第(?P<zh4>{_HAN})(?:条|章)(?:为|是)?(?:最后一(?:条|章)|末条|尾条)"
    rf"|\b(?:has|have|contains?|comprises?|consists? of|only|made up of)\s(?:only\s|just\s)?(?P<en1>{_EN})\s{_CLAUSES_EN}\b"
    rf"|\b(?:last|final)\s{_CLAUSES_EN}\s(?:is|being|of this \w+ is)\s(?:{_CLAUSES_EN}\s)?(?P<en2>{_EN})\b"
    rf"|\b(?:ends?|stops?|finish\w*|closes?)\s(?:with|at|after|on)\s{_CLAUSES_EN}\s(?P<en3>{_EN})\b"
    rf"|\b{_CLAUSES_EN}\s(?:1|one|i)\s(?:to|through|up to|-)\s(?P<en4>{_EN})\b"
    r"(?=[^.;\n]{0,30}\b(?:binding|make up|constitute|form|inclusive|are the whole))"
)
_LAST_WORDS = ("条", "章", "clause", "section", "article", "paragraph", "condition")
#: Numbers of several parts of which the first and the last are told: definitions 1.1.1 to 1.1.40.
_RANGE = re.compile(
    r"(?<![\d.])(?P<up>\d{1,2}(?:\.\d{1,2}){0,2})\.1\s?(?:to|through|-|–|~|至|到)\s?(?P=up)\.(?P<last>\d{1,3})(?![\d.])"
)
_RANGE_WORDS = (".1",)
#: Where a contract ends: nothing follows but signatures.
_END = re.compile(
    r"以下无正文|(?:以下|下页|此页)为?签[署字章盖]|签署页|(?:正文|全文)(?:完|结束|到此)"
    r"|\bend of (?:the )?(?:document|agreement|contract|text)\b|\bsignature page"
)
#: Signs below which a text that begins with a later clause than the first is a piece of a contract.
_PIECE = 400
_END_WORDS = ("无正文", "签", "正文", "全文", "end of", "signature page")


def beyond(scene: Scene, number: str, known: frozenset[str]) -> bool:
    """Whether the number of a clause lies beyond what the contract says that it has."""
    top, _, rest = number.partition(".")
    if top.isdigit() and (last := _last(scene, known)) and int(top) > last:
        return True
    up, _, own = number.rpartition(".")
    return bool(rest) and own.isdigit() and int(own) > _ranges(scene).get(up, 999)


def is_piece(scene: Scene) -> bool:
    """Whether a text is a clause or two out of the middle of a contract, which tells nothing of the rest."""
    clauses = scene.document.clauses
    first = number_key(clauses[0].number).partition(".")[0] if clauses and len(scene.text) < _PIECE else ""
    return first.isdigit() and int(first) > 1


def _last(scene: Scene, known: frozenset[str]) -> int:
    """The number of the last clause, 0 where nothing tells it."""
    found: int = scene.once(_last, lambda: max(_told(scene), default=0) or _before_end(scene, known))
    return found


def _told(scene: Scene) -> Iterator[int]:
    for m in scene.on_lines(_LAST, _LAST_WORDS):
        number = number_key(next(w for w in m.groups() if w))
        if number.isdigit() and int(number) > 1:
            yield int(number)


def _before_end(scene: Scene, known: frozenset[str]) -> int:
    """The greatest number of a clause, where the contract has its end and two clauses in a row lead up to it."""
    tops = {int(k) for k in known if k.isdigit()}
    last = max(tops, default=0)
    ends = next(iter(scene.on_lines(_END, _END_WORDS)), None)
    return last if ends and last - 1 in tops else 0


def _ranges(scene: Scene) -> dict[str, int]:
    """Number above -> the last one below it."""
    found: dict[str, int] = scene.once(_ranges, lambda: {m["up"]: int(m["last"]) for m in scene.on_lines(_RANGE, _RANGE_WORDS)})
    return found


#: An item by its number below that of its clause, and the numbers of items as they stand in the clause.
_ITEM = re.compile(
    r"(?P<zh>第\s*(?P<above>[一二三四五六七八九十百\d]{1,5})\s*条\s*第\s*\((?P<n>[一二三四五六七八九十\d]{1,3})\)\s*项)|(?P<en>\b(?:clause|section|article|paragraph)\s(?P<up>\d{1,2}(?:\.\d{1,2}){0,2})\((?P<letter>[a-z])\))(?!\()"
)
_ITEM_WORDS = (")项", "clause", "section", "article", "paragraph")


def items(scene: Scene) -> Iterator[Span]:
    """References to items that their clause, which has its items in a row from the first, does not have."""
    for m in scene.on_lines(_ITEM, _ITEM_WORDS):
        clause = _clause(scene, number_key(m["above"] or m["up"]))
        if clause is not None and _lacks(scene.finder.folded[clause.start : clause.end], m["n"] or m["letter"]):
            yield Span(*m.span())


def _clause(scene: Scene, number: str) -> Span | None:
    """The one clause of a number."""
    found: list[Span] = scene.once(_clause, lambda: _by_number(scene)).get(number, [])
    return found[0] if len(found) == 1 else None


def _by_number(scene: Scene) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for c in scene.document.clauses:
        found.setdefault(number_key(c.number), []).append(c.span)
    return found


def _lacks(clause: str, item: str) -> bool:
    letter = item.isascii() and item.isalpha()
    wanted = ord(item) - ord("a") + 1 if letter else int(number_key(item) or 0)
    standing = {
        _place(n, letter) for n in re.findall(r"(?<![\d条])\(([a-z]|[一二三四五六七八九十]{1,3}|\d{1,2})\)(?!项)", clause)
    }
    last = max(standing, default=0)
    return 2 <= last < wanted and standing - {0} == set(range(1, last + 1))


def _place(number: str, letter: bool) -> int:
    """Of a number among items of its kind, 0 of one of another kind."""
    if letter:
        return ord(number) - ord("a") + 1 if number.isascii() and number.isalpha() else 0
    return 0 if number.isalpha() and number.isascii() else int(number_key(number) or 0)


def short_of(number: str, known: frozenset[str]) -> bool:
    """Whether the clauses beside it stand in a row from the first, and it lies behind them: 6.4 where there are 6.1 to 6.3."""
    up, _, own = number.rpartition(".")
    if not up or not own.isdigit():
        return False
    beside = [int(k.rpartition(".")[2]) for k in known if k.rpartition(".")[0] == up and k.rpartition(".")[2].isdigit()]
    return len(beside) > 1 and sorted(beside) == list(range(1, len(beside) + 1)) and int(own) > len(beside)


WORDS = (*_LAST_WORDS, *_RANGE_WORDS, *_END_WORDS, *_ITEM_WORDS)
