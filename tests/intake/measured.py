"""What one file costs its limited child: CPU seconds and peak memory, by the system's own account of the process.

    python -m tests.intake.measured FILE …      one line of JSON for each file

The child is forked here exactly as the fork server forks it, from a process that has the parsers loaded and nothing else, so
that the peak is that of reading the file.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from review.errors import Failure
from review.intake.child.codec import decode
from review.intake.child.job import read_failure, receive, request, send
from review.intake.child.server import warm
from review.intake.child.work import DOCUMENT, work
from review.intake.limits import Limits
from review.model.document import View

_MOST = 1 << 31


@dataclass(frozen=True, slots=True)
class Cost:
    """``outcome`` is the code of the error, ``read``, or ``stopped`` where the system ended the child; ``peak`` in MiB."""

    name: str
    outcome: str
    characters: int
    cpu: float
    peak: float


def costs(files: Sequence[Path]) -> list[Cost]:
    """The cost of each file, each measured in a child of a fresh process."""
    command = [sys.executable, "-m", "tests.intake.measured", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    return [Cost(**json.loads(line)) for line in done.stdout.splitlines()]


def _cost(path: Path) -> Cost:
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        ours.close()
        try:
            work(theirs, _MOST)
        finally:
            os._exit(0)
    theirs.close()
    sender = threading.Thread(target=_send, args=(ours, path))
    sender.start()
    try:
        answer = receive(ours, _MOST)
    except OSError:
        answer = None
    sender.join()
    ours.close()
    used = os.wait4(pid, 0)[2]
    outcome, characters = _outcome(answer)
    return Cost(path.name, outcome, characters, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _send(ours: socket.socket, path: Path) -> None:
    try:
        send(ours, request(path.name, View.FINAL, Limits()))
        send(ours, path.read_bytes())
    except OSError:
        return


def _outcome(answer: bytes | None) -> tuple[str, int]:
    if not answer:
        return "stopped", 0
    if answer[:1] == DOCUMENT:
        return "read", len(decode(answer[1:]).text.strip())
    try:
        raise read_failure(answer[1:])
    except Failure as error:
        return error.code, 0


def main(arguments: list[str]) -> int:
    """One line of JSON for each file."""
    warm()
    for argument in arguments:
        print(json.dumps(asdict(_cost(Path(argument)))), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
