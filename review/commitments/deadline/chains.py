"""Events that a text dates by other events: "acceptance, which is 30 days after arrival", 到货后30日内完成验收."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import regex

from review.commitments.deadline.resolve import Link, Period
from review.commitments.deadline.triggers import Start, classify, read
from review.commitments.values import RawValue
from review.commitments.values.width import halfwidth
from review.model.commitment import Party, Trigger, ValueType

_WHICH_IS = r"(?:which|that|such\s+date)\s+(?:is|occurs|takes\s+place|shall\s+be)(?:\s+within)?\s*$"
_RELATIVE_ENDS = regex.compile("(?r)" + _WHICH_IS, regex.I)
"""What ``_RELATIVE`` ends with; looked for from the end, so that most texts are done with at once."""
_RELATIVE = regex.compile(r"(?P<event>[^,.;:\n]{3,60}),?\s*" + _WHICH_IS, regex.I)
_PROMISED = regex.compile(r"\s*(?:之内|以内|内)\s*(?P<event>[^,.;:。\n]{2,20})")
_SUBJECT = regex.compile(
    r"(?:^|[.;:\n])\s*(?P<event>[^,.;:\n]{3,60}?)\s+(?:shall|will|must|takes?|occurs?|is)\s+[^.;:\n]{0,40}$", regex.I
)
_REACH = 240
"""Characters beside a value that can name its event: more than any of the patterns spans."""


def _event(text: str, value: RawValue) -> Trigger | None:
    """The event whose time the period of ``value`` sets, if its words say one."""
    start, end = value.span.start, value.span.end
    before, after = halfwidth(text[max(0, start - _REACH) : start]), halfwidth(text[end : end + _REACH])
    match = _relative(before) or _PROMISED.match(after) or _SUBJECT.search(before)
    return classify(match["event"])[0] if match else None


def is_aside(text: str, value: RawValue) -> bool:
    """Whether the period only dates an event of the sentence: acceptance, *which is 30 days after arrival*."""
    return _relative(halfwidth(text[max(0, value.span.start - _REACH) : value.span.start])) is not None


def _relative(before: str) -> regex.Match[str] | None:
    return _RELATIVE.search(before) if _RELATIVE_ENDS.search(before) else None


def _link(value: RawValue, start: Start | None) -> Link | None:
    if start is None or start.trigger is None or value.n is None or value.unit is None:
        return None
    return Link(Period(value.n, value.unit, value.day_type), start.trigger, start.direction)


def links(text: str, values: Iterable[RawValue], parties: Mapping[str, Party] | None = None) -> dict[Trigger, Link]:
    """For each event that a sentence with these values dates by another: how. The first statement of an event counts."""
    found: dict[Trigger, Link] = {}
    for value in values:
        if value.type is not ValueType.DURATION or value.recurring:
            continue
        link = _link(value, read(text, value, parties))
        event = _event(text, value) if link else None
        if link and event and event is not link.trigger:
            found.setdefault(event, link)
    return found
