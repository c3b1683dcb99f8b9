"""Steps in which a price is paid, and what they come to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from review.model.commitment import Commitment, Trigger
from review.model.lines import line_end
from review.model.span import Span
from review.rules.fractions import LEAST, MOST
from review.rules.scene import Scene

#: Percent of the price.
WHOLE = 100
_CHINESE, _LATIN = re.compile("[\u4e00-\u9fff]"), re.compile("[A-Za-z]")
#: Latin letters beside each Chinese sign from which on a sentence is English with a Chinese word in it: Earnest money (定金).
_MANY = 8
#: What is kept of the price, and the time at whose end it is paid.
_KEPT = re.compile(r"质保金|保证金|保修金|保留金|\bretention\b|\bretain(?:s|ed)?\b", re.I)
_KEPT_UNTIL = re.compile(rf"质保期|保修期|缺陷责任期|\bwarranty\b|\bguarantee period\b|\bdefects\b|{_KEPT.pattern}", re.I)


@dataclass(frozen=True, slots=True)
class Step:
    """One sum of a schedule. ``commitment`` is None where no promise holds it."""

    commitment: Commitment | None
    span: Span
    """Where the sum stands."""
    n: Decimal
    """A share of the price in percent, or an amount."""
    words: Span
    """Those that say when it is due."""
    trigger: Trigger | None
    """The event that it waits for."""
    runs_on: bool = False
    """Whether it totals all that is paid till then; of a promise's payments only the first may, the others are what they add."""


def distinct(found: Iterable[Step]) -> list[Step]:
    """Each place once, in text order."""
    return list({s.span: s for s in sorted(found, key=lambda s: s.span)}.values())


def increments(found: Iterable[Step]) -> list[Decimal]:
    """What is paid at each: 30, to 95, 5 is 30, 65, 5. A total below what is paid already totals its own payments alone,
    where the whole has room for them.
    """
    parts: list[Decimal] = []
    for step in found:
        before = sum(parts, Decimal(0))
        own = step.n < before and before + step.n <= WHOLE
        parts.append(step.n - before if step.runs_on and not own else step.n)
    return parts


def paid(found: Iterable[Step]) -> Decimal:
    return sum(increments(found), Decimal(0))


def without_again(scene: Scene, found: list[Step]) -> list[Step]:
    """The steps but for a retention whose share a step before it, in another sentence, pays at the end of the warranty."""
    kept: list[Step] = []
    for step in found:
        if not (_says(scene, _KEPT, step) and any(_pays_kept(scene, before, step) for before in kept)):
            kept.append(step)
    return kept


def _pays_kept(scene: Scene, before: Step, step: Step) -> bool:
    apart = scene.sentence(before.span.start) != scene.sentence(step.span.start)
    return apart and before.n == step.n and _says(scene, _KEPT_UNTIL, before)


def _says(scene: Scene, words: re.Pattern[str], step: Step) -> bool:
    return words.search(scene.document.quote(step.words)) is not None


def without_total(found: list[Step]) -> list[Step]:
    """The steps but for a row that states their total of 100 %."""
    rest = [s for s in found if s.n != 100]
    return rest if len(rest) > 1 and paid(rest) == 100 else found


def without_strays(scene: Scene, found: list[Step]) -> list[Step]:
    """The steps but for shares that stand alone, where those of one line or of lines right below each other pay all: a guarantee,
    a cap, a quotation of what is paid.
    """
    groups = _together(scene, found)
    whole = any(len(held) > 1 and paid(held) == WHOLE for held in groups)
    return [s for held in groups if len(held) > 1 or not whole for s in held]


def _together(scene: Scene, found: list[Step]) -> list[list[Step]]:
    """Steps on one line or on lines right below each other."""
    groups: list[list[Step]] = []
    for step in found:
        held = groups[-1] if groups else []
        if held and _below(scene, held[-1], step):
            held.append(step)
        else:
            groups.append([step])
    return groups


def by_schedule(scene: Scene, found: Iterable[Step]) -> list[list[Step]]:
    """Each schedule is what stands in one article and one language, on one line or on lines right below each other: a contract in
    two languages says each step twice.
    """
    schedules: dict[tuple[int, bool], list[Step]] = {}
    last: tuple[Step, tuple[int, bool]] | None = None
    for step in found:
        article = scene.region(step.span, "article")
        key = (article.start if article else 0, in_chinese(scene, step.span))
        if last and last[1][1] == key[1] and _below(scene, last[0], step):
            key = last[1]
        schedules.setdefault(key, []).append(step)
        last = step, key
    return list(schedules.values())


def _below(scene: Scene, before: Step, step: Step) -> bool:
    """Whether a step stands on the line of the step before it, or on the next."""
    own = line_end(scene.text, before.span.end)
    return step.span.start <= line_end(scene.text, own + 1)


def once(scene: Scene, found: list[Step]) -> list[Step]:
    """The steps in the language that tells them first, where each of two languages tells a whole schedule."""
    told: dict[bool, list[Step]] = {}
    for step in found:
        told.setdefault(in_chinese(scene, step.span), []).append(step)
    whole = len(told) > 1 and all(LEAST < paid(steps) < MOST for steps in told.values())
    return next(iter(told.values())) if whole else found


def in_chinese(scene: Scene, place: Span) -> bool:
    """Whether the sentence of a place is Chinese."""
    sentence = scene.sentence(place.start)
    told: bool = scene.once((in_chinese, sentence), lambda: _mostly_chinese(scene.document.quote(sentence)))
    return told


def _mostly_chinese(words: str) -> bool:
    signs = len(_CHINESE.findall(words))
    return signs > 0 and len(_LATIN.findall(words)) <= _MANY * signs
