"""The language in which a command answers: what ``--lang`` says, else the one that the system is set to."""

from __future__ import annotations

import os
from collections.abc import Sequence

import click

LANGUAGES = ("zh", "en")
#: Variables that set the language of messages, the first that is set counts (POSIX, Internationalization Variables).
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def spoken() -> str:
    """``zh`` where the system speaks Chinese, else ``en``."""
    named = next((said for name in _VARIABLES if (said := os.environ.get(name))), "")
    return "zh" if named.lower().startswith("zh") else "en"


def asked(arguments: Sequence[str]) -> str:
    """The language of a call that may be wrong in any way."""
    given = "\0".join(arguments).replace("--lang\0", "--lang=").split("\0")
    return next((lang for lang in LANGUAGES if f"--lang={lang}" in given), spoken())


#: For answers about no contract, which would have a language of its own.
LANG = click.option("--lang", type=click.Choice(LANGUAGES), default=spoken, show_default="that of the system")
