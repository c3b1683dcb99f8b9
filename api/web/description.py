"""The API as a page: made from the same OpenAPI description that programs read, without a script of anybody else's."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import Response

from api.web.render import page
from api.web.visit import Anyone

router = APIRouter(prefix="/api")


@dataclass(frozen=True, slots=True)
class FieldLine:
    name: str
    kind: str
    needed: bool
    text: str


@dataclass(frozen=True, slots=True)
class Operation:
    id: str
    method: str
    path: str
    summary: str
    text: str
    parameters: tuple[FieldLine, ...]
    bodies: tuple[tuple[str, tuple[FieldLine, ...], str], ...]
    """(media type, fields, example as JSON) of each body it takes."""
    answers: tuple[tuple[str, str, str], ...]
    """(status, meaning, name of the schema) of each answer."""


@dataclass(frozen=True, slots=True)
class Schema:
    name: str
    text: str
    fields: tuple[FieldLine, ...]


@router.get("")
def show(request: Request, visit: Anyone) -> Response:
    """Every operation with its fields, examples and answers."""
    server: FastAPI = request.app.state.server
    described = server.openapi()
    groups: dict[str, list[Operation]] = {}
    for operation, tag in _operations(described):
        groups.setdefault(tag, []).append(operation)
    schemas = [_schema(name, body) for name, body in sorted(described["components"]["schemas"].items())]
    facts = {"groups": groups, "schemas": schemas, "described": described["info"], "address": str(request.base_url).rstrip("/")}
    return page(request, visit, "api.html", section="api", **facts)


def _operations(described: Mapping[str, Any]) -> Iterator[tuple[Operation, str]]:
    for path, methods in described["paths"].items():
        for method, found in methods.items():
            yield _operation(path, method, found, described), found["tags"][0]


def _operation(path: str, method: str, found: Mapping[str, Any], described: Mapping[str, Any]) -> Operation:
    content = found.get("requestBody", {}).get("content", {})
    return Operation(
        id=found["operationId"],
        method=method.upper(),
        path=path,
        summary=found.get("summary", ""),
        text=found.get("description", ""),
        parameters=tuple(_parameter(p) for p in found.get("parameters", ())),
        bodies=tuple(
            (kind, _fields(_resolved(body.get("schema", {}), described)), _example(body, described))
            for kind, body in content.items()
        ),
        answers=tuple(_answer(status, answer) for status, answer in found["responses"].items() if status != "default"),
    )


def _parameter(found: Mapping[str, Any]) -> FieldLine:
    schema = found.get("schema", {})
    return FieldLine(found["name"], f"{found['in']}, {_kind(schema)}", found.get("required", False), found.get("description", ""))


def _answer(status: str, found: Mapping[str, Any]) -> tuple[str, str, str]:
    kinds = [_kind(body.get("schema", {})) if "json" in media else media for media, body in found.get("content", {}).items()]
    return status, found.get("description", ""), ", ".join(kinds)


def _schema(name: str, body: Mapping[str, Any]) -> Schema:
    return Schema(name, body.get("description", ""), _fields(body))


def _fields(schema: Mapping[str, Any]) -> tuple[FieldLine, ...]:
    needed = schema.get("required", ())
    return tuple(
        FieldLine(name, _kind(body), name in needed, body.get("description", ""))
        for name, body in schema.get("properties", {}).items()
    )


def _kind(schema: Mapping[str, Any]) -> str:
    """A schema in a few words: ``string``, ``list of Line``, ``date or null``, ``one of zh, en``."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(_kind(s) for s in schema["anyOf"])
    if "enum" in schema:
        return "one of " + ", ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    return str(schema.get("format") or schema.get("const") or schema.get("type") or "any")


def _resolved(schema: Mapping[str, Any], described: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" not in schema:
        return schema
    found: Mapping[str, Any] = described["components"]["schemas"].get(_kind(schema), {})
    return found


def _example(body: Mapping[str, Any], described: Mapping[str, Any]) -> str:
    found = body.get("example") or _resolved(body.get("schema", {}), described).get("example")
    return json.dumps(found, ensure_ascii=False, indent=2) if found else ""
