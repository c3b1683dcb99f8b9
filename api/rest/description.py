"""The OpenAPI description: what FastAPI makes of the routes, plus what it cannot know of bodies that are read as bytes."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.rest.forms import DraftForm
from review.deal.schema import DealRecord

#: Said of every operation: whatever goes wrong is answered as a problem document.
PROBLEMS: dict[int | str, dict[str, Any]] = {
    "default": {
        "description": "What went wrong, as a problem document (RFC 9457) in the language of Accept-Language.",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
}

#: Bodies that are read as bytes, so that no digit is lost and no duplicate key is overlooked.
_BODIES = (DealRecord, DraftForm)


def install(app: FastAPI) -> None:
    """Make ``app.openapi`` the whole description, made once."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _whole(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _whole(app: FastAPI) -> dict[str, Any]:
    found = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    schemas: dict[str, Any] = found["components"]["schemas"]
    for model in _BODIES:
        schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
        inner = schema.pop("$defs", {})
        schemas.update({name: body for name, body in inner.items() if name not in schemas})
        schemas[model.__name__] = schema
    return found
