"""What a packet is made from, as the store gives it: the draft before, the sums to collect, the people."""

from __future__ import annotations

from api.rest.examples import DEAL
from api.services import cases, packets
from api.settings import Settings
from api.store import audit, revisions
from api.store.rows import CheckState, Packet
from review.packet import PacketInput
from tests.api.world import World, world

_FIRST = "第一条 乙方应于预付款到账后90日内将货物交付至甲方指定地点。\n第二条 乙方提供自验收合格之日起24个月的质保。\n"


def _facts(w: World, review_id: str) -> PacketInput:
    """Of a packet that was asked for now; it is not drawn here."""
    with w.context.database.write() as connection:
        deal = revisions.by_id(connection, review_id).deal_id  # type: ignore[union-attr]
        check = revisions.last_result(connection, review_id)
        stream = cases.load(w.context, connection, deal)
        head = audit.head(connection, deal)
        now = w.context.now().replace(microsecond=0)
        packet = Packet(
            w.context.new_id(), review_id, check.id, stream.row.sequence, head.sequence, "zh", CheckState.PENDING, None, None, now
        )  # type: ignore[union-attr]
        revisions.add_packet(connection, packet)
    with w.context.database.read() as connection:
        return packets._facts(w.context, connection, packet.id)


def test_a_packet_tells_what_changed_since_people_last_looked(settings: Settings, plain_rules: object) -> None:
    with world(settings) as w:
        assert w.put_deal("ann", DEAL).status_code == 201
        first = w.checked(w.upload("ann", "OPP-2031", "draft.txt", _FIRST.encode()).headers["location"])
        assert _facts(w, first["id"]).changes is None, "the first draft has none before it"
        w.decide_all(first)
        second = _FIRST.replace("90日", "60日").encode()
        review = w.checked(w.upload("ann", "OPP-2031", "draft.txt", second).headers["location"])
        facts = _facts(w, review["id"])
        assert facts.changes is not None and facts.changes.previous.startswith(f"r1 · {first['sha256'][:16]}")
        (row,) = facts.changes.rows
        assert (row.kind, row.number, row.reopened) == ("changed", "第一条", True)
        assert "90日" in row.before and "60日" in row.after
        assert facts.handover is None and facts.receivables == ()
        assert {(p.person, p.role.value) for p in facts.participation if p.first_act} >= {("ann", "AR"), ("fay", "FR")}
