"""A seccomp filter (Linux): the child may read, compute and answer, but not connect, start a program or write a file.

The filter is a classic BPF program (linux/seccomp.h, linux/filter.h) made from the tables below. On other systems, and on
processors that are not in the table, it is left out; the resource limits hold everywhere.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from dataclasses import dataclass
from functools import cache
from typing import Final

_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER_MODE = 38, 22, 2
_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_SET, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_OTHER_INTERFACE: Final = 0x40000000
"""Calls of the x32 interface carry this bit: a second way to every call."""
_ALLOW: Final = 0x7FFF0000
_REFUSE: Final = 0x00050000 | 1
"""SECCOMP_RET_ERRNO with EPERM."""
_NUMBER_AT, _ARCHITECTURE_AT, _ARGUMENTS_AT = 0, 4, 16
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


@dataclass(frozen=True, slots=True)
class _Machine:
    """``refused``: numbers of calls, ``socket`` first; ``opens``: calls that open a file, and which argument holds the flags."""

    architecture: int
    refused: tuple[int, ...]
    opens: tuple[tuple[int, int], ...]
    threads: tuple[int, ...]
    """Calls that start a thread (they also start a process, which then may do no more than this one)."""


_FAMILIES: Final = (2, 10, 17, 40)
"""AF_INET, AF_INET6, AF_PACKET, AF_VSOCK."""
_EVERYWHERE: Final = (425, 435, 437)
"""io_uring_setup, clone3, openat2 have one number on all machines."""
_MACHINES: Final = {
    "x86_64": _Machine(
        architecture=0xC000003E,
        refused=(
            41, 42, 49, 50,  # socket connect bind listen
            56, 57, 58, 59, 322,  # clone fork vfork execve execveat
            62, 101, 310, 311,  # kill ptrace process_vm_readv process_vm_writev
            76, 82, 83, 84, 85, 86, 87, 88,  # truncate rename mkdir rmdir creat link unlink symlink
            90, 92, 94, 133, 165,  # chmod chown lchown mknod mount
            258, 259, 260, 263, 264, 265, 266, 268,  # mkdirat mknodat fchownat unlinkat renameat linkat symlinkat fchmodat
            316, 319,  # renameat2 memfd_create
        ),
        opens=((2, 1), (257, 2)),  # open openat
        threads=(56, 435),  # clone clone3
    ),
    "aarch64": _Machine(
        architecture=0xC00000B7,
        refused=(
            198, 203, 200, 201,  # socket connect bind listen
            220, 221, 281,  # clone execve execveat
            129, 117, 270, 271,  # kill ptrace process_vm_readv process_vm_writev
            45, 34, 33, 54, 35, 38, 37, 36, 53,  # truncate mkdirat mknodat fchownat unlinkat renameat linkat symlinkat fchmodat
            276, 279, 40,  # renameat2 memfd_create mount
        ),
        opens=((56, 2),),  # openat
        threads=(220, 435),  # clone clone3
    ),
}  # fmt: skip


def forbid_everything_else(threads: bool = False) -> bool:
    """Put the whole filter on this process for good; whether it could be done. ``threads``: they may be started."""
    program = nothing_else(threads)
    return program is not None and _install(program)


@cache
def nothing_else(threads: bool = False) -> bytes | None:
    """The whole filter, made once in the parent of the children; None where there is none."""
    machine = _machine()
    return _program(machine, machine.threads if threads else ()) if machine else None


def forbid_network() -> bool:
    """Only refuse connections to other machines, now and in every program that is started from here."""
    machine = _machine()
    return machine is not None and _install(_no_network(machine))


def _machine() -> _Machine | None:
    return _MACHINES.get(platform.machine()) if sys.platform == "linux" else None


def _install(program: bytes) -> bool:
    code = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxP" if struct.calcsize("P") == 8 else "HxxP", len(program) // 8, ctypes.addressof(code))
    library = _library()
    if library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(library.prctl(_SET_SECCOMP, _FILTER_MODE, ctypes.create_string_buffer(header, len(header)), 0, 0) == 0)


@cache
def _library() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _program(machine: _Machine, allowed: tuple[int, ...]) -> bytes:
    code = _known_interface(machine)
    for number in {*machine.refused, *_EVERYWHERE}.difference(allowed):
        code += [(_JUMP_EQUAL, 0, 1, number), (_RETURN, 0, 0, _REFUSE)]
    for number, flags in machine.opens:
        code += _unless(number, flags, (_JUMP_SET, 0, 1, _WRITING))
    return _assembled(code)


def _no_network(machine: _Machine) -> bytes:
    code = _known_interface(machine)
    for family in _FAMILIES:
        code += _unless(machine.refused[0], 0, (_JUMP_EQUAL, 0, 1, family))
        code[-1] = (_LOAD, 0, 0, _NUMBER_AT)
    return _assembled(code)


def _known_interface(machine: _Machine) -> list[tuple[int, int, int, int]]:
    """Refuse calls of other processors and interfaces; leave the number of the call to be looked at."""
    return [
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        (_JUMP_EQUAL, 1, 0, machine.architecture),
        (_RETURN, 0, 0, _REFUSE),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_JUMP_AT_LEAST, 0, 1, _OTHER_INTERFACE),
        (_RETURN, 0, 0, _REFUSE),
    ]


def _unless(number: int, argument: int, test: tuple[int, int, int, int]) -> list[tuple[int, int, int, int]]:
    """Refuse a call when an argument meets a test, and allow it otherwise."""
    return [
        (_JUMP_EQUAL, 0, 4, number),
        (_LOAD, 0, 0, _ARGUMENTS_AT + 8 * argument),
        test,
        (_RETURN, 0, 0, _REFUSE),
        (_RETURN, 0, 0, _ALLOW),
    ]


def _assembled(code: list[tuple[int, int, int, int]]) -> bytes:
    """Instructions of eight bytes: operation, steps when true, steps when false, operand."""
    return b"".join(struct.pack("HBBI", *row) for row in (*code, (_RETURN, 0, 0, _ALLOW)))
