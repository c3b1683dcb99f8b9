"""Events from which contracts and plans count, and the dates they stand for."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from math import ceil
from typing import Any

from review.commitments.deadline import deadline_of
from review.commitments.values import RawValue
from review.commitments.values.lengths import time
from review.model.commitment import Commitment, Trigger, Value, ValueRole
from review.model.deal import Missing
from review.model.language import Bilingual
from review.model.span import Span
from review.rules.scene import Scene

T = Trigger
#: Order in which the events of a sale come; events of one rank count as the same. ``other`` has no place.
RANK: dict[Trigger, int] = {
    T.SIGNING: 0, T.EFFECTIVE: 0, T.ORDER: 1, T.NOTICE: 1, T.PREPAYMENT_RECEIVED: 2, T.PAYMENT_RECEIVED: 2,
    T.DRAWINGS_CONFIRMED: 3, T.SITE_READY: 3, T.SHIPMENT: 4, T.ARRIVAL: 5, T.INSTALLATION: 6,
    T.PRELIMINARY_ACCEPTANCE: 7, T.ACCEPTANCE: 8, T.FINAL_ACCEPTANCE: 9, T.WARRANTY_END: 10,
}  # fmt: skip
NAMES: dict[Trigger, Bilingual] = {
    T.SIGNING: {"zh": "合同签订", "en": "signing"},
    T.EFFECTIVE: {"zh": "合同生效", "en": "the Effective Date"},
    T.PREPAYMENT_RECEIVED: {"zh": "预付款到账", "en": "receipt of the prepayment"},
    T.PAYMENT_RECEIVED: {"zh": "款项到账", "en": "receipt of payment"},
    T.ORDER: {"zh": "订单下达", "en": "the order"},
    T.NOTICE: {"zh": "收到通知", "en": "receipt of notice"},
    T.DRAWINGS_CONFIRMED: {"zh": "图纸确认", "en": "confirmation of drawings"},
    T.SITE_READY: {"zh": "现场具备条件", "en": "the site being ready"},
    T.SHIPMENT: {"zh": "发货", "en": "shipment"},
    T.ARRIVAL: {"zh": "到货", "en": "arrival"},
    T.INSTALLATION: {"zh": "安装完成", "en": "completion of installation"},
    T.PRELIMINARY_ACCEPTANCE: {"zh": "初验合格", "en": "preliminary acceptance"},
    T.ACCEPTANCE: {"zh": "验收合格", "en": "acceptance"},
    T.FINAL_ACCEPTANCE: {"zh": "终验合格", "en": "final acceptance"},
    T.WARRANTY_END: {"zh": "质保期满", "en": "the end of the warranty period"},
    T.INVOICE: {"zh": "收到发票", "en": "receipt of invoice"},
}


def name(trigger: Trigger | str | None) -> Bilingual:
    """How people call an event; unknown ones by their code."""
    if trigger is None:
        return {"zh": "", "en": ""}
    return NAMES.get(Trigger(trigger), {"zh": str(trigger), "en": str(trigger)})


def same(one: Trigger, other: Trigger) -> bool:
    return one is other or (one in RANK and RANK.get(one) == RANK.get(other))


def earlier(one: Trigger, other: Trigger) -> bool:
    """Whether the first event comes before the second; False where one of them has no place in the order."""
    return one in RANK and other in RANK and RANK[one] < RANK[other]


def phase(trigger: Trigger) -> bool | None:
    """Whether an event comes once the goods or the site are there: installation runs from it, manufacture does not."""
    return RANK[trigger] >= RANK[T.SITE_READY] if trigger in RANK else None


def value(c: Commitment) -> Value | None:
    """The value that says when it is due."""
    roles = (ValueRole.DEADLINE, ValueRole.TRIGGER_DELAY)
    return next((v for v in c.values if v.role in roles and (v.n is not None or v.iso)), None)


def start(scene: Scene, c: Commitment) -> Trigger | None:
    """The event from which its time runs: as the commitment says, else as the words beside its value do."""
    if c.deadline is not None and c.deadline.trigger is not None:
        return c.deadline.trigger
    v = value(c)
    return event(scene, v) if v is not None else None


def event(scene: Scene, v: Value | RawValue, within: Span | None = None) -> Trigger | None:
    """The event that the words beside one value name, in its sentence or in a part of it that holds no other value's event."""
    sentence = within or scene.region(v.span, "sentence") or v.span
    raw = RawValue(type=v.type, span=v.span.shifted(-sentence.start), n=v.n, unit=v.unit, day_type=v.day_type, iso=v.iso)
    words = scene.text[sentence.start : sentence.end]
    found: Trigger | None = scene.once((sentence, raw), lambda: deadline_of(words, raw, scene.sides).trigger)
    return found


def due(c: Commitment) -> date | Decimal | None:
    """A date, or calendar days after the commitment's own event; None when the text says neither.

    A period that counts from a date of the text, or a date that a defined term names, is a date.
    """
    if c.deadline is not None and c.deadline.trigger is None and c.deadline.due is not None:
        return c.deadline.due
    v = value(c)
    if v is None:
        return None
    if v.iso is not None:
        return v.iso
    assert v.n is not None
    return time(v.n, v.unit, "day", v.day_type)


def planned(scene: Scene) -> tuple[str, Any] | None:
    """Pointer and event from which delivery's plan runs: of its first milestone that names one."""
    rows = scene.rows("delivery_plan")
    named = () if isinstance(rows, Missing) else ((f"{at}/trigger", row["trigger"]) for at, row in rows if row.get("trigger"))
    return next(iter(named), None)


def planned_trigger(scene: Scene) -> Any:
    """The event of ``planned`` alone."""
    found = planned(scene)
    return found[1] if found else None


def days_to_prepayment(scene: Scene) -> Decimal | None:
    """Calendar days from signing within which the contract has the customer pay first; None when it does not say."""
    for c in scene.commitments:
        if c.kind == "K16" and c.obligor is scene.theirs and start(scene, c) in (T.SIGNING, T.EFFECTIVE):
            days = due(c)
            return days if isinstance(days, Decimal) else None
    return None


def anchor(scene: Scene, trigger: Trigger | None) -> date | Missing:
    """The day a lead time starts: signing as planned, plus the days to the prepayment where it runs from there."""
    pointers = ("/contract/signed_at", "/contract/effective_at", "/contract/planned_signing")
    start = next((d for p in pointers if isinstance(d := scene.deal(p), date)), None)
    if start is None:
        return Missing("/contract/planned_signing")
    if trigger is None or RANK.get(trigger) == 0:
        return start
    if RANK.get(trigger) == RANK[T.PREPAYMENT_RECEIVED]:
        days = days_to_prepayment(scene)
        return start + timedelta(days=ceil(days)) if days is not None else Missing("contract:prepayment_days")
    return Missing("contract:trigger")
