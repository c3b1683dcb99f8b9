"""Old formats become .docx through LibreOffice, where it is installed: in a folder of its own, bounded, without a network."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

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
        _run([program, *_arguments(folder, kind), str(source)], folder, limits)
        result = folder / "out" / "source.docx"
        if not result.is_file() or not 0 < result.stat().st_size <= limits.file_bytes:
            raise unreadable("file-conversion", name=name, found=found)
        return result.read_bytes()


def _arguments(folder: Path, kind: FileKind) -> list[str]:
    profile, given = f"-env:UserInstallation=file://{folder}/profile", f"--infilter={_FILTERS[kind]}"
    return [profile, "--headless", "--norestore", given, "--convert-to", _OUTPUT, "--outdir", str(folder / "out")]


def _run(command: list[str], folder: Path, limits: Limits) -> None:
    """Ends with everything it started when the time is up; what it made is judged by the file it leaves."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_bounds(limits),
    )
    try:
        process.wait(limits.conversion_seconds)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _bounds(limits: Limits) -> Callable[[], None]:
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
        forbid_network()

    return apply
