"""The packet's own texts, in one language or in both: read from ``templates/packet/words.yml``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from markupsafe import Markup, escape

from review.model.language import Bilingual
from review.packet.clean import Cleaner


@lru_cache(maxsize=4)
def texts(path: Path) -> Mapping[str, Bilingual]:
    """``section.key`` -> {zh, en}. Raises ValueError for an entry that lacks a language."""
    found: dict[str, Bilingual] = {}
    for section, entries in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader).items():
        for key, pair in entries.items():
            if set(pair) != {"zh", "en"}:
                raise ValueError(f"{path.name}: {section}.{key} needs zh and en")
            found[f"{section}.{key}"] = pair
    return found


@dataclass(frozen=True)
class Words:
    """Speaks the packet's languages. Fields and texts of others are cleaned and escaped here, and nowhere else."""

    table: Mapping[str, Bilingual]
    languages: tuple[str, ...]
    clean: Cleaner

    def __call__(self, key: str, **fields: object) -> Markup:
        """A text of the packet, in each language, with its fields filled in."""
        return self.inline(self.table[key], **fields)

    def has(self, key: str) -> bool:
        return key in self.table

    def plain(self, key: str, **fields: object) -> str:
        """The text in the first language, for places that hold no markup."""
        return self.clean(self.table[key][self.languages[0]].format(**fields))

    def inline(self, pair: Bilingual, **fields: object) -> Markup:
        """Both languages on one line."""
        return Markup(" ").join(self._spans("w", pair, fields))

    def each(self, said: Callable[[str], Markup]) -> Markup:
        """What is said in each language, on one line; nothing is filled in. The same in both stands once."""
        found = list(dict.fromkeys(said(language) for language in self.languages))
        return Markup(" ").join(Markup('<span class="second">{}</span>').format(t) if i else t for i, t in enumerate(found))

    def lines(self, pair: Bilingual) -> Markup:
        """Each language on lines of its own. Texts of rules: nothing is filled in."""
        return Markup("").join(self._spans("p", pair, None))

    def _spans(self, css: str, pair: Bilingual, fields: Mapping[str, object] | None) -> list[Markup]:
        """Each language, the second one as an element; what reads the same in both stands once.

        The first one is the language of the packet: only a line of its own needs an element. That the second is English
        stands in the style sheet: an attribute would give each element a style of its own.
        """
        parts: list[Markup] = []
        said: list[Markup] = []
        for i, language in enumerate(self.languages):
            text = pair.get(language) or ""
            body = self._filled(text, fields or {}, language) if fields is not None else escape(self.clean(text))
            if len(self.languages) == 1:
                return [body]
            if body in said:
                continue
            said.append(body)
            if not i and css == "w":
                parts.append(body)
                continue
            second = " second" if i else ""
            parts.append(Markup('<span class="{}{}">{}</span>').format(css, second, body))
        return parts

    def _filled(self, text: str, fields: Mapping[str, object], language: str) -> Markup:
        said = {name: self.say(value, language) for name, value in fields.items()}
        return Markup(escape(text)).format(**said)

    def say(self, value: object, language: str) -> Markup:
        """A field of a text: a bilingual value in the text's own language, anything else as it is."""
        if isinstance(value, Mapping):
            value = value[language]
        return value if isinstance(value, Markup) else escape(self.clean(str(value)))
