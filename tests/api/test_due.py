"""What is due is told: in my work, and to the webhook, to the people named for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from api.rest.examples import DEAL
from api.services import reminders
from api.settings import Settings
from api.store import outbox
from api.store.rows import Reader
from review.model.roles import Role
from tests.api.visitor import Visitor, account
from tests.api.world import World, world

_TEXT = "第一条 乙方应于预付款到账后90日内将货物交付至甲方指定地点。\n第二条 乙方应在接到故障通知后4小时内响应。\n"


@pytest.fixture
def instance(settings: Settings) -> Iterator[World]:
    """With a webhook that nobody answers: what is to be sent stays in the outbox."""
    with world(settings.model_copy(update={"webhook_url": "http://127.0.0.1:9/hook"})) as found:
        yield found


def _deal(instance: World) -> dict[str, Any]:
    team = [{"person": "ann", "role": "AR"}, {"person": "fay", "role": "FR"}]
    assert instance.put_deal("ann", {**DEAL, "deal": {"external_id": "DUE-1"}, "team": team, "promises": []}).status_code == 201
    return instance.checked(instance.upload("ann", "DUE-1", "draft.txt", _TEXT.encode()).headers["location"])


def test_a_reminder_reaches_the_webhook_and_names_people_and_day(instance: World, tmp_path: Path) -> None:
    review = _deal(instance)
    later = instance.context.now() + timedelta(days=30)
    assert reminders.tick(replace(instance.context, now=lambda: later)) > 0
    with instance.context.database.read() as connection:
        sent = outbox.recent(connection, Reader("auditor", (), True), later, 50)
    told = [m.body for m in sent if m.kind == "deal.reminder"]
    (mine,) = [b for b in told if b["role"] == "FR"]
    lines = {i["id"] for i in review["lines"] if i["owner"] == "FR" and i["ours"]}
    assert (mine["deal"], mine["persons"], set(mine["subjects"])) == ("DUE-1", ["fay"], lines)
    assert mine["due"] < later.isoformat()


@pytest.mark.parametrize(
    ("language", "said", "by"), [("zh", "升级事项待处理", "应决定时间"), ("en", "Escalation to settle", "To be decided by")]
)
def test_my_work_shows_what_is_due_with_its_day(instance: World, language: str, said: str, by: str) -> None:
    review = _deal(instance)
    account(instance, "fritz", Role.FR)
    path = f"/v1/reviews/{review['id']}"
    named = instance.client.put("/v1/deals/DUE-1/team/FR", json={"persons": ["fritz"]}, headers=instance.headers("max"))
    assert named.status_code == 200
    line = next(i["id"] for i in review["lines"] if i["owner"] == "FR" and i["ours"])
    fields = {"subject": line, "reason": "crane 7 is booked", "level": 1, "due": "2099-05-06"}
    assert instance.post("ann", f"{path}/actions", {"action": "escalate", "fields": fields}).status_code == 201
    page = Visitor(instance, language).sign_in("fritz").client.get("/waiting").text
    for words in (said, "crane 7 is booked", "2099-05-06", by):
        assert words in page
