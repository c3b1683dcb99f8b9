"""Files by their hash: written once, checked when read."""

from __future__ import annotations

from pathlib import Path

import pytest
from obstore.store import MemoryStore

from api.store.objects import Objects, open_objects
from review.errors import NotFound
from review.model.canonical import sha256


def test_a_file_is_kept_once_under_its_hash(tmp_path: Path) -> None:
    objects = open_objects(str(tmp_path / "objects"))
    digests = [objects.put(data) for data in (b"", b"draft", b"draft")]
    assert digests == [sha256(b""), sha256(b"draft"), sha256(b"draft")]
    assert [objects.get(d) for d in digests] == [b"", b"draft", b"draft"]
    assert len([p for p in tmp_path.rglob("*") if p.is_file()]) == 2
    assert objects.reachable()


def test_what_is_missing_or_altered_is_not_given_out(tmp_path: Path) -> None:
    objects = open_objects(str(tmp_path))
    with pytest.raises(NotFound) as missing:
        objects.get(sha256(b"never"))
    assert missing.value.code == "object-missing"
    digest = objects.put(b"draft")
    (tmp_path / "sha256" / digest[:2] / digest).write_bytes(b"drafT")
    with pytest.raises(NotFound) as damaged:
        objects.get(digest)
    assert damaged.value.code == "object-damaged"


def test_putting_again_does_not_overwrite(tmp_path: Path) -> None:
    objects = open_objects(str(tmp_path))
    digest = objects.put(b"draft")
    (tmp_path / "sha256" / digest[:2] / digest).write_bytes(b"altered")
    assert objects.put(b"draft") == digest
    with pytest.raises(NotFound):
        objects.get(digest)


def test_any_store_will_do() -> None:
    objects = Objects(MemoryStore())
    assert objects.get(objects.put(b"draft")) == b"draft"
    assert objects.reachable()


def test_a_bucket_that_does_not_answer_is_not_reachable() -> None:
    place = "s3://bucket/prefix"
    options = {"endpoint": "http://127.0.0.1:9", "region": "x", "access_key_id": "x", "secret_access_key": "x"}
    from obstore.store import from_url

    store = from_url(place, **options, client_options={"allow_http": True}, retry_config={"max_retries": 0})
    assert not Objects(store).reachable()
