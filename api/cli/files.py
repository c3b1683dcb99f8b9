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


def reserve(path: Path | None, *read: Path | None) -> None:
    """Before any work: whether ``path`` can become a file, and is none of those that are read. Raises Failure."""
    if path is None:
        return
    if any(other and other.exists() and path.exists() and path.samefile(other) for other in read):
        raise Failure("file-own-source", {"name": str(path)})
    if path.is_dir():
        raise _unwritable(path, _FOLDER)
    if not path.parent.is_dir():
        raise _unwritable(path, _NO_FOLDER)


def store(path: Path, data: bytes) -> None:
    """Write a file whole or not at all. Raises Failure when its folder does not exist or cannot be written."""
    reserve(path)
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        raise _unwritable(path, error.strerror) from None


def make_folder(path: Path) -> None:
    """Make a folder and those above it. Raises Failure when it cannot be made."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(path, error.strerror) from None


_FOLDER = {"zh": "这是一个文件夹", "en": "it is a folder"}
_NO_FOLDER = {"zh": "所在文件夹不存在", "en": "its folder does not exist"}


def _unwritable(path: Path, why: object) -> Failure:
    return Failure("file-unwritable", {"name": str(path), "why": why})
