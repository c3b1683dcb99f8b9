"""A call in a process of its own that can be stopped: bytes of others, and layout of their words, take what time they like.

A warm server process holds the heavy libraries and forks for each call, so that a call costs milliseconds, not an import.
"""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Callable, Sequence
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from typing import Any, TypeVar

from review.errors import Failure, sentences

T = TypeVar("T")
#: What a program that answers many people calls here, and what takes long to import.
HEAVY = ("review.packet.preloaded", "review.signing.verify", "pyhanko.sign.validation.pdf_embedded")
_held: list[str] = []


class Stopped(Failure):
    """The call took more time or memory than it may, or its process died."""

    status = 500


def hold(modules: Sequence[str] = HEAVY) -> None:
    """Have the first call import them, once for all later ones. Who asks first in a program decides."""
    if not _held:
        _held.extend(modules)


def begin(modules: Sequence[str]) -> None:
    """``hold`` them, and import them now, beside what the caller has to do before its first call."""
    hold(modules)
    _context()
    forkserver.ensure_running()


def _context() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_held)
    return context


def limited(call: Callable[..., T], *arguments: Any, seconds: float, memory: int) -> T:
    """What ``call`` returns for the arguments; all of them must be picklable. ``memory`` is in bytes of address space.

    Raises Stopped, and any Failure of the call.
    """
    context = _context()
    ours, theirs = context.Pipe(duplex=False)
    worker = context.Process(target=_work, args=(call, arguments, theirs, int(seconds) + 1, memory))
    worker.start()
    theirs.close()
    try:
        if not ours.poll(seconds):
            raise Stopped("stopped-slow", {"seconds": int(seconds)})
        done, answer = ours.recv()
    except EOFError:
        raise Stopped("stopped-died") from None
    finally:
        worker.kill()
        worker.join()
        ours.close()
    if done:
        return answer  # type: ignore[no-any-return]
    raise answer


def _work(call: Callable[..., Any], arguments: tuple[Any, ...], pipe: Connection, seconds: int, memory: int) -> None:
    """In the child: the answer, or the failure that says why there is none."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    try:
        pipe.send((True, call(*arguments)))
    except Failure as failure:
        pipe.send((False, failure))
    except MemoryError:
        pipe.send((False, Stopped("stopped-died")))


sentences(
    {
        "stopped-slow": {
            "zh": "处理超过 {seconds} 秒，已停止。",
            "en": "The work was not done within {seconds} seconds and was stopped.",
        },
        "stopped-died": {
            "zh": "处理进程超出内存限制或意外终止。",
            "en": "The process that did the work ran out of memory or died.",
        },
    }
)
