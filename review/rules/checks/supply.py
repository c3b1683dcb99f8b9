"""What delivery has against what is promised: capacity per period, people, sites, certificates.

``capacity``: committed quantities per period against what is available. ``people``: promised heads against those allocated.
``sites``: the number of sites against the list. ``certificates``: a promised certificate that is not held, or runs out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from review.commitments.values.lengths import time
from review.commitments.values.numbers import read as numerals
from review.model.canonical import decimal_text
from review.model.commitment import Commitment, Value, ValueRole, ValueType
from review.model.deal import Missing
from review.model.finding import Compared, Outcome
from review.model.language import Bilingual
from review.model.span import Span
from review.rules import catalogue, listed, render, values
from review.rules.check import Answer, Check, Params, failed, passed, unknown
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, OneOf, Param, PatternLists
from review.rules.sheets import sheets
from review.rules.text import fold

Line = tuple[str, Mapping[str, Any]]
_HEADS = frozenset(["名", "人", "位", "person", "persons", "people", "engineers", "engineer", "人员"])
_PERIODS = {"day": "日", "week": "周", "month": "月", "quarter": "季", "year": "年"}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    yield from _MODES[params["mode"]](scene, params)


def _numbers(scene: Scene, params: Params, kinds: tuple[str, ...]) -> list[tuple[Commitment, Value]]:
    """Our commitments of the words with a bare number; those of the kinds only, where there are such."""
    ours = [c for c in scene.commitments if c.obligor in scene.party("ours")]
    if not any(_numbered(c) for c in ours):
        return []
    worded = [c for c in ours if scene.near(params["words"], c.span, "sentence")]
    chosen = [c for c in worded if c.kind in kinds or set(c.also) & set(kinds)] or worded
    return [(c, v) for c in chosen for v in _numbered(c)]


def _numbered(c: Commitment) -> list[Value]:
    return [v for v in c.values if v.type in (ValueType.QUANTITY, ValueType.COUNT) and v.n is not None]


def _answer(c: Commitment, v: Value, have: Decimal, pointer: str, title: Mapping[str, str]) -> Answer:
    assert v.n is not None
    compared = (Compared(title, decimal_text(v.n), decimal_text(have), pointer),)
    fields = {"promised": decimal_text(v.n), "available": decimal_text(have)}
    return failed(c, c.span, v.span, compared=compared, fields=fields)


def _capacity(scene: Scene, params: Params) -> Iterator[Answer]:
    pairs = [
        (c, v) for c, v in _numbers(scene, params, ("K03",)) if (v.unit or "") not in _HEADS and v.type is ValueType.QUANTITY
    ]
    rows = scene.rows("capacity")
    if not isinstance(rows, Missing):
        yield from _tabled(scene, rows)
    periodic = [(c, v) for c, v in pairs if c.value(ValueRole.INTERVAL)]
    if isinstance(rows, Missing):
        if periodic:
            yield unknown(rows.pointer, commitment=periodic[0][0])
        return
    for c, v in pairs:
        row = _named(scene, c, v, rows) or (rows[0] if len(rows) == 1 and (c, v) in periodic else None)
        if row is None:
            continue
        if row[1].get("available") is None:
            yield unknown(f"{row[0]}/available", commitment=c)
            continue
        need = _per_period(c, v, str(row[1].get("period") or "month"))
        have = Decimal(row[1]["available"])
        over = need is not None and need > have
        yield _answer(c, v, have, f"{row[0]}/available", {"zh": "产能", "en": "capacity"}) if over else passed(c)


def _tabled(scene: Scene, rows: tuple[Line, ...]) -> Iterator[Answer]:
    """Quantities of the contract's price and delivery tables; one without an interval is wanted within one period."""
    for sheet in sheets(scene):
        for row in sheet.items:
            said, cells = sheet.number(scene, row, "quantity"), fold(scene.document.quote(row.span))
            held = [(p, r) for p, r in rows if r.get("available") is not None and any(w in cells for w in _goods(r))]
            if said is None or not held or _recurs(scene, row.span):
                continue
            pointer, have = f"{held[0][0]}/available", sum((Decimal(r["available"]) for _, r in held), Decimal(0))
            shown = {"promised": decimal_text(said), "available": decimal_text(have)}
            compared = (Compared({"zh": "产能", "en": "capacity"}, shown["promised"], shown["available"], pointer),)
            yield failed(None, row.span, compared=compared, fields=shown) if said > have else passed(compared=compared)


def _goods(row: Mapping[str, Any]) -> list[str]:
    return [fold(str(row[k])) for k in ("sku", "resource") if row.get(k) and len(str(row[k])) > 1]


def _recurs(scene: Scene, span: Span) -> bool:
    """Whether a row counts by the month or another interval."""
    return any(v.recurring for v in values.within(scene, span))


