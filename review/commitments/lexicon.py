"""Word tables compiled to one automaton, so that a thousand wordings cost one pass over the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import ahocorasick

from review.commitments.squeezed import squeezed
from review.commitments.values.width import lowered
from review.model.quick import quick

_GAP = {"zh": r"[^。；;]{1,20}?", "en": r"(?:[^.;]|\.(?=\d)){1,70}?"}


@dataclass(frozen=True, slots=True)
class Wording:
    """One entry of a table: what it says (a label such as ``K01:sure``) and its words."""

    label: str
    words: str


@quick
@dataclass(frozen=True, slots=True)
class Hit:
    label: str
    words: str
    start: int
    end: int

    def moved(self, by: int) -> Hit:
        """The same words, counted from another place."""
        return Hit(self.label, self.words, self.start + by, self.end + by)


class Lexicon:
    """Wordings of one language. English is matched in lower case from the start of a word, Chinese as written."""

    def __init__(self, wordings: Iterable[Wording], language: str) -> None:
        self._english = language == "en"
        self._automaton: Any = ahocorasick.Automaton()
        entries: dict[str, list[tuple[Wording, tuple[str, ...], re.Pattern[str] | None]]] = {}
        for wording in wordings:
            first, *rest = (wording.words.lower() if self._english else wording.words).split("..")
            gap = _GAP[language]
            entries.setdefault(first, []).append(
                (wording, tuple(rest), re.compile("".join(gap + re.escape(r) for r in rest)) if rest else None)
            )
        for first, listed in entries.items():
            self._automaton.add_word(first, (len(first), tuple(listed)))
        self._automaton.make_automaton()

    def hits(self, text: str) -> Iterator[Hit]:
        """Every wording in the text, in English whatever white space parts its words; a wording may be found more than once."""
        if not self._english:
            yield from self._hits(text)
            return
        flat = squeezed(lowered(text))
        for hit in self._hits(flat.text):
            yield Hit(hit.label, hit.words, flat.back(hit.start), flat.back(hit.end - 1) + 1) if flat.ends else hit

    def _hits(self, text: str) -> Iterator[Hit]:
        for last, (length, listed) in self._automaton.iter(text):
            start = last - length + 1
            if self._english and start > 0 and text[start - 1].isalnum() and text[start].isalnum():
                continue
            for wording, others, rest in listed:
                found = rest.match(text, last + 1) if rest and all(text.find(w, last + 1) > 0 for w in others) else None
                if rest is None or found:
                    yield Hit(wording.label, wording.words, start, found.end() if found else last + 1)
