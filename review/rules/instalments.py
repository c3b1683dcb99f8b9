"""The steps in which a contract has its price paid: those that somebody owes, and those of terms that no verb carries.

"Payment: 30 % with the order, 70 % on delivery" binds nobody by its grammar and says all the same when the money comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from review.commitments.deadline import classify
from review.commitments.values import RawValue
from review.model.commitment import Commitment, Trigger, Value, ValueRole, ValueType
from review.model.span import Span
from review.rules import timing, told, values
from review.rules.patterns import Patterns
from review.rules.price import stated
from review.rules.scene import Scene
from review.rules.select import Selects
from review.rules.shape import REQUIRED, Param, PatternLists

Params = Mapping[str, Any]
PARAMS = {
    "of": Param(Selects(), REQUIRED, "payments of the customer"),
    "terms": Param(PatternLists(), None, "words of a sentence, or of the heading above it, that list payments without a verb"),
    "aside": Param(PatternLists(), None, "words right beside a share by which it is none: a discount, a rate of tax"),
    "of_work": Param(PatternLists(), None, "words that reach over a share by which it is one of the work or of the time"),
    "cumulative": Param(PatternLists(), REQUIRED, "words before a share that make it a running total"),
    "paid": Param(PatternLists(), None, "words beside a share that make it a step, where no promise and no heading does"),
    "price": Param(PatternLists(), None, "words before the price, of which amounts are shares where nothing is paid in percent"),
    "rest": Param(PatternLists(), None, "words that stand for all that is left"),
    "base": Param(PatternLists(), REQUIRED, "what the shares are of, when the text says it"),
}
TOTAL = re.compile(r"\s*(?:合计|总计|小计|共计|total|subtotal)", re.I)
_STOP = re.compile(r"[;；]|(?<![\d元])[,，](?!\s*(?:即|计|人民币|[A-Z]{3}\s?\d|[$€£¥]))")
_EVENT = re.compile(r"\b(?:on|upon|after|within|following|when|once|prior to|before|by|until|against|with)\b", re.I)
#: The name of an instalment or a word of paying, which stands before a share without being what it is a share of.
_NAME = re.compile(r"(?:款|金|期|笔|批|支付|付|清)$")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_SHARES = frozenset({ValueRole.SHARE, ValueRole.RATE, ValueRole.OTHER, ValueRole.AMOUNT})
#: Lines of a list up to which its heading is looked for.
_LIST = 8


@dataclass(frozen=True)
class Step:
    """A share of the price, or an amount of it. ``commitment`` is None where no promise holds it."""

    commitment: Commitment | None
    value: Value | RawValue
    cumulative: bool
    trigger: Trigger | None = None
    """The event that this step waits for."""


def steps(scene: Scene, params: Params) -> list[Step]:
    """All shares of the price that the rule is about, each place once, in text order."""
    owed = [s for c in scene.select(params["of"]) if not TOTAL.match(c.quote) for s in _owed(scene, c, params)]
    found = distinct([*owed, *_listed(scene, params, {s.value.span for s in owed})])
    return distinct([*found, *_told(scene, params, [s.value.span for s in found])])


def schedule(scene: Scene, params: Params) -> list[Step]:
    """The same with their events, without a row that states their total."""
    found = steps(scene, params)
    found = _completed(scene, params, found or _amounts(scene, params))
    return without_total([replace(s, trigger=trigger(scene, s, found)) for s in found])


def _told(scene: Scene, params: Params, held: list[Span]) -> Iterator[Step]:
    """Shares with the words of a step beside them."""
    for v in told.shares(scene, params, _begun, _counts):
        holder = next(iter(scene.commitments_at(v.span)), None)
        if not any(h.overlaps(v.span) for h in held) and (holder is None or holder.kind not in params["of"].excluding):
            yield Step(holder, v, follows(scene, v, params))


def _amounts(scene: Scene, params: Params) -> list[Step]:
    total = stated(scene, params["price"]) if params["price"] and params["paid"] else None
    return [Step(None, told.in_percent(v, total), False) for v in told.amounts(scene, params, total)] if total else []


def _completed(scene: Scene, params: Params, found: list[Step]) -> list[Step]:
    """The steps with the remainder that words behind the last of them speak of."""
    paid = sum(increments(found), Decimal(0))
    left = told.rest(scene, params, scene.sentence(found[-1].value.span.start), paid) if found else None
    return found if left is None or left.span.start < found[-1].value.span.end else [*found, Step(None, left, False)]


def _owed(scene: Scene, c: Commitment, params: Params) -> Iterator[Step]:
    for v in c.values:
        if v.type is ValueType.PERCENT and v.role in _SHARES and _counts(scene, v, params):
            yield Step(c, v, follows(scene, v, params))


def _listed(scene: Scene, params: Params, held: set[Span]) -> Iterator[Step]:
    """Shares in sentences and lists that are headed as terms of payment."""
    if not scene.has(params["terms"]):
        return
    for v in values.of(scene, ValueType.PERCENT):
        sentence = scene.sentence(v.span.start)
        if v.span not in held and _heads(scene, params, sentence) and _counts(scene, v, params):
            holder = next((c for c in scene.commitments_at(v.span)), None)
            if not scene.has(params["of"].unless, sentence) and (holder is None or holder.kind not in params["of"].excluding):
                yield Step(holder, v, follows(scene, v, params))


def _heads(scene: Scene, params: Params, sentence: Span) -> bool:
    """Whether the sentence is terms of payment by its own words, by those of one before it in a list between semicolons,
    or by the line above the list of shares it stands in.
    """
    begun = _begun(scene, sentence)
    if scene.has(params["terms"], Span(begun.start, sentence.end)):
        return True
    sentence = begun
    end = scene.text.rfind("\n", 0, sentence.start)
    for _ in range(_LIST):
        start = scene.text.rfind("\n", 0, max(end, 0)) + 1
        line = scene.text[start : max(end, start)]
        if "%" not in line and "％" not in line:
            return scene.has(params["terms"], Span(start, max(end, start)))
        end = start - 1
    return False


def _begun(scene: Scene, sentence: Span) -> Span:
    """The sentence that begins the list between semicolons which a sentence belongs to."""
    for _ in range(_LIST):
        before = scene.text[: sentence.start].rstrip(" \t")
        if not before.endswith((";", "；")):
            break
        sentence = scene.sentence(len(before) - 1)
    return sentence


def follows(scene: Scene, v: Value | RawValue, params: Params) -> bool:
    """Whether words right before the value make it a running total."""
    before = Span(max(scene.sentence(v.span.start).start, v.span.start - 24), v.span.start)
    return any(_close(scene, s, v.span) for s in scene.find(params["cumulative"], before))


def _close(scene: Scene, words: Span, value: Span) -> bool:
    """Whether nothing but a noun phrase stands between the words and the share."""
    return not re.search(r"[,，、;；。%％]", scene.text[words.end : value.start])


def _counts(scene: Scene, v: Value | RawValue, params: Params) -> bool:
    """Whether it is a share of the price, as far as the text says of what."""
    if v.n is None or (v.per and not follows(scene, v, params)) or scene.has(params["aside"], scene.beside(v.span)):
        return False
    sentence = scene.sentence(v.span.start)
    if params["of_work"] and any(s.overlaps(v.span) for s in scene.find(params["of_work"], sentence)):
        return False
    return v.of is None or "\t" in scene.document.quote(sentence) or _named(scene, v) or scene.has(params["base"], sentence)


def _named(scene: Scene, v: Value | RawValue) -> bool:
    """Whether the words before the share name the instalment (到货60%), not what it is a share of (货款的60%)."""
    words = v.of or ""
    beside = scene.text[: v.span.start].rstrip().endswith(words)
    return beside and (_NAME.search(words) is not None or classify(words, scene.sides)[0] is not None)


def distinct(found: list[Step]) -> list[Step]:
    """Each place once, in text order."""
    return list({s.value.span: s for s in sorted(found, key=lambda s: s.value.span)}.values())


def part(scene: Scene, step: Step, found: list[Step]) -> Span:
    """What belongs to a share: in English the sentence where it is alone there, and
    the words behind it, where they name an event (30 % on signature and 70 % on delivery);
    else what lies from the share before it to the next comma after it, inside its sentence.

    An amount set between commas (30 % of the price, EUR 72,000.00, within 10 days) does not end it.
    """
    value = step.value.span
    sentence = scene.sentence(value.start)
    if not any(s is not step and sentence.contains(s.value.span) for s in found) and not in_chinese(scene, step):
        return sentence
    later = [s.value.span.start for s in found if value.end <= s.value.span.start < sentence.end]
    own = Span(value.start, min([sentence.end, *later]))
    in_row = "\t" in scene.text[sentence.start : sentence.end]
    if not in_chinese(scene, step) and not in_row and _EVENT.search(scene.text[own.start : own.end]):
        return own
    before = [s.value.span.end for s in found if sentence.start <= s.value.span.end <= value.start]
    stop = _STOP.search(scene.text[value.end : sentence.end])
    end = value.end + stop.start() if stop else max(sentence.end, value.end)
    return Span(max([sentence.start, *before]), end)


def trigger(scene: Scene, step: Step, found: list[Step]) -> Trigger | None:
    """The event of the part: beside its length of time, else of the words themselves, else of the commitment."""
    c = step.commitment
    alone = c is not None and sum(s.commitment is c for s in found) == 1
    if c is not None and alone and c.deadline and c.deadline.trigger not in (None, Trigger.OTHER):
        return c.deadline.trigger
    own = part(scene, step, found)
    times = [v for v in values.within(scene, own) if v.type is ValueType.DURATION]
    event = timing.event(scene, times[0], own) if times else None
    if event in (None, Trigger.OTHER):
        event = classify(scene.text[own.start : own.end], scene.sides)[0] or event
    return event or (timing.start(scene, c) if c is not None else None)


def in_chinese(scene: Scene, step: Step) -> bool:
    """Whether its sentence is Chinese: a contract in two languages says each step twice."""
    sentence = scene.sentence(step.value.span.start)
    return _CHINESE.search(scene.text, sentence.start, sentence.end) is not None


def near(scene: Scene, step: Step, found: list[Step], words: Patterns) -> bool:
    return scene.has(words, part(scene, step, found))


def without_total(found: list[Step]) -> list[Step]:
    """The steps but for a row that states their total of 100 %."""
    rest = [s for s in found if s.value.n != 100]
    return rest if len(rest) > 1 and sum(increments(rest), Decimal(0)) == 100 else found


def increments(found: list[Step]) -> list[Decimal]:
    """Shares as increments: 30, to 95, 5 is 30, 65, 5."""
    parts: list[Decimal] = []
    for step in found:
        assert step.value.n is not None
        parts.append(step.value.n - sum(parts, Decimal(0)) if step.cumulative else step.value.n)
    return parts
