"""Files by their SHA-256: contract drafts, results, packets. Written once, never changed, checked when read."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import LocalStore, from_url

from review.errors import NotFound, sentences
from review.model.canonical import sha256


@dataclass(frozen=True)
class Objects:
    """A folder or an S3 bucket."""

    store: Any

    def put(self, data: bytes) -> str:
        """Keep the bytes; returns their SHA-256. Doing it twice is doing it once."""
        digest = sha256(data)
        with suppress(AlreadyExistsError):
            obstore.put(self.store, _path(digest), data, mode="create", use_multipart=False)
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes with that SHA-256. Raises NotFound when they are missing, or are not what they were."""
        try:
            data = bytes(obstore.get(self.store, _path(digest)).bytes())
        except FileNotFoundError:
            raise NotFound("object-missing", {"sha256": digest}) from None
        if sha256(data) != digest:
            raise NotFound("object-damaged", {"sha256": digest})
        return data

    def reachable(self) -> bool:
        """Whether the place answers."""
        try:
            obstore.list_with_delimiter(self.store)
        except (BaseError, OSError):
            return False
        return True


def open_objects(place: str) -> Objects:
    """Open ``TRIPACT_OBJECTS``: a folder, made when absent, or a URL such as ``s3://bucket/prefix``."""
    if "://" in place:
        return Objects(from_url(place))
    folder = Path(place)
    folder.mkdir(parents=True, exist_ok=True)
    return Objects(LocalStore(folder))


def _path(digest: str) -> str:
    return f"sha256/{digest[:2]}/{digest}"


sentences(
    {
        "object-missing": {
            "zh": "存储中缺少文件 {sha256}。",
            "en": "The store lacks the file {sha256}.",
        },
        "object-damaged": {
            "zh": "存储中的文件 {sha256} 已被改动，与其哈希不符。",
            "en": "The stored file {sha256} was altered: it does not match its hash.",
        },
    }
)
