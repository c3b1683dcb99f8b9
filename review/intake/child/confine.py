"""The bounds a child puts on itself before it touches a byte of the file."""

from __future__ import annotations

import contextlib
import resource
import signal
from functools import cache
from pathlib import Path
from typing import Final

from review.intake.child.syscalls import forbid_everything_else
from review.intake.limits import MIB, Limits

_CODE: Final = 80 * MIB
"""Mapped, but not yet in memory: code and tables of libraries that reading a file may still touch."""
_COPIES: Final = 2
"""Of the file, while it is received."""
_STATM: Final = Path("/proc/self/statm")


def confine(limits: Limits, size: int) -> None:
    """CPU time, address space, open files, no file written, no core dump, no connection, no other program.

    ``size`` of the file in bytes. A wall clock ends the child where CPU time does not.
    """
    mapped, resident = memory()
    space = mapped + _COPIES * size + max(limits.memory_bytes - resident - _CODE, limits.memory_bytes // 8)
    cpu = int(resource.getrusage(resource.RUSAGE_SELF).ru_utime) + limits.cpu_seconds + limits.cpu_seconds_per_mib * (size // MIB)
    bounds = (
        (resource.RLIMIT_CPU, cpu, cpu + 1),
        (resource.RLIMIT_AS, space, space),
        (resource.RLIMIT_NOFILE, limits.open_files, limits.open_files),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
    )
    for bound, soft, hard in bounds:
        with contextlib.suppress(ValueError, OSError):  # a stricter bound is set already
            resource.setrlimit(bound, (soft, hard))
    forbid_everything_else(threads=limits.recognise)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, limits.wall_seconds)


@cache
def memory() -> tuple[int, int]:
    """Bytes mapped and bytes resident before a file is received: asked by the parent, so that no child has to ask."""
    try:
        mapped, resident = _STATM.read_text("ascii").split()[:2]
        return int(mapped) * resource.getpagesize(), int(resident) * resource.getpagesize()
    except OSError:
        return 256 * MIB, 0
