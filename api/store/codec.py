"""Model values to stored bytes and back. Law: ``unpack(pack(value)) == value``, and its published form is the same bytes.

A deal's record is not packed with the review: it is read anew from its snapshot, because JSON does not know a decimal
from a text where the record's schema does.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from review.deal.read import deal_from
from review.errors import Failure, sentences
from review.model.canonical import canonical_json
from review.model.deal import Deal
from review.model.review import Review
from review.workflow.copies import ComparedCopy

T = TypeVar("T")


class OtherVersion(Failure):
    """What is kept was made by a version that says less, or more, than this one reads."""

    status = 409


def pack_review(review: Review) -> bytes:
    """Canonical JSON of a review without its deal."""
    return canonical_json(replace(review, deal=None))


def unpack_review(data: bytes, deal: Deal | None) -> Review:
    """The review as it was, with the deal it was checked against. Raises OtherVersion."""
    return replace(_unpacked(_reviews(), data), deal=deal)


def pack_copy(found: ComparedCopy) -> bytes:
    """Canonical JSON of what the comparison of a copy found."""
    return canonical_json(found)


def unpack_copy(data: bytes) -> ComparedCopy:
    """What was found, as it was. Raises OtherVersion."""
    return _unpacked(_copies(), data)


def pack_deal(deal: Deal) -> str:
    """Canonical JSON of a deal record; its SHA-256 is ``deal.sha256``."""
    return canonical_json(deal.data).decode()


def unpack_deal(text: str) -> Deal:
    """The deal record as it was."""
    return deal_from(json.loads(text, parse_float=lambda digits: digits), kept=True)


def pack_files(files: Mapping[str, bytes]) -> bytes:
    """Files as one object: canonical JSON of path -> base64."""
    return canonical_json({path: b64encode(data).decode() for path, data in files.items()})


def unpack_files(data: bytes) -> dict[str, bytes]:
    return {path: b64decode(text) for path, text in json.loads(data).items()}


def _unpacked(adapter: TypeAdapter[T], data: bytes) -> T:
    try:
        return adapter.validate_json(data)
    except ValidationError:
        raise OtherVersion("result-version") from None


@cache
def _reviews() -> TypeAdapter[Review]:
    return TypeAdapter(Review)


@cache
def _copies() -> TypeAdapter[ComparedCopy]:
    return TypeAdapter(ComparedCopy)


sentences(
    {
        "result-version": {
            "zh": "这份评审结果由其他版本的 Tripact 生成，本版本无法读取；合同草稿与商机记录均已保留。"
            "请重新检查该草稿（决定按指纹保留），或提交下一版草稿。",
            "en": "Another version of Tripact made this result, and this one cannot read it. Draft and deal record are kept: "
            "have the draft checked again, where decisions stay that nothing changed, or hand in the next one.",
        }
    }
)
