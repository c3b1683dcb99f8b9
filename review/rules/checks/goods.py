"""What the contract sells against the bill of materials and the solution.

``sellable``: a line that may not be sold (at all, or on that day). ``missing``: a line that the contract does not name.
``extra``: a row of the contract's price or delivery table that no line stands for. ``lifecycle``: the line leaves its life
before the contract's deliveries or warranty end. ``unreleased``: a feature the contract promises that is not released.
``quantity``: the row's quantity is not the line's. A line is found by its SKU or its name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from review.model.canonical import decimal_text
from review.model.commitment import Commitment
from review.model.deal import Missing
from review.model.document import Row
from review.model.finding import Compared
from review.model.language import Bilingual, Language
from review.model.span import Span
from review.rules import items, render, timing, values
from review.rules.check import Answer, Check, Params, failed, passed, unknown
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, OneOf, Param, PatternLists
from review.rules.sheets import sheets
from review.rules.text import fold

Line = tuple[str, Mapping[str, Any]]
#: Words that count single things alike.
_PIECES = frozenset({"台", "套", "个", "件", "unit", "set", "piece", "pc", "ea", "each"})
_LABEL = {"zh": "物料清单", "en": "bill of materials"}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    group = "solution" if params["mode"] == "unreleased" else "bom"
    rows = scene.rows(group)
    if isinstance(rows, Missing):
        yield from (unknown(rows.pointer),) if _sells(scene, params["mode"]) else ()
        return
    answers = list(_MODES[params["mode"]](scene, rows))
    if params["supplies"] is not None:
        answers.extend(_said(scene, rows, params))
    yield from answers
    if rows and not answers:
        yield passed()


def _sells(scene: Scene, mode: str) -> bool:
    """Whether the contract names goods at all, so that a missing list matters."""
    return bool(sheets(scene)) or any(
        c.kind in ("K02", "K03", "K05", "K06") and c.obligor in scene.party("ours") for c in scene.commitments
    )


def places(scene: Scene, line: Mapping[str, Any]) -> list[Span]:
    """Where the contract names the line."""
    names = [fold(str(line[k])) for k in ("sku", "name", "feature") if line.get(k)]
    return [Span(m.start(), m.end()) for n in names if len(n) > 1 for m in re.finditer(re.escape(n), scene.finder.folded)]


def _fail(line: Line, span: Span | None, contract: str | Bilingual, deal: str | Bilingual, field: str) -> Answer:
    pointer, row = line
    compared = (Compared(_LABEL, contract, deal, f"{pointer}/{field}"),)
    shown = {"item": str(row.get("name") or row.get("feature") or row.get("sku")), "contract": contract, "deal": deal}
    return failed(None, *((span,) if span else ()), compared=compared, fields=shown)


def _sellable(scene: Scene, rows: tuple[Line, ...]) -> Iterator[Answer]:
    today = scene.facts.as_of
    for pointer, row in rows:
        found = places(scene, row)
        span = found[0] if found else None
        if row.get("sellable") is False:
            yield _fail((pointer, row), span, "", _NOT_SOLD, "sellable")
        elif today and _outside(row, today):
            yield _fail((pointer, row), span, render.day(today), _window(row), "sellable_to")
        elif row.get("sellable") is None:
            yield unknown(f"{pointer}/sellable")


#: What a line says that may not be sold at all.
_NOT_SOLD = {"zh": "标为不可销售", "en": "marked as not for sale"}


def _window(row: Mapping[str, Any]) -> Bilingual:
    """The days between which a line may be sold."""
    start, end = (render.day(d) if d else {"zh": "", "en": ""} for d in (row.get("sellable_from"), row.get("sellable_to")))
    zh = f"{start['zh'] and start['zh'] + '起'}{end['zh'] and '至' + end['zh'] + '止'}"
    en = f"{start['en'] and 'from ' + start['en']} {end['en'] and 'until ' + end['en']}".strip()
    return {"zh": f"可销售期{zh}", "en": f"for sale {en}"}


def _outside(row: Mapping[str, Any], today: date) -> bool:
    start, end = row.get("sellable_from"), row.get("sellable_to")
    return bool((start and today < start) or (end and today > end))


def _missing(scene: Scene, rows: tuple[Line, ...]) -> Iterator[Answer]:
    """A contract that names none of the lines names its goods in another way, and tells nothing of them."""
    unnamed = [line for line in rows if not places(scene, line[1]) and not _tabled(scene, line[1])]
    if len(unnamed) == len(rows) > 1:
        yield unknown("/bom/*/name")
        return
    for line in unnamed:
        yield _fail(line, None, "", str(line[1].get("name") or line[1]["sku"]), "sku")


def _tabled(scene: Scene, line: Mapping[str, Any]) -> bool:
    return any(_spelled_out(scene.document.quote(row.span), line) for sheet in sheets(scene) for row in sheet.items)


def _spelled_out(quote: str, line: Mapping[str, Any]) -> bool:
    """Whether a row writes the parts of a product code apart: GLOBE-DN80-300 in "globe valve DN80, Class 300"."""
    parts = re.split(r"[-_/ ]", fold(str(line["sku"])))
    if (
        len(parts) < 2
        or not any(any(c.isdigit() for c in p) for p in parts)
        or not any(p.isalpha() and len(p) > 2 for p in parts)
    ):
        return False
    folded = fold(quote)
    return all(re.search(rf"(?<![a-z0-9]){re.escape(p)}(?![a-z0-9])", folded) for p in parts)


def _extra(scene: Scene, rows: tuple[Line, ...]) -> Iterator[Answer]:
    named = [fold(str(r[k])) for _, r in rows for k in ("sku", "name") if r.get(k)]
    for sheet in sheets(scene):
        for row in sheet.items:
            cells = fold(scene.document.quote(row.span))
            held = sheet.cell(row, "item")
            item = scene.document.quote(held).strip() if held else ""
            if item and not any(n in cells or fold(item) in n for n in named):
                yield failed(
                    None,
                    row.span,
                    fields={"item": item, "contract": item, "deal": ""},
                    compared=(Compared(_LABEL, item, "", "/bom"),),
                )


def _said(scene: Scene, rows: tuple[Line, ...], params: Params) -> Iterator[Answer]:
    """Goods that running text promises with a number, and that no line stands for."""
    named = [fold(str(r[k])) for _, r in rows for k in ("sku", "name") if r.get(k)]
    folded, seen = scene.finder.folded, set[str]()
    for c in scene.commitments:
        if c.obligor not in scene.party("ours") or scene.in_table(c.span) or not scene.has(params["supplies"], c.span):
            continue
        for span in _goods(scene, c, params):
            item = folded[span.start : span.end]
            if item in seen or scene.has(params["no_goods"], _unit(scene, span)) or any(items.alike(item, n) for n in named):
                continue
            seen.add(item)
            shown = scene.document.quote(span)
            compared = (Compared(_LABEL, shown, "", "/bom"),)
            yield failed(c, c.span, span, fields={"item": shown, "contract": shown, "deal": ""}, compared=compared)


def _goods(scene: Scene, c: Commitment, params: Params) -> Iterator[Span]:
    """The goods that a promise names behind its words of supply."""
    folded, verbs = scene.finder.folded, scene.find(params["supplies"], c.span)
    if c.language is not Language.EN:
        yield from items.chinese(folded, Span(verbs[0].start, c.span.end))
        return
    for verb in verbs:
        yield from items.english(folded, Span(verb.end, max(c.span.end, verb.end)))


def _unit(scene: Scene, name: Span) -> Span:
    """A name with the number and unit beside it."""
    sentence = scene.sentence(name.start)
    return Span(max(sentence.start, name.start - 8), min(max(sentence.end, name.end), name.end + 8))


def _lifecycle(scene: Scene, rows: tuple[Line, ...]) -> Iterator[Answer]:
    last = _last_day(scene)
    for pointer, row in rows:
        ends = [(row[k], k) for k in ("eom", "eos") if row.get(k)]
        for end, field in ends:
            until = last if field == "eos" else _delivery(scene)
            if until and end < until:
                found = places(scene, row)
                yield _fail((pointer, row), found[0] if found else None, render.day(until), render.day(end), field)


def _delivery(scene: Scene) -> date | None:
    days = [d for c in scene.commitments if c.kind == "K01" and isinstance(d := timing.due(c), date)]
    return max(days, default=scene.facts.as_of)


def _last_day(scene: Scene) -> date | None:
    """The end of deliveries, plus the longest spares or warranty term when it can be counted from there."""
    start = _delivery(scene)
    lasting = {"K09", "K12", "K13"}
    held = [c for c in scene.commitments if lasting & {c.kind, *c.also} and c.obligor in scene.party("ours")]
    dates = [v.iso for c in held for v in c.values if v.iso is not None]
    return max([d for d in (_counted_on(start, held), *dates) if d is not None], default=None)


def _counted_on(start: date | None, held: list[Commitment]) -> date | None:
    """The end of the longest term in months or years, counted from the last delivery."""
    months = {"year": 12, "month": 1}
    years = [v.n * months[v.unit] for c in held for v in c.values if v.n is not None and v.unit in months]
    if start is None or not years:
        return start
    ahead = start.month - 1 + int(max(years))
    return date(start.year + ahead // 12, ahead % 12 + 1, min(start.day, 28))


def _unreleased(scene: Scene, rows: tuple[Line, ...]) -> Iterator[Answer]:
    for pointer, row in rows:
        found = places(scene, row)
        status = row.get("status")
        if not found or not row.get("feature"):
            continue
        if status is None:
            yield unknown(f"{pointer}/status", spans=(scene.sentence(found[0].start),))
            continue
        promised = _delivery(scene)
        late = bool(row.get("release_date") and promised and row["release_date"] > promised)
        if str(getattr(status, "value", status)) != "released" or late:
            yield _fail((pointer, row), scene.sentence(found[0].start), "", _stage(status, row.get("release_date")), "status")


_STAGES = {
    "released": {"zh": "已发布", "en": "released"}, "planned": {"zh": "计划中", "en": "planned"},
    "custom": {"zh": "定制", "en": "custom"}, "end_of_life": {"zh": "已停止", "en": "at its end of life"},
}  # fmt: skip


def _stage(status: Any, released: date | None) -> Bilingual:
    """How far a feature is, and the day of its release."""
    code = str(getattr(status, "value", status))
    told, day = _STAGES.get(code, {"zh": code, "en": code}), render.day(released) if released else None
    return {
        "zh": told["zh"] + (f"，{day['zh']}发布" if day else ""),
        "en": told["en"] + (f", release on {day['en']}" if day else ""),
    }


def _quantity(scene: Scene, rows: tuple[Line, ...]) -> Iterator[Answer]:
    for sheet in sheets(scene):
        for row in sheet.items:
            line = _line_of(scene, row, rows)
            said = sheet.number(scene, row, "quantity")
            if line is None or said is None:
                continue
            planned = line[1].get("qty")
            if planned is None:
                yield unknown(f"{line[0]}/qty", spans=(row.span,))
            elif Decimal(planned) != said:
                yield _fail(line, row.span, decimal_text(said), decimal_text(Decimal(planned)), "qty")
    yield from _in_sentences(scene, rows)


def _in_sentences(scene: Scene, rows: tuple[Line, ...]) -> Iterator[Answer]:
    """Quantities in running text: the quantity of a commitment that names the line."""
    for c in scene.commitments:
        numbers = [v for v in c.values if v.role.value == "quantity" and v.n is not None]
        named = [line for line in rows if _in_quote(c.quote, line[1])]
        if not numbers and len(named) == 1 and not scene.in_table(c.span):
            yield from _counted(c, named[0])
            continue
        if len(numbers) == 1 and len(named) == 1 and numbers[0].n is not None and named[0][1].get("qty") is not None:
            planned = Decimal(named[0][1]["qty"])
            if planned != numbers[0].n and _alike(named[0][1].get("unit"), numbers[0].unit) and not scene.in_table(c.span):
                yield _fail(named[0], c.span, decimal_text(numbers[0].n), decimal_text(planned), "qty")


def _counted(c: Commitment, line: Line) -> Iterator[Answer]:
    """A bare number right before the name: "fifteen (15) PX-7 pumps"."""
    row = line[1]
    names = "|".join(re.escape(fold(str(row[k]))) for k in ("sku", "name") if row.get(k))
    said = re.search(rf"\b(\d[\d,]*)\)?\s*(?:x\s*|units? of |sets? of |pieces of )?(?:the )?(?:{names})", fold(c.quote))
    if said and row.get("qty") is not None and values.figures(said[1]) != Decimal(row["qty"]):
        yield _fail(line, c.span, said[1], decimal_text(Decimal(row["qty"])), "qty")


def _alike(planned: Any, said: str | None) -> bool:
    """Whether two units may be the same: one is not given, or they are equal but for a plural."""
    one, other = (re.sub(r"(?<=[sxh])es$|s$", "", str(u or "").lower()) for u in (planned, said))
    return not one or not other or one == other or {one, other} <= _PIECES


def _in_quote(quote: str, line: Mapping[str, Any]) -> bool:
    folded = fold(quote)
    return any(fold(str(line[k])) in folded for k in ("sku", "name") if line.get(k))


def _line_of(scene: Scene, row: Row, rows: tuple[Line, ...]) -> Line | None:
    quote = scene.document.quote(row.span)
    return next((line for match in (_in_quote, _spelled_out) for line in rows if match(quote, line[1])), None)


_MODES: dict[str, Callable[[Scene, tuple[Line, ...]], Iterator[Answer]]] = {
    "sellable": _sellable,
    "missing": _missing,
    "extra": _extra,
    "lifecycle": _lifecycle,
    "unreleased": _unreleased,
    "quantity": _quantity,
}
PARAMS = {
    "mode": Param(OneOf(tuple(_MODES)), REQUIRED, "what is looked at"),
    "supplies": Param(PatternLists(), None, "words of supply, by which goods in running text count beside those of tables"),
    "no_goods": Param(PatternLists(), None, "words beside a number by which it counts no goods"),
}
CHECK = Check("goods", PARAMS, run, fields=("item", "contract", "deal"), reads=("/bom", "/solution"))
