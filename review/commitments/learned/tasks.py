"""The questions that are answered from data, what each is answered from, and how sure an answer must be."""

from __future__ import annotations

import re

from review.commitments.kinds import titles, votes
from review.commitments.learned.abstraction import SYMBOLS, abstracted, context
from review.commitments.learned.features import Sight, rows, sight, words_of
from review.commitments.modality import language_key, modality_of
from review.commitments.obligor import actor, subject_of
from review.commitments.reading import Reading
from review.commitments.values import RawValue
from review.model.commitment import Modality, Party
from review.model.language import Language

_CONNECTIVES = {
    "condition": re.compile(r"^(?:如|若|一旦|发现|因|由于|凡|对于|在|除|当|if\b|in the event|where|should|in case|upon|when|except)", re.IGNORECASE),
    "consequence": re.compile(r"^(?:由此|因此|所|否则|据此|则|otherwise|so\b|thus|therefore)", re.IGNORECASE),
    "adding": re.compile(r"^(?:并|且|同时|还|以及|另|and\b|also\b|with\b)", re.IGNORECASE),
    "contrast": re.compile(r"^(?:但|而|然|尽管|however|but\b|provided|notwithstanding|unless)", re.IGNORECASE),
}


def key_of(reading: Reading) -> str:
    return "en" if reading.unit.language is Language.EN else "zh"


def table_votes(reading: Reading) -> dict[str, float]:
    """Votes of the word tables, for the unit and the last two titles above it."""
    heads = tuple(h for title in reading.unit.headings[-2:] for h in titles(key_of(reading)).hits(title))
    return votes(reading.hits, heads)


def of_cut(left: Reading, right: Reading) -> Sight:
    """Whether a second promise begins between two stretches."""
    ahead, behind = words_of(abstracted(right)), words_of(abstracted(left))
    first, second = votes(left.hits, ()), votes(right.hits, ())
    best = [max(v, key=lambda k: v[k]) if v else "" for v in (first, second)]
    sides = [(a.side, a.how) for a in map(subject_of, (left, right))]
    clause = re.split(r"[，,]", right.unit.text)[0]
    forms = [
        f"c:{name}" for name, pattern in _CONNECTIVES.items() if pattern.match(right.unit.text)
    ] + [f"c:left:{name}" for name, pattern in _CONNECTIVES.items() if pattern.match(left.unit.text)] + [
        f"c:kinds:{best[0] == best[1]}:{bool(best[0])}:{bool(best[1])}",
        f"c:sides:{sides[0][0] == sides[1][0]}:{sides[1][1]}",
        f"c:side:{sides[1][0] is not None}:{sides[1][1]}",
        f"c:modality:{modality_of(left)[0]}:{modality_of(right)[0]}",
        f"c:bound:{bool(modality_of(left)[1])}:{bool(modality_of(right)[1])}",
        f"c:tail:{left.unit.text.rstrip('，, ')[-1:]}",
        f"c:values:{bool(left.values)}:{bool(right.values)}",
        f"c:long:{min(6, len(left.unit.text) // 15)}",
        f"c:longer:{min(6, len(right.unit.text) // 15)}",
        f"c:clause:{min(5, len(clause) // 5)}:{bool(right.mentions and right.mentions[0].start <= 2)}",
        f"c:starts:{right.mentions[0].side if right.mentions and right.mentions[0].start <= 2 else ''}",
    ]
    return sight(((1.0, forms), (0.5, rows("r", ahead[:4], 3)), (0.4, rows("e", behind[-3:], 3)), (0.3, (f"k:{best[0]}>{best[1]}",))))


def of_obligor(reading: Reading, kind: str) -> Sight:
    """Which side owes: the parties in their places, and what the kind usually says."""
    words = words_of(abstracted(reading))
    acting, key = subject_of(reading), language_key(reading)
    modality, word = modality_of(reading)
    before = actor(key, reading.context, reading.context_mentions)
    title = next((m.side for m in reading.title_mentions), None)
    parties = [w for w in words if w in _PARTIES]
    near = [f"n:{'|'.join(words[max(0, i - 1) : i + 3])}" for i, w in enumerate(words) if w in _PARTIES]
    close = [f"m:{'|'.join(words[i : i + 2])}" for i, w in enumerate(words) if w in _PARTIES] + [f"p:{'|'.join(words[max(0, i - 1) : i + 1])}" for i, w in enumerate(words) if w in _PARTIES]
    sure = acting.how in ("subject", "agent", "condition")
    who = acting.side if sure else None
    form = [f"s:{who}", f"s:{who}:{modality}", f"s:{who}:{modality}:{kind}", f"s:{who}:{acting.how}:{modality}", f"s:word:{word.lower()}:{who}"]
    if not sure:
        lead = before.side if reading.unit.lead else None
        form += [
            f"w:{kind}", f"w:{modality}:{kind}", f"w:{acting.side}:{acting.how}", f"w:{acting.side}:{kind}", f"w:lead:{lead}", f"w:lead:{lead}", f"w:before:{before.side}", f"w:before:{before.side}:{kind}",
            f"w:title:{title}", f"w:set:{''.join(sorted(set(parties)))}:{kind}", f"w:shape:{reading.unit.shape}:{kind}",
        ]  # fmt: skip
    return sight(
        (
            (1.5, form),
            (0.5, near),
            (0.6, close),
            (0.4, rows("t", words, 2)),
            (0.4, rows("l", words_of(context(reading))[-40:], 2)),
            (0.3, rows("h", words_of(" ".join(reading.unit.headings[-1:])), 2)),
        )
    )


def owing(reading: Reading) -> dict[str, float]:
    """What grammar alone says of who owes: 1 for the side that a subject or an agent settles, less for a bare mention.

    A right binds the other side.
    """
    acting, modality = subject_of(reading), modality_of(reading)[0]
    if acting.side is None:
        return {}
    side = _OTHER.get(acting.side, acting.side) if modality is Modality.RIGHT and acting.how != "agent" else acting.side
    return {str(side): _TRUST.get(acting.how, 0.2)}


_TRUST = {"subject": 1.0, "agent": 0.9, "condition": 0.9}
_OTHER = {Party.SELLER: Party.BUYER, Party.BUYER: Party.SELLER}
_PARTIES = {SYMBOLS[s] for s in ("seller", "buyer", "both")}


def of_value(reading: Reading, value: RawValue, kind: str, role: str) -> Sight:
    """Whether a value of the text belongs to the promise."""
    offset = reading.unit.span.start
    start, end = value.span.start - offset, value.span.end - offset
    before = words_of(reading.unit.text[max(0, start - 30) : start])[-4:]
    after = words_of(reading.unit.text[end : end + 30])[:4]
    form = [
        f"u:{value.type}", f"u:{value.type}:{value.unit}", f"u:{value.type}:{role}", f"u:{value.type}:{kind}", f"u:recurring:{value.recurring}:{value.type}", f"u:blank:{value.blank}", f"u:role:{role}:{kind}",
        f"u:one:{value.n == 1}:{value.type}", f"u:count:{min(4, len(reading.values))}", f"u:shape:{reading.unit.shape}:{value.type}", f"u:text:{reading.unit.text[start:end].strip().lower()[:6]}",
    ]  # fmt: skip
    return sight(((1.0, form), (0.7, rows("b", before, 3)), (0.7, rows("a", after, 3))))

