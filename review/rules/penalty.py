"""One penalty of ours in money: delay damages by step of time, credits by service period, and the most either can cost.

Delay damages cost started steps x rate x base ("0.5 % per week or part thereof"), full steps where the text says full, else days
in proportion. A base that is a part of the price (延期部分货款, "the delayed Goods") is at most the price. Credits are of a
service fee: the most in one period is their cap, else their highest tier; a credit by step without a cap has no most.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum

from review.commitments.values.lengths import time
from review.model.commitment import Commitment, Value, ValueRole, ValueType
from review.rules.measure import unit_of
from review.rules.scene import Scene


class Base(StrEnum):
    """What a percentage is of. ``PART``: of what is late, at most the price. ``FEE``: of the fee of one service period."""

    PRICE = "price"
    PART = "part"
    FEE = "fee"


class Steps(StrEnum):
    """How a step of time that has only begun counts."""

    STARTED = "started"
    FULL = "full"
    IN_PROPORTION = "in proportion"


_ROUND = {Steps.STARTED: ROUND_CEILING, Steps.FULL: ROUND_FLOOR}
_PART = re.compile(
    r"逾期|延期|迟延|延误|延迟|未(?:按期)?(?:交|供|到|完成)|该批|当批|每批|相应(?:部分|批次)|delayed|late\b|undelivered|affected|overdue"
    r"|portion|part of|that (?:part|lot|batch|shipment|instal)|relevant",
    re.I,
)
_FEE = re.compile(r"(?:服务|维护|运维|维保|租赁|订阅|月|年|当期)[^，,]{0,4}费|\b(?:fees?|charges?|subscription)\b", re.I)
_LATE = re.compile(r"违约金|罚金|罚款|滞纳|liquidated|penalt|\bdelay|\blate\b", re.I)
_STARTED = re.compile(r"(?:part|fraction|portion) thereof|or part of (?:a|an|any)|不足.{0,6}按|不满.{0,6}按|commenced", re.I)
_FULL = re.compile(r"\b(?:each|every|per) (?:full|complete|whole)\b|每(?:满|整)|每.{0,2}整[周月]", re.I)
#: "for each 0.1 %", "for each hour": a credit that grows with what is missing.
_GROWS = re.compile(
    r"每(?:低|下降|降低|少|超|增|再|次|小时|分钟)|\b(?:for|per) (?:each|every)\b|\bper (?:hour|minute|incident|0?\.\d)", re.I
)
_CREDIT = re.compile(r"扣|减免|抵扣|credit|deduct", re.I)
_UNITS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}


@dataclass(frozen=True, slots=True)
class Rate:
    """Money for each step of so many calendar days."""

    money: Decimal
    days: Decimal
    steps: Steps

    def cost(self, late: Decimal) -> Decimal:
        """What so many days of delay cost, before any cap."""
        held, way = max(late, Decimal(0)), _ROUND.get(self.steps)
        cost = self.money * (held / self.days).to_integral_value(way) if way else self.money * held / self.days
        return cost.quantize(Decimal("0.01"))


@dataclass(frozen=True, slots=True)
class Amounts:
    """What percentages are taken of; None where it is not known."""

    price: Decimal | None
    fee: Decimal | None
    """The service fee of one month."""

    def share(self, v: Value, base: Base) -> Decimal | None:
        """A value in money: an amount as it is, a percentage of its base."""
        whole = self.fee if base is Base.FEE else self.price
        if v.n is None or v.type not in (ValueType.MONEY, ValueType.PERCENT):
            return None
        return v.n if v.type is ValueType.MONEY else None if whole is None else whole * v.n / 100


def base_of(v: Value) -> Base:
    """What the text says a percentage is of; the price where it does not say."""
    words = v.of or ""
    return Base.FEE if _FEE.search(words) else Base.PART if _PART.search(words) else Base.PRICE


def is_delay(scene: Scene, c: Commitment) -> bool:
    """Whether it makes us pay for time: damages for delay, whatever kind the sentence was taken for."""
    paid = _LATE.search(scene.document.quote(scene.sentence(c.span.start)))
    return c.obligor is scene.ours and (c.kind == "K18" or bool(paid)) and _step(c) is not None and _rated(c) is not None


def is_credit(scene: Scene, c: Commitment) -> bool:
    """Whether it gives a part of the service fee back."""
    named = "K19" in (c.kind, *c.also) and any(base_of(v) is Base.FEE for v in _shares(c))
    return c.obligor is scene.ours and named and _CREDIT.search(_around(scene, c)) is not None


def rate(scene: Scene, c: Commitment, amounts: Amounts) -> Rate | None:
    """The delay damages of a commitment; None when it has none, or their base is not known."""
    v, days = _rated(c), _step(c)
    money = amounts.share(v, base_of(v)) if v is not None else None
    if money is None or days is None:
        return None
    words = scene.document.quote(scene.sentence(c.span.start))
    return Rate(
        money, days, Steps.STARTED if _STARTED.search(words) else Steps.FULL if _FULL.search(words) else Steps.IN_PROPORTION
    )


def cap(c: Commitment, amounts: Amounts) -> Decimal | None:
    """The cap that the commitment itself states, in money."""
    v = c.value(ValueRole.CAP)
    return None if v is None else amounts.share(v, base_of(v))


def highest_credit(scene: Scene, c: Commitment, amounts: Amounts) -> Decimal | None:
    """The most that one month can cost in credits: the cap, else the highest tier; None for a credit that grows without end."""
    stated = cap(c, amounts)
    if stated is not None:
        return stated
    tiers = [m for v in _tiers(c) if (m := amounts.share(v, Base.FEE)) is not None]
    return None if grows(scene, c) or not tiers else max(tiers)


def grows(scene: Scene, c: Commitment) -> bool:
    """Whether a credit grows by step without a cap."""
    return c.value(ValueRole.CAP) is None and len(_tiers(c)) == 1 and _GROWS.search(_around(scene, c)) is not None


def _tiers(c: Commitment) -> list[Value]:
    return [v for v in _shares(c) if base_of(v) is Base.FEE]


def _rated(c: Commitment) -> Value | None:
    """The value that is paid for each step: a rate, else an amount or share of money that is no cap."""
    order = (ValueRole.RATE, ValueRole.AMOUNT, ValueRole.SHARE)
    held = [v for v in c.values if v.type in (ValueType.MONEY, ValueType.PERCENT) and v.n is not None]
    return next((v for role in order for v in held if v.role is role), None)


def _step(c: Commitment) -> Decimal | None:
    """Calendar days of one step: of the rate's own unit, else of the interval beside it."""
    v = _rated(c)
    unit = unit_of(v.per) if v else ""
    if unit in _UNITS:
        return Decimal(_UNITS[unit])
    interval = next((i for i in c.values if i.role is ValueRole.INTERVAL and i.n), None)
    return time(interval.n, interval.unit, "day", interval.day_type) if interval and interval.n else None


def _shares(c: Commitment) -> list[Value]:
    return [v for v in c.values if v.type is ValueType.PERCENT and v.n is not None]


def _around(scene: Scene, c: Commitment) -> str:
    article = scene.region(c.span, "article") or c.span
    return scene.document.quote(article)