#: Characters between a quantity and the name of what it counts.
_BESIDE = 25


def _named(scene: Scene, c: Commitment, v: Value, rows: tuple[Line, ...]) -> Line | None:
    """The row of the goods or resource named beside the quantity."""
    quote, at = fold(c.quote), v.span.start - c.span.start
    for pointer, row in rows:
        places = map(quote.find, catalogue.names(scene, row))
        if any(p >= 0 and abs(p - at) <= _BESIDE for p in places):
            return pointer, row
    return None


def _per_period(c: Commitment, v: Value, period: str) -> Decimal | None:
    """The quantity for one period of the capacity row; a quantity without an interval is wanted within one period."""
    assert v.n is not None
    interval = c.value(ValueRole.INTERVAL)
    unit = next((en for en, zh in _PERIODS.items() if en in period.lower() or zh in period), "month")
    times = time(Decimal(1), unit, interval.unit) if interval and interval.unit in _PERIODS else None
    return v.n * times if times is not None else v.n


def _people(scene: Scene, params: Params) -> Iterator[Answer]:
    rows = scene.rows("resources")
    named = [] if isinstance(rows, Missing) else [a for p, r in rows for a in _headed(scene, p, r)]
    yield from named
    if not any(a.outcome is Outcome.FAIL for a in named):
        yield from _by_promises(scene, params)


def _headed(scene: Scene, pointer: str, row: Mapping[str, Any]) -> Iterator[Answer]:
    """The number of people right beside the words of a role: two applications specialists, 驻场工程师为六名."""
    if row.get("allocated") is None:
        return
    have, folded = Decimal(row["allocated"]), scene.finder.folded
    for match in re.finditer(re.escape(fold(str(row["role"]))), folded):
        said = _heads_beside(folded, match.start(), match.end())
        holders = scene.commitments_at(Span(match.start(), match.end()))
        if said is None or any(c.obligor is scene.theirs for c in holders):
            continue
        shown = {"promised": decimal_text(said), "available": decimal_text(have)}
        title = {"zh": "已落实人员", "en": "people allocated"}
        compared = (Compared(title, shown["promised"], shown["available"], f"{pointer}/allocated"),)
        place = scene.sentence(match.start())
        yield (
            failed(next(iter(holders), None), place, compared=compared, fields=shown)
            if said > have
            else passed(compared=compared)
        )


#: A number of people right before a role, and right behind it.
_AHEAD = re.compile(
    r"(?<![\d.])(\d+|[一二两三四五六七八九十]+|[a-z]+)\s*(?:\(\d+\)\s*)?(?:名|位|个)?\s*"
    r"(?:full[- ]time |dedicated |qualified |resident |专职|专业)?$"
)
_BEHIND = re.compile(
    r"s?\s*(?:为|共|共计|不少于|数量为|人数为|至少|应有|配备|:)?\s*(\d+|[一二两三四五六七八九十]+)\s*(?:名|人|位)"
)


def _heads_beside(folded: str, start: int, end: int) -> Decimal | None:
    behind = _BEHIND.match(folded, end)
    ahead = _AHEAD.search(folded[max(0, start - 24) : start])
    for match in (behind, ahead):
        found = numerals(match[1], 0) if match else None
        if found and match and found.end == len(match[1]):
            return found.n
    return None


def _by_promises(scene: Scene, params: Params) -> Iterator[Answer]:
    pairs = [(c, v) for c, v in _numbers(scene, params, ("K10",)) if (v.unit or "") in _HEADS or v.type is ValueType.COUNT]
    if not pairs:
        return
    rows = scene.rows("resources")
    if isinstance(rows, Missing):
        yield unknown(rows.pointer, commitment=pairs[0][0])
        return
    for c, v in pairs:
        named = [(p, r) for p, r in rows if fold(str(r["role"])) in fold(c.quote)] or list(rows)
        held = [(p, r) for p, r in named if r.get("allocated") is not None]
        if not held:
            yield unknown(f"{named[0][0]}/allocated" if named else "/resources", commitment=c)
            continue
        have = sum((Decimal(r["allocated"]) for _, r in held), Decimal(0))
        assert v.n is not None
        yield (
            _answer(c, v, have, f"{held[0][0]}/allocated", {"zh": "已落实人员", "en": "people allocated"})
            if v.n > have
            else passed(c)
        )


def _sites(scene: Scene, params: Params) -> Iterator[Answer]:
    rows = scene.rows("sites")
    unlisted = [] if isinstance(rows, Missing) else list(_unlisted(scene, rows))
    yield from unlisted or _by_count(scene, params)


