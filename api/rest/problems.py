"""Errors as RFC 9457 problem documents, in Chinese or English as the caller asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException

from review.deal.wording import said, together
from review.errors import Failure, in_language, sentences

MEDIA_TYPE = "application/problem+json"
TYPE = "urn:tripact:problem:"

_TITLES = {
    400: {"zh": "请求有误", "en": "Bad request"},
    401: {"zh": "未登录或密钥无效", "en": "Not authenticated"},
    403: {"zh": "不允许", "en": "Not allowed"},
    404: {"zh": "找不到", "en": "Not found"},
    405: {"zh": "不支持的方法", "en": "Method not allowed"},
    409: {"zh": "与当前状态冲突", "en": "Conflict"},
    412: {"zh": "前提不成立", "en": "Precondition failed"},
    413: {"zh": "内容过大", "en": "Content too large"},
    415: {"zh": "不支持的类型", "en": "Unsupported type"},
    422: {"zh": "内容无法处理", "en": "Cannot be processed"},
    429: {"zh": "请求过多", "en": "Too many requests"},
    500: {"zh": "内部错误", "en": "Internal error"},
    503: {"zh": "暂时不可用", "en": "Temporarily unavailable"},
}

#: Status -> headers that tell a program what to do next.
_HEADERS = {401: {"WWW-Authenticate": "Bearer"}, 429: {"Retry-After": "30"}, 503: {"Retry-After": "5"}}
_CODES = {400: "request-malformed", 404: "no-such-address", 405: "no-such-method"}


def language(request: Request) -> str:
    """``zh`` or ``en``, as ``Accept-Language`` weighs them; English when it names neither."""
    weights = [_weight(part) for part in request.headers.get("accept-language", "").split(",")]
    known = [(tag, q) for tag, q in weights if tag in ("zh", "en") and q > 0]
    return max(known, key=lambda pair: pair[1])[0] if known else "en"


def document(failure: Failure, tongue: str, status: int | None = None) -> dict[str, Any]:
    """The problem document of a failure; ``code`` is stable, ``detail`` is for people."""
    code = status or failure.status
    fields = {k: in_language(v, tongue) for k, v in failure.fields.items() if k != "errors"}
    return {
        "type": TYPE + failure.code,
        "title": title(code, tongue),
        "status": code,
        "detail": _text(failure.diagnostics(tongue)),
        "code": failure.code,
        "fields": {k: v if isinstance(v, int) else _text(str(v)) for k, v in fields.items()},
        "errors": [{"pointer": _text(e["pointer"]), "detail": _text(e[tongue])} for e in _wrong(failure)],
    }


def answer(
    request: Request, failure: Failure, status: int | None = None, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    body = document(failure, language(request), status)
    return JSONResponse(body, body["status"], {"Content-Language": language(request), **(headers or {})}, MEDIA_TYPE)


def title(status: int, tongue: str) -> str:
    """What a status is called."""
    return _TITLES.get(status, _TITLES[400])[tongue]


def of_status(request: Request, status: int) -> Failure:
    """A plain HTTP refusal (no such address, no such method …) as a failure with its sentence."""
    code = _CODES.get(status, "request-refused")
    return Failure(code, {"method": request.method, "path": request.url.path[:200]})


def invalid(error: RequestValidationError) -> Failure:
    """What does not fit the published form, each with its place: below ``/body``, ``/query``, ``/path`` or ``/header``."""
    wrong = [said(e) for e in error.errors()[:20]]
    return Failure("request-invalid", {"problems": together(wrong), "errors": wrong})


def _wrong(failure: Failure) -> Sequence[Mapping[str, str]]:
    found = failure.fields.get("errors")
    return found if isinstance(found, list) else ()


def install(app: FastAPI) -> None:
    """Answer every error below ``/v1`` as a problem document."""

    @app.exception_handler(Failure)
    async def _failure(request: Request, failure: Failure) -> JSONResponse:
        headers = _HEADERS.get(failure.status)
        return answer(request, failure, headers=headers)

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        return answer(request, invalid(error), 422)

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> JSONResponse:
        return answer(request, of_status(request, error.status_code), error.status_code, error.headers)

    @app.exception_handler(OperationalError)
    async def _database(request: Request, _error: OperationalError) -> JSONResponse:
        return answer(request, Failure("database-away"), 503, {"Retry-After": "5"})

    @app.exception_handler(Exception)
    async def _bug(request: Request, _bug: Exception) -> JSONResponse:
        return answer(request, Failure("internal"), 500)


def _text(given: str) -> str:
    """What can be sent: a caller's own words come back in sentences, whatever they held."""
    return given.encode("utf-8", "replace").decode()


def _weight(part: str) -> tuple[str, float]:
    tag, _, parameter = part.strip().partition(";")
    try:
        quality = float(parameter.strip().removeprefix("q=")) if parameter else 1.0
    except ValueError:
        quality = 0.0
    return tag.lower().split("-")[0], quality


sentences(
    {
        "request-invalid": {"zh": "请求不符合格式：{problems}", "en": "The request does not fit: {problems}"},
        "request-malformed": {
            "zh": "{method} {path} 的请求内容无法解析。",
            "en": "The body of {method} {path} cannot be taken apart.",
        },
        "request-refused": {"zh": "无法处理 {method} {path}。", "en": "{method} {path} cannot be served."},
        "no-such-address": {"zh": "地址 {path} 不存在。", "en": "There is nothing at {path}."},
        "no-such-method": {"zh": "{path} 不支持 {method}。", "en": "{path} does not take {method}."},
        "database-away": {
            "zh": "数据库暂时无法访问，请稍后再试。",
            "en": "The database cannot be reached; try again shortly.",
        },
        "internal": {
            "zh": "系统内部错误，已记录。",
            "en": "An internal error; it was recorded.",
        },
    }
)
