"""An instance with the people of a deal, driven through its API."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from api.auth.scopes import scopes_of
from api.services import accounts, signin
from api.services.context import Context
from api.settings import Settings
from review.model.decision import Rank
from review.model.roles import Role

SAMPLES = Path(__file__).parents[2] / "samples"

#: name -> (role, rank). Each is one person: nobody signs for two.
PEOPLE = {
    "ann": (Role.AR, Rank.MEMBER),
    "sam": (Role.SR, Rank.MEMBER),
    "fay": (Role.FR, Rank.MEMBER),
    "col": (Role.COM, Rank.MEMBER),
    "fin": (Role.FIN, Rank.MEMBER),
    "lee": (Role.LEG, Rank.MEMBER),
    "max": (Role.CM, Rank.MEMBER),
    "dee": (Role.DEC, Rank.HEAD),
    "aud": (Role.AUDIT, Rank.MEMBER),
    "root": (Role.ADMIN, Rank.MEMBER),
}
_OWNERS = {role: name for name, (role, _) in PEOPLE.items()}


@dataclass(frozen=True)
class World:
    """``client`` talks to the instance; ``keys`` holds each person's API key."""

    client: TestClient
    context: Context
    keys: dict[str, str]

    def join(self, name: str, role: Role, rank: Rank = Rank.MEMBER, full_name: str = "") -> None:
        """One more person, with a key."""
        operator = signin.operator(self.context)
        accounts.add_user(self.context, operator, name, [role], None, full_name, rank=rank)
        _, self.keys[name] = accounts.add_key(self.context, operator, name, "test", scopes_of([role]))

    def headers(self, who: str, language: str = "en") -> dict[str, str]:
        return {"Authorization": f"Bearer {self.keys[who]}", "Accept-Language": language}

    def get(self, who: str, path: str, **more: Any) -> Any:
        return self.client.get(path, headers=self.headers(who), **more)

    def post(self, who: str, path: str, body: Any) -> Any:
        return self.client.post(path, json=body, headers=self.headers(who))

    def put_deal(self, who: str, record: dict[str, Any]) -> Any:
        return self.client.put(f"/v1/deals/{record['deal']['external_id']}", json=record, headers=self.headers(who))

    def upload(self, who: str, deal: str, name: str, data: bytes, **fields: str) -> Any:
        files = {"file": (name, data)}
        return self.client.post("/v1/reviews", data={"deal": deal, **fields}, files=files, headers=self.headers(who))

    def checked(self, path: str, who: str = "ann") -> dict[str, Any]:
        """The review once its check has ended."""
        for _ in range(400):
            answer = self.get(who, path)
            if answer.status_code != 202:
                found: dict[str, Any] = answer.json()
                return found
            time.sleep(0.05)
        raise AssertionError(f"{path} is still under way")

    def submit_sample(self, name: str) -> dict[str, Any]:
        """Hand in a sample's deal record and draft as AR; the review once it is checked."""
        record = json.loads((SAMPLES / name / "deal.json").read_text(encoding="utf-8"))
        assert self.put_deal("ann", record).status_code in (200, 201)
        draft = next(p for p in (SAMPLES / name).iterdir() if p.stem == "draft")
        answer = self.upload("ann", record["deal"]["external_id"], draft.name, draft.read_bytes())
        assert answer.status_code in (200, 202), answer.text
        return self.checked(answer.headers["location"])

    def decide_all(self, review: dict[str, Any], owners: frozenset[str] = frozenset(Role)) -> dict[str, Any]:
        """Each owner confirms each line that is ours and open."""
        path = f"/v1/reviews/{review['id']}"
        for line in review["lines"]:
            if line["ours"] and not line["decision"] and line["owner"] in owners:
                answer = self.post(_OWNERS[Role(line["owner"])], f"{path}/decisions", confirmation(line))
                assert answer.status_code == 201, (line, answer.text)
        found: dict[str, Any] = self.get("ann", path).json()
        return found


def confirmation(line: dict[str, Any]) -> dict[str, Any]:
    return {
        "commitment": line["id"],
        "fingerprint": line["fingerprint"],
        "choice": "confirm",
        "evidence": "delivery plan of 2 March, checked line by line",
    }


def signature(review: dict[str, Any]) -> dict[str, Any]:
    return {
        "statement": "I confirm each listed commitment.",
        "document_sha256": review["sha256"],
        "review_identity": review["result"]["identity"],
    }


@contextmanager
def world(settings: Settings) -> Iterator[World]:
    """Start the instance, worker inside, with everybody's account and key."""
    app: FastAPI = create_app(settings)
    with TestClient(app, raise_server_exceptions=False) as client:
        context: Context = app.state.context
        operator = signin.operator(context)
        keys = {}
        for name, (role, rank) in PEOPLE.items():
            accounts.add_user(context, operator, name, [role], None, rank=rank)
            _, keys[name] = accounts.add_key(context, operator, name, "test", scopes_of([role]))
        yield World(client, context, keys)
