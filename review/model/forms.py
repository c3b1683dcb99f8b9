"""Other signs for some of a text, sign for sign: a position in the result is a position in the text."""

from __future__ import annotations

import re
from functools import cached_property


class Forms(dict[str, str]):
    """What is written for each sign of a table."""

    @cached_property
    def any(self) -> re.Pattern[str]:
        """Finds any sign of the table."""
        return re.compile(f"[{re.escape(''.join(self))}]")


def written(text: str, forms: Forms) -> str:
    """The text with other signs for some that are not ASCII. A text holds few of a long table: only these are gone through."""
    for sign in () if text.isascii() else set(forms.any.findall(text)):
        text = text.replace(sign, forms[sign])
    return text
