"""Names of files as people hand them in: only the last part, only what can be seen, no longer than can be read."""

from __future__ import annotations

import unicodedata

_LONGEST = 200
_ENDING = 12


def file_name(given: str, otherwise: str = "draft") -> str:
    """A name to keep and to show.

    Folders, control characters, halves of surrogate pairs and signs that turn the reading direction are dropped; a name
    that is too long keeps its beginning and its ending.

    >>> file_name("../../etc/contract\\u202efdp.docx")
    'contractfdp.docx'
    """
    last = given.replace("\\", "/").rpartition("/")[2]
    seen = "".join(sign for sign in last if unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))
    name = " ".join(seen.split()).strip(". ") or otherwise
    if len(name) <= _LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    tail = dot + ending if stem and len(ending) <= _ENDING else ""
    return name[: _LONGEST - len(tail) - 1] + "…" + tail
