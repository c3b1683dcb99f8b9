"""The server: web pages and REST over one context, with the worker inside unless it runs elsewhere.

uvicorn.run(create_app(Settings()))
"""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from dbos._error import DBOSException
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from sqlalchemy.exc import ArgumentError, DBAPIError
from starlette.routing import Match, Mount
from starlette.types import Scope

from api.jobs.catalogue import JOBS
from api.jobs.queue import DurableQueue, open_queue
from api.jobs.queue import migrate as migrate_jobs
from api.jobs.worker import Worker
from api.rest import crm, deals, description, health, problems, records, register, reviews, verify
from api.rest.headers import SafeHeaders
from api.rest.limits import BodyLimit, Rate
from api.rest.slashes import Slashes
from api.rest.stopping import Stopping
from api.services.context import Context, open_context
from api.settings import Settings
from api.store.engine import open_database
from api.store.migrate import upgrade
from api.web.app import create_pages, too_large
from review import ENGINE_VERSION
from review.errors import Failure, sentences
from review.signing.limited import hold


class Unusable(Failure):
    """The instance cannot work with what it was set up with."""

    status = 503


_ROUTERS = (deals.router, reviews.router, register.router, records.router, crm.router, verify.router, health.router)

_DESCRIPTION = """Contract review where delivery has the last word.

Post a deal record, post a draft, follow the review, fetch the packet. Every call but `/v1/health` and `/v1/verify` carries
an API key (`Authorization: Bearer tpk_…`). Errors are problem documents (RFC 9457) in the language of `Accept-Language`."""


def prepare(settings: Settings) -> None:
    """Bring the database to this version's shape. Several processes may do so at once.

    Raises Unusable when the instance's folder cannot be written, or its database cannot be reached.
    """
    with _usable(settings):
        _prepare(settings)


def _prepare(settings: Settings) -> None:
    settings.home.mkdir(parents=True, exist_ok=True)
    database = open_database(settings.database_url)
    try:
        upgrade(database)
        migrate_jobs(database)
    finally:
        database.close()


@contextmanager
def _usable(settings: Settings) -> Iterator[None]:
    try:
        yield
    except ArgumentError:
        raise Unusable("database-url") from None
    except (DBAPIError, DBOSException) as error:
        why = " ".join(str(getattr(error, "orig", None) or type(error).__name__).split())
        raise Unusable("database-unreachable", {"why": why[:200]}) from None
    except OSError as error:
        raise Unusable("home-unwritable", {"home": settings.home, "why": error.strerror}) from None


def open_server_context(settings: Settings) -> Context:
    """A context on a prepared database. Close it with ``close_context``."""
    hold()
    prepare(settings)
    return open_context(settings, open_queue)


def close_context(context: Context) -> None:
    if isinstance(context.queue, DurableQueue):
        context.queue.close()
    context.database.close()


def create_app(settings: Settings) -> FastAPI:
    """The application. Everything opens when the server starts it, and closes when it stops."""
    app = FastAPI(
        title="Tripact",
        version=ENGINE_VERSION,
        description=_DESCRIPTION,
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/v1/openapi.json",
    )
    app.state.settings = settings
    app.state.server = app
    app.state.rate = Rate(settings.calls_per_minute)
    app.add_middleware(BodyLimit, limit=settings.max_upload_bytes, page=too_large)
    app.add_middleware(Slashes)
    app.add_middleware(Stopping)
    app.add_middleware(SafeHeaders, tls=settings.cookie_secure)
    problems.install(app)
    for router in _ROUTERS:
        app.include_router(router, responses=description.PROBLEMS)
    description.install(app)
    app.router.routes.append(_Pages("/", app=create_pages(app)))
    return app


class _Pages(Mount):
    """Everything but the API: what is wrong below ``/v1`` is answered there, as a problem document."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        return (Match.NONE, {}) if str(scope.get("path")).startswith("/v1/") else super().matches(scope)


def make_ready(settings: Settings) -> None:
    """Load and compile the rules before the first draft. What is loaded by then stays: no collection looks through it again."""
    from review.rules import load, warm

    warm(load(settings.company))
    gc.freeze()


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    settings: Settings = app.state.settings
    context = await run_in_threadpool(open_server_context, settings)
    app.state.context = context
    worker = Worker(context, JOBS) if settings.worker else None
    try:
        if worker:
            await run_in_threadpool(worker.start)
            await run_in_threadpool(make_ready, settings)
        yield
    finally:
        if worker:
            await run_in_threadpool(worker.stop)
        close_context(context)


sentences(
    {
        "home-unwritable": {
            "zh": "无法写入文件夹 {home}（{why}）；请用 TRIPACT_HOME 指定可写的文件夹。",
            "en": "The folder {home} cannot be written ({why}); name another one with TRIPACT_HOME.",
        },
        "database-url": {
            "zh": "TRIPACT_DATABASE_URL 不是数据库地址；形如 sqlite:///路径 或 postgresql://用户:密码@主机/库名。",
            "en": "TRIPACT_DATABASE_URL is no address of a database, such as sqlite:///path or postgresql://user:password@host/name.",
        },
        "database-unreachable": {
            "zh": "数据库无法访问：{why}",
            "en": "The database cannot be reached: {why}",
        },
    }
)
