"""Static files: ours from ``templates/static``, htmx and the typeface from where set-up put them.

Pages work without the latter two; the typeface is fetched only by browsers whose system draws no Chinese.
"""

from __future__ import annotations

from contextlib import suppress

from starlette.staticfiles import StaticFiles

from review.resources import built, room


class Static(StaticFiles):
    """Looks in these folders; sends nothing else."""

    def __init__(self) -> None:
        super().__init__(directory=room("templates") / "static")
        for made in ("static", "fonts"):
            with suppress(FileNotFoundError):
                self.all_directories = [*self.all_directories, built(made)]
