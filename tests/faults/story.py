"""The whole way of a contract, as a client that retries: deal, draft, check, decisions, signatures, approval, release, packet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx

from tests.api.world import confirmation, signature
from tests.faults.instance import Client

DEAL = {
    "deal": {"external_id": "F-1", "fetched_at": "2026-03-02"},
    "account": {"legal_name": "北辰轨道交通有限公司"},
    "our_party": {"legal_name": "三方契约有限公司"},
}
DRAFT = (
    "第一条 乙方应于预付款到账后90日内将货物交付至甲方指定地点。\n"
    "第二条 乙方提供自验收合格之日起24个月的质保。\n"
    "第三条 乙方应在接到故障通知后4小时内响应。\n"
).encode()
_OWNERS = {"AR": "ann", "SR": "sam", "FR": "fay", "COM": "col", "FIN": "fin", "LEG": "lee", "CM": "max"}


def tell(client: Client, whole: bool, settled: Callable[[], None]) -> None:
    """Go the whole way, or as far as the approval.

    ``settled`` returns when no job is under way: people go on only then, so that the order of all writes is always the same.
    """
    client.step("deal", lambda: client.call("ann", "PUT", "/v1/deals/F-1", json=DEAL), lambda: _deal(client) is not None)
    client.step("draft", lambda: _upload(client), lambda: bool((_deal(client) or {}).get("revisions")))
    deal = client.until("deal", lambda: client.call("ann", "GET", "/v1/deals/F-1"), lambda answer: answer.status_code == 200)
    review_id = str(deal.json()["revisions"][0]["id"])
    path = f"/v1/reviews/{review_id}"

    def checked(answer: httpx.Response) -> bool:
        return answer.status_code == 200 and answer.json()["check"]["state"] == "done"

    review = client.until("check", lambda: client.call("ann", "GET", path), checked).json()
    settled()
    for line in review["lines"]:
        _decide(client, path, line)
    for who, role in (("ann", "AR"), ("sam", "SR"), ("fay", "FR")):
        _sign(client, path, review, who, role)
    _act(client, path, review, "approve", "APPROVED")
    if not whole:
        return
    _act(client, path, review, "release_packet", "PACKET_RELEASED")
    packet = f"{path}/packet?language=zh"
    client.until("packet", lambda: client.call("ann", "GET", packet), lambda answer: answer.status_code in (200, 500))
    settled()


def hand_in_scan(client: Client, scan: bytes, settled: Callable[[], None]) -> None:
    """A copy to be signed that is read by a job; a client that heard nothing sends it again under its key."""
    (draft,) = (_deal(client) or {})["revisions"]
    path, key = (
        f"/v1/reviews/{draft['id']}/copies",
        {"Authorization": f"Bearer {client.keys['max']}", "Idempotency-Key": "scan-1"},
    )
    places: list[str] = []

    def send() -> httpx.Response:
        answer = httpx.post(client.instance.address + path, files={"file": ("scan.pdf", scan)}, headers=key, timeout=30)
        places.append(answer.headers["location"])
        return answer

    client.step("scan", send, lambda: False)
    client.until("copy", lambda: client.call("max", "GET", places[-1]), lambda answer: answer.status_code == 200)
    settled()


def _deal(client: Client) -> dict[str, Any] | None:
    answer = client.call("ann", "GET", "/v1/deals/F-1")
    return dict(answer.json()) if answer.status_code == 200 else None


def _upload(client: Client) -> httpx.Response:
    return client.call("ann", "POST", "/v1/reviews", data={"deal": "F-1"}, files={"file": ("draft.txt", DRAFT)})


def _decide(client: Client, path: str, line: dict[str, Any]) -> None:
    def done() -> bool:
        lines = client.call("ann", "GET", path).json()["lines"]
        return any(one["id"] == line["id"] and one["decision"] for one in lines)

    who = _OWNERS[line["owner"]]
    client.step(
        f"decide {line['id']}",
        lambda: client.call(who, "POST", f"{path}/decisions", json=confirmation(line)),
        done,
    )


def _sign(client: Client, path: str, review: dict[str, Any], who: str, role: str) -> None:
    def done() -> bool:
        return role in [s["by"]["role"] for s in client.call("ann", "GET", path).json()["signatures"]]

    client.step(f"sign {role}", lambda: client.call(who, "POST", f"{path}/signatures", json=signature(review)), done)


def _act(client: Client, path: str, review: dict[str, Any], name: str, state: str) -> None:
    body = {"action": name, "fields": {"document_sha256": review["sha256"]}}
    client.step(
        name,
        lambda: client.call("max", "POST", f"{path}/actions", json=body),
        lambda: bool(client.call("ann", "GET", path).json()["state"] == state),
    )