def _unlisted(scene: Scene, rows: tuple[Line, ...]) -> Iterator[Answer]:
    """Places that stand in one list with sites of ours and are in no list of ours; each once."""
    known, seen = [str(r["id"]) for _, r in rows], set[str]()
    starts = {m.start() for name in known if len(name) > 1 for m in re.finditer(re.escape(fold(name)), scene.finder.folded)}
    for sentence in sorted({scene.sentence(s) for s in starts}):
        for span in listed.unknown(scene.text, sentence, known):
            name = scene.document.quote(span)
            if fold(name) not in seen:
                seen.add(fold(name))
                compared = (Compared({"zh": "站点", "en": "site"}, name, ", ".join(known), "/sites"),)
                fields = {"promised": name, "available": ", ".join(known)}
                yield failed(None, sentence, span, variant="unlisted", compared=compared, fields=fields)


def _by_count(scene: Scene, params: Params) -> Iterator[Answer]:
    pairs = [(c, v) for c, v in _numbers(scene, params, ("K04", "K01", "K02", "K03")) if _is_site(scene, v, params)]
    if not pairs:
        return
    rows = scene.rows("sites")
    if isinstance(rows, Missing):
        yield unknown(rows.pointer, commitment=pairs[0][0])
        return
    for c, v in pairs:
        yield passed(c) if v.n == len(rows) else _answer(c, v, Decimal(len(rows)), "/sites", {"zh": "站点数", "en": "sites"})


def _is_site(scene: Scene, v: Value, params: Params) -> bool:
    return (v.unit or "") not in _HEADS and scene.has(params["words"], Span(v.span.start, min(v.span.end + 3, len(scene.text))))


def _certificates(scene: Scene, params: Params) -> Iterator[Answer]:
    places = [s for s in scene.find(params["words"]) if scene.ours in scene.obligors(s) or not scene.obligors(s)]
    if not places:
        return
    rows = scene.rows("certificates")
    if isinstance(rows, Missing):
        yield unknown(rows.pointer, spans=(places[0],))
        return
    seen: set[str] = set()
    for span in places:
        name = _bare(scene.document.quote(span))
        if name not in seen:
            seen.add(name)
            yield _held(scene, span, name, rows)


#: Words that have a certificate held as long as the contract runs.
_THROUGHOUT = re.compile(r"期间|期内|期限内|始终|持续|throughout|(?:during|for) the (?:term|duration|period)|at all times")


def _until(scene: Scene, span: Span) -> date | None:
    """The last day in the sentence, to which the certificate must be kept; that of the contract where it is kept throughout."""
    sentence = scene.region(span, "sentence") or span
    days = [v.iso for v in values.within(scene, sentence) if v.iso is not None]
    if not days and _THROUGHOUT.search(scene.finder.folded, sentence.start, sentence.end):
        days = [v.iso for v in values.of(scene, ValueType.DATE) if v.iso is not None]
    return max(days, default=None)


def _bare(name: str) -> str:
    return "".join(ch for ch in fold(name) if ch.isalnum()).removesuffix("认证").removesuffix("资质")


_NONE: Bilingual = {"zh": "商机记录中没有这项证书", "en": "the deal record holds no such certificate"}


def _ends(until: date) -> Bilingual:
    day = render.day(until)
    return {"zh": f"我方证书 {day['zh']} 到期", "en": f"our certificate ends on {day['en']}"}


def _held(scene: Scene, span: Span, name: str, rows: Any) -> Answer:
    row = next(((p, r) for p, r in rows if name in _bare(str(r["name"])) or _bare(str(r["name"])) in name), None)
    shown = scene.document.quote(span)
    title = {"zh": "证书", "en": "certificate"}
    today = scene.facts.as_of
    if row is None:
        return failed(
            None, span, compared=(Compared(title, shown, "", "/certificates"),), fields={"promised": shown, "available": _NONE}
        )
    until = row[1].get("valid_to")
    wanted = _until(scene, span) or today
    if until and wanted and until < wanted:
        compared = (Compared(title, shown, until.isoformat(), f"{row[0]}/valid_to"),)
        return failed(None, span, compared=compared, fields={"promised": shown, "available": _ends(until)})
    return passed()


_MODES: dict[str, Callable[[Scene, Params], Iterator[Answer]]] = {
    "capacity": _capacity,
    "people": _people,
    "sites": _sites,
    "certificates": _certificates,
}
PARAMS = {
    "mode": Param(OneOf(tuple(_MODES)), REQUIRED, "what is compared"),
    "words": Param(PatternLists(), REQUIRED, "words of what is promised"),
}
CHECK = Check(
    "supply", PARAMS, run, fields=("promised", "available"), variants=("unlisted",),
    reads=("/capacity", "/resources", "/sites", "/certificates")
)  # fmt: skip
