"""Who calls: the bearer of an API key. Cookies count for nothing here, so that no web page can act through a browser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, cast

from fastapi import Depends, Header, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api.auth.principal import Principal
from api.rest import problems
from api.rest.limits import Rate
from api.services import signin
from api.services.cases import Once
from api.services.context import Context
from review.errors import Unauthenticated, sentences
from review.model.canonical import digest, plain

_BEARER = HTTPBearer(auto_error=False, description="API key made with `tripact user key NAME`.")


def context_of(request: Request) -> Context:
    return cast(Context, request.app.state.context)


def principal_of(request: Request, bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)] = None) -> Principal:
    """Raises Unauthenticated without a valid key, TooManyCalls for one that calls too often."""
    if bearer is None:
        raise Unauthenticated("key-missing")
    found = signin.by_key(context_of(request), bearer.credentials)
    rate: Rate = request.app.state.rate
    rate.take(found.via)
    return found


ContextOf = Annotated[Context, Depends(context_of)]
Tongue = Annotated[str, Depends(problems.language)]
"""``zh`` or ``en``, as the caller asks."""
PrincipalOf = Annotated[Principal, Depends(principal_of)]


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls what, and in which language sentences are answered."""

    context: Context
    principal: Principal
    tongue: str
    key: str = ""
    """Of the request, by the caller's own choice."""

    def once(self, request: Any) -> Once | None:
        """The same request sent again does nothing more. ``request``: everything that it asks for, as canonical values."""
        return once(self.key, request)


def once(key: str, request: Any) -> Once | None:
    return Once(key, digest(plain(request))) if key else None


def caller_of(context: ContextOf, principal: PrincipalOf, tongue: Tongue) -> Caller:
    return Caller(context, principal, tongue)


IdempotencyKey = Annotated[
    str, Header(max_length=200, description="Your request's id: the same request sent again under it does nothing more.")
]


def doer_of(context: ContextOf, principal: PrincipalOf, tongue: Tongue, idempotency_key: IdempotencyKey = "") -> Caller:
    return Caller(context, principal, tongue, idempotency_key)


By = Annotated[Caller, Depends(caller_of)]
#: Of a request that does something, which may come twice.
Doer = Annotated[Caller, Depends(doer_of)]

sentences(
    {
        "key-missing": {
            "zh": "请求缺少 API 密钥（Authorization: Bearer …）。",
            "en": "The request carries no API key (Authorization: Bearer …).",
        }
    }
)
