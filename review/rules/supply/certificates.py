"""Promised certificates that are not held, or run out too soon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from review.model.commitment import ValueType
from review.model.deal import Missing
from review.model.finding import Compared
from review.model.language import Bilingual
from review.model.span import Span
from review.rules import render, values
from review.rules.check import Answer, Params, failed, passed, unknown
from review.rules.scene import Scene
from review.rules.text import fold


def run(scene: Scene, params: Params) -> Iterator[Answer]:
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
