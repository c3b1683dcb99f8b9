"""The end of a contract that its parties sign: a place for each of them, and the day.

Words of signing in a line of their own are a place to sign; the parties named there and in the short lines around it sign.
The same words twice (two seals, two lines "By:") are two who sign, by whatever names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice, takewhile

from review.model.commitment import Party
from review.model.language import Bilingual
from review.model.lines import line_of, lines_above, lines_below
from review.model.span import Span
from review.rules import parties
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.patterns import Patterns
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Param, PatternLists

PARAMS = {
    "when": Param(PatternLists(), REQUIRED, "words of a contract; without them there is nothing to sign"),
    "place": Param(PatternLists(), REQUIRED, "words of a place to sign"),
    "closing": Param(
        PatternLists(), None, "a line with a label for each party, which is a place to sign where the contract ends"
    ),
    "forms": Param(
        PatternLists(), None, "titles of forms for later, and those who sign such; places in them are none of the contract"
    ),
    "date": Param(PatternLists(), REQUIRED, "words of the day, beside the places to sign"),
    "dated": Param(PatternLists(), REQUIRED, "words of the day of signing, wherever they stand"),
    "undated": Param(PatternLists(), None, "words by which the day is left open, which undo those"),
    "otherwise": Param(PatternLists(), None, "words by which the parties sign at no such place: by a click, on a platform"),
    "unsigned": Param(PatternLists(), None, "words by which a party does not sign"),
}
_LACKS: dict[str, Bilingual] = {
    "signatures": {"zh": "签章处", "en": "a place to sign"},
    "date": {"zh": "签订日期", "en": "the date of signing"},
    Party.BUYER.value: {"zh": "买方的签章处", "en": "a place for the buyer to sign"},
    Party.SELLER.value: {"zh": "卖方的签章处", "en": "a place for the seller to sign"},
}
#: Lines before and after a place to sign that may name whose it is, and how long such a line is at most, gaps apart.
_BEFORE, _AFTER, _SHORT = 3, 6, 90
#: Lines above a place that may hold the title of a form, and how near to the end a line stands that closes a contract.
_FORM, _CLOSING = 12, 800
#: Least number of parties that a table of signatures has columns for.
_COLUMNS = 2
#: A line that holds a name alone, how soon it must follow, and words of a page of signatures that are no place themselves.
_EMPTY, _BARE, _FOLLOWS = re.compile(r"[:：](?:[\s_]*|[^:：，。；]{2,40})$"), 3, re.compile("无正文|签署页|签字页|盖章页")
#: Words before a colon or a line to fill in, and those that say more of somebody who signs, or that somebody only looks on.
_HEAD = re.compile(r"(?P<head>[^:_\n\t]{2,60}?)\s*(?::|_{2})")
_NO_HEAD = re.compile(
    r"^\W*(?:(?:法定|授权|委托|获授权)?(?:代表人?|代理人|签字人?|签署人?|签约人)|法人|负责人|经办人|联\s*系|姓\s*名|职\s*[务位衔称]|身份证"
    r"|签\s*[字名章订约署]|盖\s*章|公\s*章|印\s*章|本页|以下|日\s*期|时\s*间|地\s*[址点]|住\s*[所址]|电\s*话|传\s*真|邮|开户|[账帐]\s*号"
    r"|税号|统一|银行|法定地址|双方|各方"
    r"|(?:(?:print(?:ed)?|full|legal|block) )?name|(?:job )?title|dated?s?\b"
    r"|position|designation|rank|address|place|tel|fax|e-?mail|its\b|by\b"
    r"|(?:authori[sz]ed )?(?:signatures?|signatory|signatories|representative"
    r"|officer|person)\b|in witness|in the presence|print\b|initials?\b"
    r"|(?:managing |company |sole )?(?:director|secretary)\b|attorney|attest"
    r"|(?:duly )?(?:executed|signed|sealed|agreed|accepted)\b(?!\s(?:for|by|on behalf)\b)"
    r"|capacity|phone|mobile|stamp|(?:company |common |corporate )?(?:seal|chop|stamp)\b|company (?:no|number|reg)|vat\b)"
    r"|(?:日期|时间|签字|盖章|签章|签署)$|监督|监管|见证|[鉴公]证|担保|\bwitness|\bguarantor|\bnotar"
)
#: What is to be filled in, behind the word for whom.
_TAIL = re.compile(
    r"\s*\b(?:signatures?|signed|sign|dates?|name|title|position|stamp|seal)\s*$|(?<=[方人])(?:签字|盖章|签章|签名|日期|代表)$"
)
#: A party's word with a gap in it.
_SPACED = re.compile(r"(?<![\u4e00-\u9fff])([甲乙买卖供需发承委受])[ \t\u3000]{1,8}([方人])(?![\u4e00-\u9fff])")
#: How a line of a clause ends, and no line of a signature block.
_STOPS = ("。", "；", ";")


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    places = _places(scene, params)
    if not places and not scene.has(params["when"]):
        return
    block = tuple(dict.fromkeys(line for p in places for line in _around(scene, p)))
    dated = scene.has(params["dated"]) or any(scene.has(params["date"], line) for line in block)
    otherwise = scene.has(params["otherwise"])
    dated = (dated or (otherwise and not places)) and not scene.has(params["undated"])
    signed = _signers(scene, places) > 1 or otherwise
    unsigned = () if signed else _unsigned(scene, block)
    unsigned = (
        unsigned
        or _bare(scene, places)
        or _empty_column(scene, params, places)
        or (_undated_last(scene, params, places) if dated else ())
    )
    refused = ("signatures",) if not unsigned and scene.has(params["unsigned"]) else ()
    lacking = list(dict.fromkeys((*unsigned, *refused, *(() if dated else ("date",)))))
    titles = tuple(_LACKS[name] for name in lacking)
    yield failed(None, *places[-1:], fields={"lacking": titles}) if lacking else passed()


def _places(scene: Scene, params: Params) -> tuple[Span, ...]:
    """Places to sign the contract itself; where none is marked as one, the line that ends it."""
    forms = scene.find(params["forms"]) if params["forms"] else ()
    marked = scene.find(params["place"])
    own = tuple(p for p in marked if not _in_form(scene, p, forms))
    closing = scene.find(params["closing"]) if params["closing"] and not marked else ()
    least = max(len(scene.text) // 2, len(scene.text) - _CLOSING)
    return own or tuple(p for p in closing if p.start > least)


def _in_form(scene: Scene, place: Span, forms: tuple[Span, ...]) -> bool:
    """Whether a form's title stands not far above a place, or who signs such stands in its line, and neither party there."""
    own = line_of(scene.text, place.start)
    above = list(islice(lines_above(scene.text, own), _FORM))
    heading = next((n for n, line in enumerate(above, 1) if _opens_clause(scene, line)), _FORM)
    lines = [own, *above[:heading]]
    told = any(f.overlaps(line) and not _long(scene, line) for f in forms for line in lines)
    return told and not any(_sides(scene, line) for line in _around(scene, place))


