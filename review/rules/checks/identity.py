"""The parties' names and credit codes against the register; the check digit of a unified social credit code (GB 32100-2015)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from review.model.commitment import Party, PartyName
from review.model.deal import Missing
from review.model.finding import Compared
from review.model.span import Span
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.scene import Scene
from review.rules.text import fold

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_LABELS = ("信用代码", "纳税人识别号", "税号", "uscc", "credit code")
_LABELLED = re.compile(rf"(?:{'|'.join(_LABELS)})[^0-9a-z\n]{{0,12}}([0-9a-z]{{10,20}})")
_PLAIN = re.compile(r"[\s,.;:()\-'\"]+")


def uscc_valid(code: str) -> bool:
    """Whether an 18-character code carries the check character that its first 17 give (modulus 31)."""
    code = code.upper()
    if len(code) != 18 or any(c not in _ALPHABET for c in code):
        return False
    total = sum(_ALPHABET.index(c) * w for c, w in zip(code, _WEIGHTS, strict=False))
    return _ALPHABET[(31 - total % 31) % 31] == code[17]


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    answers = [*_names(scene), *_codes(scene)]
    yield from answers
    if not answers and any(p.name for p in scene.facts.understanding.parties):
        yield passed()


def _names(scene: Scene) -> Iterator[Answer]:
    for party in scene.facts.understanding.parties:
        pointer = "/our_party/legal_name" if party.side is scene.ours else "/account/legal_name"
        right = scene.deal(pointer)
        known = party.side in (Party.SELLER, Party.BUYER) and party.name and not isinstance(right, Missing)
        if known and not _same(party.name or "", str(right)) and not _written(scene, str(right)):
            yield _wrong(party, pointer, str(right))


def _written(scene: Scene, name: str) -> bool:
    """Whether the registered name stands in the contract anyway: then the party is named rightly somewhere."""
    return _PLAIN.sub("", fold(name)) in _PLAIN.sub("", scene.finder.folded)


def _same(name: str, right: str) -> bool:
    """Alike but for punctuation and what stands in brackets after it."""
    one, other = _PLAIN.sub("", fold(name)), _PLAIN.sub("", fold(right))
    return one == other or one.startswith(other)


def _wrong(party: PartyName, pointer: str, right: str) -> Answer:
    compared = (Compared({"zh": "登记名称", "en": "registered name"}, party.name or "", right, pointer),)
    spans = (party.span,) if party.span else ()
    return failed(
        None, *spans, variant="name", compared=compared, fields={"said": party.name or "", "right": right}, replaces=party.span
    )


def _codes(scene: Scene) -> Iterator[Answer]:
    known = [str(c).upper() for p in ("/our_party/uscc", "/account/uscc") if not isinstance(c := scene.deal(p), Missing)]
    for match in scene.on_lines(_LABELLED, _LABELS):
        span = Span(*match.span(1))
        code = scene.document.quote(span).upper()
        if not uscc_valid(code):
            yield failed(None, span, variant="digit", fields={"said": code, "right": ""})
        elif len(known) == 2 and code not in known:
            compared = (Compared({"zh": "统一社会信用代码", "en": "credit code"}, code, " / ".join(known), "/account/uscc"),)
            yield failed(None, span, variant="code", compared=compared, fields={"said": code, "right": " / ".join(known)})


CHECK = Check(
    "identity", {}, run, fields=("said", "right"), variants=("name", "digit", "code"),
    reads=("/account/legal_name", "/account/uscc", "/our_party/legal_name", "/our_party/uscc"),
    words=_LABELS,
)  # fmt: skip
