"""``tripact serve`` and ``tripact worker``: the server, and a process that runs jobs only."""

from __future__ import annotations

import signal
import threading

import click

from api.cli.options import settings_from
from api.settings import Settings


@click.command()
@click.option("--host", help="Address to listen on; TRIPACT_HOST or 127.0.0.1 by default.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port; TRIPACT_PORT or 8000 by default.")
@click.option("--no-worker", is_flag=True, help="Run no jobs here; `tripact worker` does elsewhere.")
def serve(host: str | None, port: int | None, no_worker: bool) -> None:
    """Start the web form and the API. Set up by environment variables TRIPACT_*."""
    settings = settings_from(host=host, port=port, worker=False if no_worker else None)
    click.echo(f"http://{settings.host}:{settings.port}/")
    run_server(settings)


def run_server(settings: Settings) -> None:
    """Serve until stopped."""
    import uvicorn

    from api.app import create_app

    uvicorn.run(create_app(settings), host=settings.host, port=settings.port, log_level="warning", server_header=False)


@click.command()
def worker() -> None:
    """Run jobs until stopped; on as many machines as wanted."""
    from api.app import close_context, open_server_context
    from api.jobs.catalogue import JOBS
    from api.jobs.worker import Worker

    settings = settings_from()
    context = open_server_context(settings)
    running = Worker(context, JOBS)
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    running.start()
    click.echo("tripact worker: ready")
    stopped.wait()
    running.stop(patience=30)
    close_context(context)
