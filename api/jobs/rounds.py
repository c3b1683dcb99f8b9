"""Something done again and again, in a thread of its own, until it is stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError


class Rounds:
    """``do`` every ``seconds``, for the first time after that long."""

    def __init__(self, name: str, seconds: float, do: Callable[[], object]) -> None:
        self._seconds, self._do = seconds, do
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        if self._thread.ident is not None:  # a start that failed half way never came to this
            self._thread.join(timeout=10)

    def _run(self) -> None:
        while not self._ended.wait(self._seconds):
            try:
                self._do()
            except SQLAlchemyError:
                continue  # the database is away; the next round tries again
