"""Files named on the command line: read whole, or one clear sentence."""

from __future__ import annotations

from pathlib import Path

from review.errors import Failure


def load(path: Path) -> bytes:
    """Bytes of a file. Raises Failure when there is none or it cannot be opened."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise Failure("file-missing", {"name": str(path)}) from None
    except OSError:
        raise Failure("file-unreadable", {"name": str(path)}) from None


def store(path: Path, data: bytes) -> None:
    """Write a file whole or not at all. Raises Failure when its folder does not exist or cannot be written."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError:
        raise Failure("file-unwritable", {"name": str(path)}) from None


def make_folder(path: Path) -> None:
    """Make a folder and those above it. Raises Failure when it cannot be made."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise Failure("file-unwritable", {"name": str(path)}) from None
