"""``tripact serve`` and ``tripact worker``: the server, and a process that runs jobs only."""

from __future__ import annotations

import signal
import socket
import threading
from contextlib import closing

import click

from api.cli.options import settings_from
from api.settings import Settings
from review.errors import Failure, sentences

#: Seconds that calls under way have to end when the server is told to stop; who sends for longer is cut off.
_LAST_SECONDS = 15


@click.command()
@click.option("--host", help="Address to listen on; TRIPACT_HOST or 127.0.0.1 by default.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port; TRIPACT_PORT or 8000 by default.")
@click.option("--no-worker", is_flag=True, help="Run no jobs here; `tripact worker` does elsewhere.")
def serve(host: str | None, port: int | None, no_worker: bool) -> None:
    """Start the web form and the API. Set up by environment variables TRIPACT_*."""
    settings = settings_from(host=host, port=port, worker=False if no_worker else None)
    with closing(listen(settings)) as place:
        run_server(settings, place)


def listen(settings: Settings) -> socket.socket:
    """Take the address before anything is opened. Raises Failure when it is taken or not ours."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    place = socket.socket(family)
    place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        place.bind((settings.host, settings.port))
        place.listen(128)
    except OSError as error:
        place.close()
        where = {"host": settings.host, "port": settings.port, "why": error.strerror or type(error).__name__}
        raise Failure("address-taken", where) from None
    return place


def address_of(place: socket.socket) -> str:
    """The address as a browser takes it."""
    host, port = place.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def run_server(settings: Settings, place: socket.socket) -> None:
    """Serve there until stopped. Raises Failure when the instance cannot work with what it was set up with."""
    import uvicorn

    from api.app import create_app, prepare

    prepare(settings)
    click.echo(f"\nTripact: {address_of(place)}")
    app = create_app(settings)
    config = uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=_LAST_SECONDS)
    uvicorn.Server(config).run(sockets=[place])


@click.command()
def worker() -> None:
    """Run jobs until stopped; on as many machines as wanted."""
    from api.app import close_context, make_ready, open_server_context
    from api.jobs.catalogue import JOBS
    from api.jobs.worker import Worker

    settings = settings_from()
    context = open_server_context(settings)
    running = Worker(context, JOBS)
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    make_ready(settings)
    running.start()
    click.echo("tripact worker: ready")
    stopped.wait()
    running.stop(patience=30)
    close_context(context)


sentences(
    {
        "address-taken": {
            "zh": "无法在 {host}:{port} 上监听（{why}）；请用 --port 指定其他端口。",
            "en": "Cannot listen on {host}:{port} ({why}); name another port with --port.",
        }
    }
)
