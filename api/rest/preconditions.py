"""``ETag`` and ``If-Match`` (RFC 9110): who acts on what somebody else changed meanwhile is refused with 412, not obeyed."""

from __future__ import annotations

from typing import Annotated

from fastapi import Header

from api.services.deals import DealView
from api.services.reviews import ReviewView
from review.errors import Failure, sentences

IfMatch = Annotated[
    str, Header(max_length=500, description="The `ETag` that was seen; 412 when it is no longer so. `*` for any.")
]


class Moved(Failure):
    status = 412


def review_tag(found: ReviewView) -> str:
    """Changes with every event and every check."""
    return f'"{found.sequence}.{found.check.id[:12]}.{found.check.state.value}"'


def deal_tag(found: DealView) -> str:
    """Changes with the record."""
    return f'"{found.snapshot.sha256 if found.snapshot else "none"}"'


def hold(seen: str, now: str) -> None:
    """Raises Moved when ``now`` is none of the tags that were seen; an empty header asks for nothing."""
    tags = {tag.strip() for tag in seen.split(",") if tag.strip()}
    if tags and now not in tags and "*" not in tags:
        raise Moved("tag-moved", {"seen": seen[:120], "now": now})


sentences(
    {
        "tag-moved": {
            "zh": "内容已被他人修改（您看到 {seen}，现为 {now}），请重新读取后再操作。",
            "en": "It has been changed meanwhile (you saw {seen}, it is now {now}); read it again first.",
        }
    }
)
