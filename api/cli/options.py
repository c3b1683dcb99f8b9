"""Settings for commands: the environment, with what the command line says on top."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click
from pydantic import ValidationError

from api.settings import Settings

if TYPE_CHECKING:
    from api.services.context import Context


def settings_from(**given: Any) -> Settings:
    """The settings, ``None`` values left to the environment. Raises UsageError naming each variable that is wrong.

    So is one that the command line overrules: the processes that a command starts read it, too.
    """
    try:
        Settings()
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        lines = [f"TRIPACT_{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors(include_url=False)]
        raise click.UsageError("; ".join(lines)) from None


@contextmanager
def opened() -> Iterator[Context]:
    """A context on the instance that the environment names, closed at the end."""
    from api.app import close_context, open_server_context

    context = open_server_context(settings_from())
    try:
        yield context
    finally:
        close_context(context)
