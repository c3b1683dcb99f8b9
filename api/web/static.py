"""Static files: ours from ``templates/static``, htmx from where set-up put it."""

from __future__ import annotations

from starlette.staticfiles import StaticFiles

from review.resources import built, room


class Static(StaticFiles):
    """Looks in both folders; sends nothing else."""

    def __init__(self) -> None:
        super().__init__(directory=room("templates") / "static")
        self.all_directories = [*self.all_directories, built("static")]
