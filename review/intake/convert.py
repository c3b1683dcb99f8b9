"""Old formats become .docx through LibreOffice, where it is installed: in a folder of its own,
the only one it may write to, bounded, without a network."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from review.intake.child.folders import write_only_in
from review.intake.child.syscalls import forbid_network
from review.intake.limits import Limits
from review.intake.messages import unreadable
from review.intake.sniff import FileKind

#: Formats that are converted, with the name LibreOffice expects of such a file.
CONVERTED: Final = {
    FileKind.DOC: ".doc", FileKind.RTF: ".rtf", FileKind.ODT: ".odt", FileKind.WORD_2003_XML: ".xml", FileKind.HTML: ".html",
}  # fmt: skip
_FILTERS: Final = {
    FileKind.DOC: "MS Word 97", FileKind.RTF: "Rich Text Format", FileKind.ODT: "writer8",
    FileKind.WORD_2003_XML: "MS Word 2003 XML", FileKind.HTML: "HTML (StarWriter)",
}  # fmt: skip
"""Named, so that LibreOffice does not take what it cannot read for plain text."""
_PROGRAMS: Final = ("soffice", "libreoffice")
_OUTPUT: Final = "docx:MS Word 2007 XML"
_STARTS: Final = 2
"""With a new profile LibreOffice starts itself again, which fails where it may not remove its socket; then once more."""
_SOCKETS: Final = Path("/tmp")
"""Where LibreOffice makes the socket by which a second one would find the first."""
_ADDRESS_SPACE: Final = 4 * 1024**3
_OPEN_FILES: Final = 512


def converter() -> str | None:
    """The LibreOffice program of this machine."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def to_docx(name: str, data: bytes, kind: FileKind, limits: Limits) -> bytes:
    """The file as .docx. Raises IntakeError where there is no LibreOffice, or where it makes nothing of the file."""
    program = converter()
    found = CONVERTED[kind]
    if program is None:
        raise unreadable("file-legacy", name=name, found=found)
    with tempfile.TemporaryDirectory(prefix="tripact-") as place:
        folder = Path(place)
        source = folder / f"source{found}"
        source.write_bytes(data)
        result, deadline = folder / "out" / "source.docx", time.monotonic() + limits.conversion_seconds
        for _ in range(_STARTS):
            if not result.is_file() and (left := deadline - time.monotonic()) > 0:
                _run([program, *_arguments(folder, kind), str(source)], folder, limits, left)
        if not result.is_file() or not 0 < result.stat().st_size <= limits.file_bytes:
            raise unreadable("file-conversion", name=name, found=found)
        return result.read_bytes()


def _arguments(folder: Path, kind: FileKind) -> list[str]:
    profile, given = f"-env:UserInstallation=file://{folder}/profile", f"--infilter={_FILTERS[kind]}"
    return [profile, "--headless", "--norestore", given, "--convert-to", _OUTPUT, "--outdir", str(folder / "out")]


def _run(command: list[str], folder: Path, limits: Limits, seconds: float) -> None:
    """Ends with everything it started when the time is up; what it made is judged by the file it leaves."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_bounds(limits, folder),
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    _sweep()


def _sweep() -> None:
    """Remove the sockets that nobody answers at: the program may make them, but not remove them."""
    for place in _SOCKETS.glob(f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_*"):
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(place))
            except ConnectionRefusedError:
                place.unlink()


def _bounds(limits: Limits, folder: Path) -> Callable[[], None]:
    bounds = (
        (resource.RLIMIT_CPU, int(limits.conversion_seconds)),
        (resource.RLIMIT_AS, _ADDRESS_SPACE),
        (resource.RLIMIT_FSIZE, limits.total_bytes),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    )

    def apply() -> None:
        for bound, most in bounds:
            with contextlib.suppress(ValueError, OSError):  # a stricter bound is set already
                resource.setrlimit(bound, (most, most))
        write_only_in(folder, sockets=_SOCKETS)
        forbid_network()

    return apply
