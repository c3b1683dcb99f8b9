"""The bounds a child puts on itself before it touches a byte of the file."""

from __future__ import annotations

import contextlib
import resource
import signal
from pathlib import Path
from typing import Final

from review.intake.child.syscalls import forbid_everything_else
from review.intake.limits import MIB, Limits

_STATM: Final = Path("/proc/self/statm")


def confine(limits: Limits, size: int) -> None:
    """CPU time, address space, open files, no file written, no core dump, no connection, no other program.

    ``size`` of the file in bytes. A wall clock ends the child where CPU time does not.
    """
    used = _address_space()
    cpu = int(resource.getrusage(resource.RUSAGE_SELF).ru_utime) + limits.cpu_seconds + limits.cpu_seconds_per_mib * (size // MIB)
    bounds = (
        (resource.RLIMIT_CPU, cpu, cpu + 1),
        (resource.RLIMIT_AS, used + limits.memory_bytes, used + limits.memory_bytes),
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


def _address_space() -> int:
    """Bytes mapped now; the bound is on what reading the file adds to it."""
    try:
        return int(_STATM.read_text("ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return 256 * MIB
