"""The same event of a CRM twice has one effect: the second one gets the first one's answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from api.auth.principal import Principal
from api.services.context import Context
from api.store import deliveries
from api.store.deliveries import Delivered
from review.errors import Conflict, sentences


def once(context: Context, principal: Principal, key: str, body_sha256: str, do: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Do it unless the caller did it before under this key. Without a key it is simply done.

    ``do`` must be safe to run twice: of two callers that come at the same moment both may run it. Raises Conflict when the
    key was used for something else.
    """
    if not key:
        return do()
    with context.database.read() as connection:
        before = deliveries.find(connection, principal.name, key)
    if before is None:
        answer = do()
        kept = Delivered(principal.name, key, body_sha256, answer, context.now())
        with context.database.write() as connection:
            deliveries.keep(connection, kept)
        return answer
    if before.body_sha256 != body_sha256:
        raise Conflict("event-differs", {"key": key[:80]})
    return before.answer


sentences(
    {
        "event-differs": {
            "zh": "标识 {key} 已用于另一内容不同的请求。",
            "en": "The key {key} was used for a request that said something else.",
        }
    }
)
