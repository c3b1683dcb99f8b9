"""A draft in either of its two bodies: multipart, or JSON with the file in base64."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.datastructures import UploadFile

from api.rest.examples import DRAFT
from api.rest.forms import DraftForm, FileForm
from api.services.names import file_name
from review.deal.read import parse_json
from review.errors import Failure, sentences
from review.model.canonical import digest, sha256

JSON = "application/json"
MULTIPART = "multipart/form-data"

_FILE_FIELDS = ("file", "record")


class WrongMediaType(Failure):
    status = 415


@dataclass(frozen=True, slots=True)
class Upload:
    """``record`` is the deal record as bytes, when one came along."""

    form: DraftForm
    data: bytes
    record: bytes | None

    @property
    def digest(self) -> str:
        """Of everything that was sent, whichever way."""
        return digest(
            [
                self.form.model_dump(mode="json", exclude={"file": {"content"}, "record": True}),
                sha256(self.data),
                None if self.record is None else sha256(self.record),
            ]
        )


async def upload_of(request: Request) -> Upload:
    """Raises Failure for a media type that is neither, RequestValidationError for fields that do not fit."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == JSON:
        return _from_json(await request.body())
    if kind == MULTIPART:
        return await _from_form(request)
    raise WrongMediaType("media-type", {"allowed": f"{MULTIPART}, {JSON}"})


async def file_of(request: Request) -> tuple[str, bytes]:
    """Name and bytes of the one file of a multipart body. Raises Failure."""
    if not request.headers.get("content-type", "").lower().startswith(MULTIPART):
        raise WrongMediaType("media-type", {"allowed": MULTIPART})
    async with request.form(max_files=1, max_fields=0) as fields:
        file = fields.get("file")
        if not isinstance(file, UploadFile):
            raise Failure("field-missing", {"field": "file"})
        return file.filename or "copy", await file.read()


def _from_json(body: bytes) -> Upload:
    sent = parse_json(body)
    record = sent.get("record") if isinstance(sent, dict) else None
    try:
        form = DraftForm.model_validate(sent)
        data = base64.b64decode(form.file.content, validate=True)
    except ValidationError as error:
        raise RequestValidationError([{**e, "loc": ("body", *e["loc"])} for e in error.errors(include_url=False)]) from None
    except (binascii.Error, ValueError):
        raise Failure("not-base64", {"field": "file/content"}) from None
    return Upload(form, data, None if record is None else _bytes(record))


def _bytes(record: object) -> bytes:
    """The record as bytes again, each number with the digits it came with."""
    return json.dumps(record, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")


async def _from_form(request: Request) -> Upload:
    async with request.form(max_files=2, max_fields=10) as fields:
        twice = next((name for name in fields if len(fields.getlist(name)) > 1), None)
        if twice:
            raise Failure("field-twice", {"field": twice[:80]})
        file, record = fields.get("file"), fields.get("record")
        if not isinstance(file, UploadFile):
            raise Failure("field-missing", {"field": "file"})
        given: dict[str, Any] = {name: value for name, value in fields.items() if name not in _FILE_FIELDS and value != ""}
        try:
            form = DraftForm(file=FileForm(name=file_name(file.filename or ""), content=""), **given)
        except ValidationError as error:
            raise RequestValidationError([{**e, "loc": ("body", *e["loc"])} for e in error.errors(include_url=False)]) from None
        kept = await record.read() if isinstance(record, UploadFile) else (record.encode() if record else None)
        return Upload(form, await file.read(), kept)


_FORM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["deal", "file"],
    "properties": {
        "deal": {"type": "string", "minLength": 1, "description": "The deal's external id."},
        "file": {"type": "string", "format": "binary", "description": "The draft: .docx, .pdf or .txt."},
        "record": {"type": "string", "format": "binary", "description": "The deal record (JSON), to be handed in first."},
        "side": {"type": "string", "enum": ["seller", "buyer"], "default": "seller", "description": "Which party is ours."},
        "language": {"type": "string", "enum": ["zh", "en"]},
        "role": {"type": "string"},
    },
}

FILE_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            MULTIPART: {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary"}},
                    "additionalProperties": False,
                }
            }
        },
    }
}

BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            MULTIPART: {"schema": _FORM_SCHEMA},
            JSON: {"schema": {"$ref": "#/components/schemas/DraftForm"}, "example": DRAFT},
        },
    }
}

sentences(
    {
        "media-type": {"zh": "内容类型须为：{allowed}。", "en": "The content type must be one of {allowed}."},
        "not-base64": {"zh": "字段 {field} 不是有效的 base64。", "en": "The field {field} is not valid base64."},
        "field-twice": {"zh": "字段 {field} 出现了两次。", "en": "The field {field} stands twice."},
        "field-missing": {"zh": "缺少字段 {field}。", "en": "The field {field} is missing."},
    }
)