def _signers(scene: Scene, places: tuple[Span, ...]) -> int:
    """How often the commonest words of signing stand there; a row of a table has a column for each."""
    if any(scene.in_table(p) and "\t" in line_of(scene.text, p.start).of(scene.text) for p in places):
        return _rows_signed(scene, places)
    words = Counter("".join(filter(str.isalpha, scene.finder.folded[p.start : p.end])) for p in places)
    del words[""]
    return max(words.values(), default=0)


def _rows_signed(scene: Scene, places: tuple[Span, ...]) -> int:
    """How many sign in a table: each column, or each row where its head has the places and none of the parties."""
    for table in (t for t in scene.document.tables if any(t.rows[0].span.overlaps(p) for p in places)):
        named = [row for row in table.rows[1:] if row.cells and _sides(scene, row.cells[0].span)]
        if named and len(table.rows[0].cells) > _COLUMNS and not _sides(scene, table.rows[0].span):
            return len(named)
    return _COLUMNS


def _unsigned(scene: Scene, block: tuple[Span, ...]) -> tuple[str, ...]:
    """What nobody can sign: the whole, or the part of the one party that is not named where the other is."""
    if not block:
        return ("signatures",)
    sides = frozenset[Party]().union(*(_sides(scene, line) for line in block))
    known = {p.side for p in scene.facts.understanding.parties if p.terms or p.name}
    if len(sides) != 1 or not (known >= {Party.BUYER, Party.SELLER} or _heads(scene, block) <= 1):
        return ()
    return tuple(side.value for side in (Party.BUYER, Party.SELLER) if side not in sides)


def _heads(scene: Scene, block: tuple[Span, ...]) -> int:
    """How many sign by what stands before the colons, who need not be named as a party; witnesses do not count."""
    heads = (
        _TAIL.sub("", m["head"]).strip() for line in block for m in _HEAD.finditer(scene.finder.folded, line.start, line.end)
    )
    return len({head for head in heads if head and not _NO_HEAD.search(head)})


def _sides(scene: Scene, line: Span) -> frozenset[Party]:
    named = frozenset(parties.named(scene.finder, line)) & {Party.BUYER, Party.SELLER}
    return named or _spaced(scene, line)


def _spaced(scene: Scene, line: Span) -> frozenset[Party]:
    """Those whose word is written with a gap in it: 甲　方."""
    words = {"".join(m.groups()) for m in _SPACED.finditer(scene.text, line.start, line.end)}
    terms = parties.terms(scene.facts.understanding).items() if words else ()
    return frozenset(side for side, usual in terms if words & set(usual))


def _bare(scene: Scene, places: tuple[Span, ...]) -> tuple[str, ...]:
    """The party whose name alone stands where the other has the one place to sign: 乙方： below 甲方（盖章）：."""
    lines = _own_lines(scene, places)
    if len(lines) != 1:
        return ()
    below = islice(lines_below(scene.text, lines[0]), _BARE)
    idle = (line for line in below if _beside(scene, line) and not any(p.end > line.start for p in places))
    empty = (line for line in idle if _EMPTY.search(scene.text, line.start, line.end))
    others = frozenset[Party]().union(*(_sides(scene, line) for line in empty)) - _sides(scene, lines[0])
    return tuple(sorted(side.value for side in others))


