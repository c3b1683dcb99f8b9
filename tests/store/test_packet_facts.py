"""What a packet is made from, as the store gives it: the draft before, the sums to collect, the people."""

from __future__ import annotations

from decimal import Decimal

from api.rest.examples import DEAL
from api.services import cases, packets
from api.settings import Settings
from api.store import audit, revisions
from api.store.rows import CheckState, Packet
from review.packet import PacketInput
from review.packet.compose import page
from tests.api.world import PEOPLE, World, world

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
        assert (row.kind, row.number, row.reopened and row.reopened["zh"]) == ("changed", "第一条", "文字已变；数值已变")
        assert "90日" in row.before and "60日" in row.after
        assert facts.handover is None and facts.receivables == ()
        assert {(p.person, p.role.value) for p in facts.participation if p.first_act} >= {("ann", "AR"), ("fay", "FR")}
    (line,) = [one for one in facts.lines if one.fallen]
    assert line.fallen and [(a.part, a.old, a.new) for a in line.fallen.altered] == [("text", "90", "60")]
    printed = page(facts).html
    for said in ("此前的决定", "delivery plan of 2 March", "失效原因", "文字已变", ">90</span>", ">60</span>", "90日内"):
        assert said in printed, said


def test_a_packet_holds_what_people_corrected(settings: Settings, plain_rules: object) -> None:
    """Added words with their values, an edited line with how it was read, a dismissed one: each with who and why."""
    text = _FIRST + "第三条 供货范围另含备件一套，价值人民币12,000元。\n"
    with world(settings) as w:
        assert w.put_deal("ann", DEAL).status_code == 201
        review = w.checked(w.upload("ann", "OPP-2031", "draft.txt", text.encode()).headers["location"])
        path = f"/v1/reviews/{review['id']}"
        delivery, warranty = (next(line for line in review["lines"] if word in line["quote"]) for word in ("90日", "24个月"))
        added = {"quote": "备件一套，价值人民币12,000元", "kind": "K02", "reason": "the scope was missed", "role": "FR"}
        assert w.post("fay", f"{path}/commitments", added).status_code == 201
        edit = {"kind": "K04", "reason": "a milestone"}
        who = {role.value: name for name, (role, _) in PEOPLE.items()}
        edited = f"{path}/commitments/{delivery['id']}"
        answer = w.client.patch(edited, json=edit, headers=w.headers(who[delivery["owner"]]))
        assert answer.status_code == 200, answer.text
        no = {"item": warranty["id"], "fingerprint": warranty["fingerprint"], "reason": "only a heading"}
        dismissal = {"action": "dismiss_commitment", "fields": no}
        assert w.post(who[warranty["owner"]], f"{path}/actions", dismissal).status_code == 201
        packet = _facts(w, review["id"])
    lines = {line.corrections[0].act.value: line for line in packet.lines if line.corrections}
    assert {(k, c.by.person, c.reason) for k, line in lines.items() for c in line.corrections} == {
        ("added", "fay", "the scope was missed"),
        ("edited", who[delivery["owner"]], "a milestone"),
        ("dismissed", who[warranty["owner"]], "only a heading"),
    }
    new = lines["added"].commitment
    assert (new.quote, new.number) == ("备件一套，价值人民币12,000元", "第三条") and Decimal(12000) in [v.n for v in new.values]
    assert (lines["edited"].commitment.kind, lines["edited"].corrections[0].kind) == ("K04", delivery["kind"])
    assert lines["dismissed"].dismissed and lines["dismissed"].commitment not in packet.commitments
    printed = page(packet).html
    assert all(said in printed for said in ("the scope was missed", "a milestone", "only a heading", "备件一套"))
