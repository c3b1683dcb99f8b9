"""Which folders a program may write to (Linux, Landlock): LibreOffice, started for one file, writes in its own folder only.

Numbers and structures of ``linux/landlock.h``. Where the kernel has no Landlock nothing is bound, and the caller is told.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from pathlib import Path
from typing import Final

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
"""One number on all processors."""
_VERSION: Final = 1
_BENEATH: Final = 1
_NO_NEW_PRIVILEGES: Final = 38
#: Rights by the version of Landlock that knows them: what changes a file or a folder.
_WRITE_FILE, _MAKE_SOCKET, _TRUNCATE = 1 << 1, 1 << 9, 1 << 14
_CHANGES: Final = (
    (1, _WRITE_FILE | sum(1 << bit for bit in range(4, 13))),  # remove and make files, folders, sockets, links
    (2, 1 << 13),  # move between folders
    (3, _TRUNCATE),
)


def write_only_in(*folders: Path, sockets: Path | None = None) -> bool:
    """From now on this process and all it starts write nowhere else; whether it could be done.

    ``sockets``: a folder where it may make local sockets, and nothing else. ``/dev/null`` stays open to all.
    """
    if sys.platform != "linux":
        return False
    library = ctypes.CDLL(None, use_errno=True)
    version = library.syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION))
    rights = sum(mask for since, mask in _CHANGES if version >= since)
    if not rights:
        return False
    facts = ctypes.create_string_buffer(struct.pack("=Q", rights), 8)
    rules = library.syscall(_CREATE, facts, ctypes.c_size_t(8), ctypes.c_uint32(0))
    if rules < 0:
        return False
    try:
        for place in folders:
            _allow(library, rules, place, rights)
        _allow(library, rules, Path(os.devnull), rights & (_WRITE_FILE | _TRUNCATE))
        if sockets is not None:
            _allow(library, rules, sockets, _MAKE_SOCKET)
        library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        return bool(library.syscall(_RESTRICT, ctypes.c_int(rules), ctypes.c_uint32(0)) == 0)
    finally:
        os.close(rules)


def _allow(library: ctypes.CDLL, rules: int, place: Path, rights: int) -> None:
    try:
        handle = os.open(place, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        rule = ctypes.create_string_buffer(struct.pack("=Qi", rights, handle), 12)
        library.syscall(_ADD_RULE, ctypes.c_int(rules), ctypes.c_int(_BENEATH), rule, ctypes.c_uint32(0))
    finally:
        os.close(handle)
