"""A company's own rules hold up whatever was reviewed under them until somebody who did not edit them has approved them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from api.rest.examples import DEAL
from api.services import reminders
from review.rules import load
from tests.api.world import World, signature, world
from tests.store.databases import SqliteSource, settings_at

_TEXT = "第一条 乙方应于预付款到账后90日内将货物交付至甲方指定地点。\n"


def _approved(folder: Path, editor: str, approver: str) -> None:
    own = load(folder).company
    assert own
    said = f"edited_by: {editor}\napproved_by: {approver}\napproved_on: 2026-06-01\nfiles: {own.files}\n"
    (folder / "approval.yml").write_text(said, "utf-8")


def _policy(folder: Path, version: str) -> None:
    (folder / "policy.yml").write_text(f'company: 某公司\nversion: "{version}"\nrules: {{}}\n', "utf-8")


def _decided(w: World) -> dict[str, Any]:
    assert w.put_deal("ann", DEAL).status_code == 201
    return w.decide_all(w.checked(w.upload("ann", "OPP-2031", "draft.txt", _TEXT.encode()).headers["location"]))


def _blockers(w: World, review: dict[str, Any]) -> list[str]:
    return [b["code"] for b in w.get("ann", f"/v1/reviews/{review['id']}").json()["blockers"]]


def test_nothing_is_signed_until_another_person_has_approved_the_rules(
    sqlite_source: SqliteSource, tmp_path: Path, plain_rules: Path
) -> None:
    folder = tmp_path / "acme"
    folder.mkdir()
    _policy(folder, "1")
    with sqlite_source.fresh(tmp_path) as url, world(settings_at(tmp_path, url, company=folder)) as w:
        review = _decided(w)
        path = f"/v1/reviews/{review['id']}"
        assert (review["check"]["state"], _blockers(w, review)) == ("done", ["rules-unapproved"])
        refused = w.post("fay", f"{path}/signatures", signature(review))
        assert (refused.status_code, refused.json()["code"]) == (403, "denied-blocked")
        assert "nobody approved the company's own rules" in refused.text

        _approved(folder, "min", "min")
        assert w.post("fay", f"{path}/signatures", signature(review)).status_code == 403
        reminders.tick(w.context)
        assert _blockers(w, review) != []

        _approved(folder, "min", "hua")
        reminders.tick(w.context)
        assert _blockers(w, review) == []
        for who in ("ann", "sam", "fay"):
            assert w.post(who, f"{path}/signatures", signature(review)).status_code == 201

        _policy(folder, "2")
        act = {"action": "approve", "fields": {"document_sha256": review["sha256"]}}
        changed = w.post("max", f"{path}/actions", act)
        assert (changed.status_code, changed.json()["code"]) == (403, "denied-blocked")
        assert "changed after they were approved" in changed.text
