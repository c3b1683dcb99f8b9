"""Dates that cannot be, or that contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from review.commitments.values import RawValue
from review.model.commitment import ValueRole, ValueType
from review.model.finding import Compared
from review.model.span import Span
from review.rules import render, values
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.patterns import make
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Param, PatternLists

#: Duties whose day cannot lie before the contract: deliveries, installation, acceptance, payment.
_DATED = ("K01", "K04", "K11", "K16")
#: Words before or after a day by which something of any kind is due on it.
_DUE = make(
    [
        "(?:最迟|最晚|至迟|不(?:迟|晚)于)",
        "(?:竣工|完工|交货|交付|移交|到货|上线|投产|开通|完成)[^。;,]{0,12}(?:时间|日期|期限|日|为|于|在)",
        "日(?:之|以)?前[^。;,]{0,8}(?:完|交|到|上线|竣工|送|发|移|付)",
    ],
    ["(?:by|before|no later than|not later than|at the latest|due (?:on|by)|complet\\w+ (?:date|on|by|is))"],
    {},
)
#: Words between the two days of a term that nothing else can mean.
_ENDS = make(
    ["(?:止于|终于|届满于|结束于|到期日)"],
    [r"(?:and|,) (?:it )?(?:ends?|ending|expir\w+|finish\w*|clos\w+|stops?) (?:on|with)"],
    {},
)
_LONG = 30
#: Characters on either side of a day in which such words stand.
_NEAR = 24

PARAMS = {
    "until": Param(PatternLists(), REQUIRED, "words between the first and the last day of a term"),
    "signed": Param(PatternLists(), REQUIRED, "words before the day of signing"),
}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    dates = [v for v in values.of(scene, ValueType.DATE) if v.iso is not None or v.impossible]
    found = [*_impossible(scene, dates), *_reversed(scene, dates, params), *_before_signing(scene, dates, params)]
    yield from found
    if dates and not found:
        yield passed()


def _impossible(scene: Scene, dates: list[RawValue]) -> Iterator[Answer]:
    for v in dates:
        if v.impossible and _is_date(scene.document.quote(v.span)):
            yield failed(None, v.span, variant="impossible", fields={"date": scene.document.quote(v.span)}, replaces=v.span)


def _is_date(quote: str) -> bool:
    """Whether it can only be a date: with a year of four figures, or with 年 or 月."""
    return bool(re.search(r"\d{4}|[年月]", quote))


def _reversed(scene: Scene, dates: list[RawValue], params: Params) -> Iterator[Answer]:
    """Two dates joined by "to": the end lies before the start."""
    for one, other in pairwise(dates):
        gap = Span(one.span.end, max(other.span.start, one.span.end))
        joined = (len(gap) <= 12 and scene.has(params["until"], gap)) or (len(gap) <= _LONG and scene.has(_ENDS, gap))
        if one.iso and other.iso and joined and other.iso < one.iso:
            yield _pair(one, other, "reversed")


def _pair(one: RawValue, other: RawValue, variant: str) -> Answer:
    assert one.iso and other.iso
    fields = {"first": render.day(one.iso), "second": render.day(other.iso)}
    compared = (Compared({"zh": "日期", "en": "dates"}, fields["first"], fields["second"]),)
    return failed(None, other.span, one.span, variant=variant, fields=fields, compared=compared)


def _before_signing(scene: Scene, dates: list[RawValue], params: Params) -> Iterator[Answer]:
    """A day on which something is due, before the contract is signed."""
    signing = _signing(scene, dates, params)
    if signing is None:
        return
    for c in (c for c in scene.commitments if c.modality == "obligation"):
        for v in c.values:
            early = v.iso and signing.iso and v.role is ValueRole.DEADLINE and v.iso < signing.iso
            if early and (
                c.kind in _DATED
                or scene.has(_DUE, Span(max(c.span.start, v.span.start - _NEAR), min(c.span.end, v.span.end + _NEAR)))
            ):
                due = RawValue(type=v.type, span=v.span, iso=v.iso)
                yield _pair(signing, due, "before_signing")


def _signing(scene: Scene, dates: list[RawValue], params: Params) -> RawValue | None:
    for v in dates:
        before = Span(max(0, v.span.start - 16), v.span.start)
        if v.iso and scene.has(params["signed"], before):
            return v
    return None


CHECK = Check(
    "calendar", PARAMS, run, fields=("date", "first", "second"), variants=("impossible", "reversed", "before_signing")
)  # fmt: skip
