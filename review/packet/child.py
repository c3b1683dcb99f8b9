"""A packet drawn in a process of its own, which can be stopped: layout time depends on words of others.

A warm server process holds WeasyPrint and forks for each packet, so that a job costs milliseconds, not an import.
"""

from __future__ import annotations

import multiprocessing
import resource
from multiprocessing.connection import Connection
from typing import Any

from review.errors import Failure, sentences
from review.packet.input import PacketInput

SECONDS = 180.0
MEMORY = 2_000_000_000
_PRELOADED = ["review.packet.compose"]


class PacketStopped(Failure):
    """Drawing the packet took more time or memory than it may, or its process died."""

    status = 500


def render_limited(packet: PacketInput, seconds: float = SECONDS, memory: int = MEMORY) -> bytes:
    """As ``review.packet.render``, within limits. Raises PacketStopped besides what ``render`` raises."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    ours, theirs = context.Pipe(duplex=False)
    worker = context.Process(target=_work, args=(packet, theirs, int(seconds) + 1, memory), daemon=True)
    worker.start()
    theirs.close()
    try:
        if not ours.poll(seconds):
            raise PacketStopped("packet-slow", {"seconds": int(seconds)})
        answer: Any = ours.recv()
    except EOFError:
        raise PacketStopped("packet-died") from None
    finally:
        worker.kill()
        worker.join()
        ours.close()
    if isinstance(answer, bytes):
        return answer
    raise answer


def _work(packet: PacketInput, answer: Connection, seconds: int, memory: int) -> None:
    """In the child: the packet's bytes, or the failure that says why there are none."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    from review.packet.compose import draw

    try:
        answer.send(draw(packet))
    except Failure as failure:
        answer.send(failure)
    except MemoryError:
        answer.send(PacketStopped("packet-died"))


sentences(
    {
        "packet-slow": {
            "zh": "签审包在 {seconds} 秒内未能生成，已停止。",
            "en": "The packet was not drawn within {seconds} seconds and was stopped.",
        },
        "packet-died": {
            "zh": "生成签审包的进程因超出内存或意外终止而停止。",
            "en": "The process that draws the packet ran out of memory or died.",
        },
    }
)
