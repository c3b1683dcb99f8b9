"""Sixteen hands on one case at the same moment, from two processes: sign, reject, hand in a new draft.

    python -m tests.store.racing URL HOME ROUNDS NUMBER PROCESSES

Each process takes part in every round with its hands; the rounds are prepared beforehand by ``prepare``.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path

from api.auth.principal import Principal
from api.auth.scopes import scopes_of
from api.jobs.queue import open_queue
from api.services import cases
from api.services.context import Context, open_context, utc_now
from api.store import deals, revisions
from api.store.rows import DealRow, Revision, User
from review.errors import Conflict, Refused
from review.model.canonical import sha256
from review.model.decision import Actor, Choice, Rank
from review.model.event import Fact
from review.model.roles import Role
from review.workflow import Denied
from review.workflow.facts.deciding import Decide
from review.workflow.facts.drafts import Item, Member, SubmitRevision
from review.workflow.facts.signing import SignOffPacket
from tests.store.databases import settings_at

PEOPLE = {"ann": Role.AR, "sam": Role.SR, "fay": Role.FR, "max": Role.CM}
LINE = Item("k1", "f-k1", Role.FR, "K01", "Seller shall deliver within 90 days.")
CONFIRMED = Decide("k1", "f-k1", Choice.CONFIRM, evidence="plan v3")
REJECTED = Decide("k1", "f-k1", Choice.REJECT, reason="no capacity", wording="within 120 days")


def _file(round_: int, number: int) -> bytes:
    return f"draft {number} of round {round_}".encode()


def draft(round_: int, number: int) -> SubmitRevision:
    sha = sha256(_file(round_, number))
    team = tuple(Member(person, role) for person, role in PEOPLE.items())
    return SubmitRevision(sha, "deal", f"check-{number}", (LINE,), (), team)


def sign(round_: int, number: int) -> SignOffPacket:
    made = draft(round_, number)
    return SignOffPacket(made.document_sha256, made.review_identity, "I have read it and sign.")


def principal(name: str) -> Principal:
    role = PEOPLE[name]
    user = User(name, name, name, (role,), Rank.MEMBER, False, "en", utc_now())
    return Principal(user, scopes_of([role]), "test")


def hands(round_: int) -> list[tuple[str, Fact]]:
    """Who tries what in a round: the same signatures several times over, one rejection twice, two new drafts."""
    signing = [(who, sign(round_, 1)) for who in ("ann", "sam", "fay")] * 4
    return [*signing, ("fay", REJECTED), ("fay", REJECTED), ("max", draft(round_, 2)), ("max", draft(round_, 3))]


def prepare(context: Context, rounds: int) -> None:
    """A deal per round: its first draft is in review and FR has confirmed the one line."""
    for round_ in range(rounds):
        now = context.now()
        row = DealRow(f"d{round_}", f"D-{round_}", "race", "race", "NEW", None, None, 0, now, "max", now)
        with context.database.write() as connection:
            deals.add(connection, row)
            for number in (1, 2, 3):
                sha = context.objects.put(_file(round_, number))
                made = Revision(sha[:32], row.id, number, sha, "d.txt", 1, "seller", None, now, "max")
                revisions.add(connection, made)
            stream = cases.load(context, connection, row.id, lock=True)
            for who, fact in (("max", draft(round_, 1)), ("fay", CONFIRMED)):
                done = cases.attempt(connection, context, stream, Actor(who, PEOPLE[who]), fact, "test")
                assert not isinstance(done, Denied), done
                stream = done


def race(context: Context, rounds: int, mine: Callable[[int], bool]) -> list[str]:
    """Take part with the hands that are ``mine``; returns what should not have happened."""
    faults: list[str] = []
    taking_part = [hand for hand in range(16) if mine(hand)]
    together = threading.Barrier(len(taking_part))

    def run(hand: int) -> None:
        for round_ in range(rounds):
            who, fact = hands(round_)[hand]
            together.wait(timeout=60)
            try:
                cases.act(context, principal(who), f"d{round_}", fact, scope=next(iter(principal(who).scopes)))
            except (Refused, Conflict):
                continue
            except Exception as error:
                faults.append(f"{who} {type(fact).__name__}: {type(error).__name__}: {error}")

    threads = [threading.Thread(target=run, args=(hand,)) for hand in taking_part]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults


def main() -> None:
    url, home, rounds, number, processes = sys.argv[1], Path(sys.argv[2]), *map(int, sys.argv[3:6])
    context = open_context(settings_at(home, url), open_queue)
    print("ready", flush=True)
    sys.stdin.readline()
    faults = race(context, rounds, lambda hand: hand % processes == number)
    print("\n".join(faults[:5]), file=sys.stderr)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
