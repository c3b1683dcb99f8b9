"""Who calls: the bearer of an API key. Cookies count for nothing here, so that no web page can act through a browser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api.auth.principal import Principal
from api.rest import problems
from api.rest.limits import Rate
from api.services import signin
from api.services.context import Context
from review.errors import Unauthenticated, sentences

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


def caller_of(context: ContextOf, principal: PrincipalOf, tongue: Tongue) -> Caller:
    return Caller(context, principal, tongue)


By = Annotated[Caller, Depends(caller_of)]

sentences(
    {
        "key-missing": {
            "zh": "请求缺少 API 密钥（Authorization: Bearer …）。",
            "en": "The request carries no API key (Authorization: Bearer …).",
        }
    }
)
