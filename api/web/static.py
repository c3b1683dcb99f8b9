"""Static files: ours from ``templates/static``, htmx from where set-up put it. Pages work without the latter."""

from __future__ import annotations

from contextlib import suppress

from starlette.staticfiles import StaticFiles

from review.resources import built, room


class Static(StaticFiles):
    """Looks in both folders; sends nothing else."""

    def __init__(self) -> None:
        super().__init__(directory=room("templates") / "static")
        with suppress(FileNotFoundError):
            self.all_directories = [*self.all_directories, built("static")]
