"""The one family of errors. Each says in one sentence, in Chinese and English, what is wrong and where.

    >>> Failure("file-empty", {"name": "draft.docx"}).diagnostics("en")
    'draft.docx is empty (0 bytes).'

A room adds its own subclass and its own table of sentences beside its code (``SENTENCES``) and registers it here with
``sentences``. Sentences name fields only, ``{name}``; they never hold a traceback or the content of a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

_SENTENCES: dict[str, dict[str, str]] = {}


def sentences(table: Mapping[str, Mapping[str, str]]) -> None:
    """Add a room's sentences: code -> {zh, en}. Raises ValueError for a code that is taken or lacks a language."""
    for code, texts in table.items():
        if code in _SENTENCES and _SENTENCES[code] != dict(texts):
            raise ValueError(f"error code {code} stands twice")
        if set(texts) != {"zh", "en"}:
            raise ValueError(f"error code {code} needs zh and en")
        _SENTENCES[code] = dict(texts)


def known_codes() -> tuple[str, ...]:
    """Every registered code, sorted."""
    return tuple(sorted(_SENTENCES))


class _Gap(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "…"


def outline(code: str, language: str) -> str:
    """The sentence of a code whose fields were not kept, with an ellipsis for each; an unknown code stands for itself."""
    texts = _SENTENCES.get(code)
    return texts["zh" if language == "zh" else "en"].format_map(_Gap()) if texts else code


def in_language(value: object, language: str) -> object:
    """A field's value as it is said: one of a pair of ``zh`` and ``en``, or the value itself."""
    return value[language] if isinstance(value, Mapping) and set(value) == {"zh", "en"} else value


class Failure(Exception):
    """Something the user can mend: exit code 2, or the HTTP status of its class.

    ``code`` is stable and published; ``fields`` fill the sentence; ``where`` is a file, line, pointer or page.
    """

    status: ClassVar[int] = 400
    exit_code: ClassVar[int] = 2

    def __init__(self, code: str, fields: Mapping[str, object] | None = None, where: str = "") -> None:
        self.code = code
        self.fields = dict(fields or {})
        self.where = where
        super().__init__(code)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.code, self.fields, self.where)

    def diagnostics(self, language: str = "en") -> str:
        """One sentence for a person. A field that is given in both languages is said in this one."""
        spoken = "zh" if language == "zh" else "en"
        text = _SENTENCES[self.code][spoken].format_map({name: in_language(v, spoken) for name, v in self.fields.items()})
        return f"{self.where}: {text}" if self.where else text

    def __str__(self) -> str:
        return self.diagnostics("en")


class IntakeError(Failure):
    """The file cannot be read."""

    status = 422


class TooLarge(IntakeError):
    """The file, or something in it, passes a limit."""

    status = 413


class DealError(Failure):
    """The deal record is not one."""

    status = 422


class RuleError(Failure):
    """A rule pack is wrong; ``problems`` holds all of them."""

    status = 422


class Refused(Failure):
    """The actor may not do that. Every refusal is logged."""

    status = 403


class Conflict(Failure):
    """The action does not fit the state, or somebody else was first."""

    status = 409


class NotFound(Failure):
    status = 404


class Unauthenticated(Failure):
    status = 401


sentences(
    {
        "file-empty": {"zh": "{name} 是空文件（0 字节）。", "en": "{name} is empty (0 bytes)."},
        "file-missing": {"zh": "找不到文件 {name}。", "en": "There is no file {name}."},
        "file-unwritable": {"zh": "无法写入 {name}（{why}）。", "en": "{name} cannot be written ({why})."},
        "file-own-source": {
            "zh": "{name} 正是要读取的文件，不会被覆盖；请另指定输出文件。",
            "en": "{name} is a file that is read, and is not written over; name another one for the answer.",
        },
        "file-unreadable": {
            "zh": "无法读取文件 {name}。",
            "en": "The file {name} cannot be opened for reading.",
        },
    }
)