def _empty_column(scene: Scene, params: Params, places: tuple[Span, ...]) -> tuple[str, ...]:
    """The party under whose name a table has an empty cell beside the other's place to sign; the day, where one has it alone."""
    for table in (t for t in scene.document.tables if any(t.span.overlaps(p) for p in places)):
        heads = [_sides(scene, cell.span) for cell in table.rows[0].cells]
        if len(heads) != _COLUMNS or any(len(sides) != 1 for sides in heads) or heads[0] == heads[1]:
            continue
        rows = [row.cells for row in table.rows if len(row.cells) == _COLUMNS]
        signed = [any(_fills(scene, r[n].span, places) for r in rows) for n in range(_COLUMNS)]
        if signed.count(True) == 1:
            return tuple(side.value for side in heads[signed.index(False)])
        if [any(scene.has(params["date"], r[n].span) for r in rows) for n in range(_COLUMNS)].count(True) == 1:
            return ("date",)
    return ()


def _fills(scene: Scene, cell: Span, places: tuple[Span, ...]) -> bool:
    return bool(cell.of(scene.text).strip()) and any(cell.overlaps(p) for p in places)


def _undated_last(scene: Scene, params: Params, places: tuple[Span, ...]) -> tuple[str, ...]:
    """The day, where the block of the party that signs last has none, and that of the first one has."""
    lines = _led_lines(scene, places)
    if len(lines) != _COLUMNS or _sides(scene, lines[0]) == _sides(scene, lines[1]):
        return ()
    first, last = (_block(scene, line, lines) for line in lines)
    return ("date",) if _any(scene, params["date"], first) and not _any(scene, params["date"], last) else ()


def _block(scene: Scene, line: Span, others: tuple[Span, ...]) -> list[Span]:
    """The line of a party that signs, and the short ones below it up to the next party's."""
    below = takewhile(lambda b: _beside(scene, b) and b not in others, lines_below(scene.text, line))
    return [line, *islice(below, _AFTER)]


def _any(scene: Scene, words: Patterns, lines: list[Span]) -> bool:
    return any(scene.has(words, line) for line in lines)


def _own_lines(scene: Scene, places: tuple[Span, ...]) -> tuple[Span, ...]:
    """The short lines in which one party has its place to sign."""
    lines = dict.fromkeys(line_of(scene.text, p.start) for p in places if _signs(scene, p))
    return tuple(line for line in lines if not _long(scene, line) and len(_sides(scene, line)) == 1)


def _led_lines(scene: Scene, places: tuple[Span, ...]) -> tuple[Span, ...]:
    """The short lines in which one party has its place to sign, or is named right above it."""
    lines = _own_lines(scene, places)
    led = (_leads(scene, line_of(scene.text, p.start)) for p in places if _signs(scene, p))
    return lines or tuple(dict.fromkeys(line for line in led if line is not None))


def _leads(scene: Scene, line: Span) -> Span | None:
    """The line right above a place to sign that names one party, where its own names none."""
    above = next(lines_above(scene.text, line), None)
    if above is None or _long(scene, line) or _sides(scene, line) or not _beside(scene, above):
        return None
    return above if len(_sides(scene, above)) == 1 else None


def _signs(scene: Scene, place: Span) -> bool:
    """Whether it is a place to sign, and no word that a page of signatures follows."""
    return not _FOLLOWS.search(scene.text, place.start, place.end)


def _around(scene: Scene, place: Span) -> Iterator[Span]:
    """The place's own line and the short ones beside it; a numbered clause is no part of the block."""
    own = line_of(scene.text, place.start)
    whole = len(own) <= 2 * _SHORT and not _opens_clause(scene, own)
    yield own if whole else Span(max(own.start, place.start - _SHORT // 2), min(own.end, place.end + _SHORT))
    named = bool(_sides(scene, own))
    for line in takewhile(lambda line: _beside(scene, line), islice(lines_above(scene.text, own), _BEFORE)):
        yield line
        if not named and len(_sides(scene, line)) == 1:
            break
    yield from takewhile(lambda line: _beside(scene, line), islice(lines_below(scene.text, own), _AFTER))


def _opens_clause(scene: Scene, line: Span) -> bool:
    clause = scene.clause(line.start)
    return clause is not None and bool(clause.number) and line.start <= clause.span.start < line.end


def _long(scene: Scene, line: Span) -> bool:
    return len(" ".join(scene.text[line.start : line.end].split())) > _SHORT


def _beside(scene: Scene, line: Span) -> bool:
    return not _long(scene, line) and not _opens_clause(scene, line) and not scene.text.endswith(_STOPS, line.start, line.end)


CHECK = Check("signing", PARAMS, run, fields=("lacking",))
