"""The pages as an application of their own, mounted beside the API: errors are pages here, not problem documents."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from api.rest import problems
from api.web import accounts, deals, deciding, description, doing, entry, promises, reviews, signing, verify, waiting
from api.web.moves import go
from api.web.render import page
from api.web.static import Static
from api.web.visit import from_here, page_of, visit_of
from review.errors import Failure

_ROUTERS = (
    entry.router,
    waiting.router,
    deals.router,
    promises.router,
    reviews.router,
    deciding.router,
    signing.router,
    doing.router,
    verify.router,
    accounts.router,
    description.router,
)


def create_pages(server: FastAPI) -> FastAPI:
    """The pages of a server. They use its context, which it opens when it starts."""
    pages = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    pages.state.server = server
    pages.mount("/static", Static())
    for router in _ROUTERS:
        pages.include_router(router)
    _errors(pages)
    return pages


def _errors(pages: FastAPI) -> None:
    @pages.exception_handler(Failure)
    async def _failure(request: Request, failure: Failure) -> Response:
        if failure.status == 401:
            return await entry.sign_in_first(request, failure)
        return _problem(request, failure, failure.status)

    @pages.exception_handler(RequestValidationError)
    def _invalid(request: Request, error: RequestValidationError) -> Response:
        return _problem(request, problems.invalid(error), 422)

    @pages.exception_handler(HTTPException)
    def _http(request: Request, error: HTTPException) -> Response:
        return _problem(request, problems.of_status(request, error.status_code), error.status_code)

    @pages.exception_handler(Exception)
    def _bug(request: Request, bug: Exception) -> Response:
        return _problem(request, Failure("internal"), 500)


def _problem(request: Request, failure: Failure, status: int) -> Response:
    visit = visit_of(request)
    title = problems.title(status, visit.language)
    back = page_of(request) if request.method == "POST" else "/"
    return page(
        request, visit, "error.html", status, title=title, detail=failure.diagnostics(visit.language), code=status, back=back
    )


def too_large(request: Request, failure: Failure) -> Response:
    """A form that was too long: back on its page it is said there; who did not come from a page gets one that says so."""
    if from_here(request):
        return go(page_of(request), "body_too_large")
    return _problem(request, failure, failure.status)
