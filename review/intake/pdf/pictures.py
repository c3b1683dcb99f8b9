"""Pages that are pictures, as everybody may know them who reads no PDF: the library for these is loaded where they are read."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Final

#: Code of the notice of a page without text.
PICTURE_PAGE: Final = "page-without-text"
#: Code of the error for a file of such pages alone; its field ``pages`` says how many.
NO_TEXT: Final = "pdf-no-text"


def can_be_read() -> bool:
    """Whether the optional extra for character recognition is installed."""
    return find_spec("rapidocr") is not None
