"""Packets: asked for, rendered and sealed by a job, kept, handed out.

A packet shows the case up to one event. Before release that is the last one, and the packet is marked a draft; once
released it is the release itself, so that everybody who fetches it gets the same file; what comes later stands in an extract.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection

from api.auth.principal import Principal
from api.auth.scopes import Scope
from api.services import acts, cases, failures, results
from api.services.cases import As, Stream
from api.services.context import Context
from api.services.sight import require_draft
from api.store import audit, codec, deals, revisions
from api.store.rows import Check, CheckState, Packet, Revision
from review.errors import Conflict, Failure, NotFound, sentences
from review.model.review import Review
from review.packet import PacketInput, PacketLanguage
from review.workflow import History, process
from review.workflow.facts.signing import ReleasePacket
from review.workflow.routing import routed

#: A packet that could not be made is tried again when it is asked for this much later.
_RETRY_AFTER = timedelta(minutes=1)


class NotMade(Failure):
    """The packet could not be made; nothing the caller can mend."""

    status = 500


@dataclass(frozen=True, slots=True)
class PacketFile:
    """A sealed PDF and the name to save it under. ``released``: whether it is the one that counts, or a draft."""

    name: str
    data: bytes
    released: bool


def latest(
    context: Context, principal: Principal, revision_id: str, language: str = "zh", extract: bool = False
) -> PacketFile | None:
    """The packet of a draft as it stands; None while it is being made, which asking for it begins.

    ``language``: zh, en or both. ``extract``: what came after the release, beside the packet that was released; where
    nothing came, that packet. Raises NotFound, Conflict for a draft that has no result or is not released, NotMade.
    """
    require_draft(context, principal, Scope.PACKETS_READ, revision_id)
    wanted = _language(language)
    with context.database.write() as connection:
        revision, check, stream = _basis(context, connection, revision_id)
        release = _release_of(stream.history, revision)
        if extract and release is None:
            raise Conflict("packet-not-released")
        packet = _ordered(connection, context, principal, revision, check, stream, wanted)
        if extract and packet.sealed is not None:
            packet = _ordered(connection, context, principal, revision, check, stream, wanted, extract=True)
    if packet.state is CheckState.FAILED and packet.failure:
        raise NotMade(packet.failure["code"], packet.failure["fields"])
    if packet.sealed is None:
        return None
    released = packet.sequence == release
    name = f"{_number(stream, revision)}{'' if released else '-draft' if release is None else '-extract'}.pdf"
    return PacketFile(name, context.objects.get(packet.sealed), released)


def release(context: Context, principal: Principal, revision_id: str, as_: As | None = None) -> Stream:
    """Release the contract for signing, and have its packet made. Raises Refused with the reason."""
    with context.database.read() as connection:
        revision = revisions.by_id(connection, revision_id)
    if revision is None:
        raise NotFound("review-unknown", {"id": revision_id})
    done = acts.act(context, principal, revision_id, ReleasePacket(revision.sha256), as_)
    with context.database.write() as connection:
        revision, check, stream = _basis(context, connection, revision_id)
        _ordered(connection, context, principal, revision, check, stream, PacketLanguage.ZH)
    return done


def make(context: Context, packet_id: str) -> dict[str, Any]:
    """Render, sign and seal. Returns where the file is kept, or the failure; a packet that cannot be drawn is one."""
    return failures.outcome_of(partial(_make, context, packet_id), "packet-bug")


def _make(context: Context, packet_id: str) -> dict[str, Any]:
    from api.sealing import sealed  # WeasyPrint and pyHanko, which only a worker needs

    with context.database.read() as connection:
        facts = _facts(context, connection, packet_id)
    return {"sealed": context.objects.put(sealed(facts, context.settings))}


def finish(context: Context, packet_id: str, outcome: dict[str, Any]) -> None:
    """Write where the packet is, or why there is none."""
    state = CheckState.DONE if "sealed" in outcome else CheckState.FAILED
    with context.database.write() as connection:
        packet = revisions.packet(connection, packet_id)
        if packet is None or not revisions.finish_packet(connection, packet_id, state=state, **outcome):
            return
        revision = revisions.by_id(connection, packet.revision_id)
        chain = revision.deal_id if revision else audit.SYSTEM
        detail = {"packet": packet_id, "sequence": packet.sequence, **outcome}
        audit.append(connection, context.now(), "", "ADMIN", "packet.make", packet.revision_id, chain, detail=detail)


def _basis(context: Context, connection: Connection, revision_id: str) -> tuple[Revision, Check, Stream]:
    revision = revisions.by_id(connection, revision_id)
    if revision is None:
        raise NotFound("review-unknown", {"id": revision_id})
    check = revisions.last_result(connection, revision_id)
    if check is None:
        raise Conflict("packet-unchecked")
    return revision, check, cases.load(context, connection, revision.deal_id)


def _ordered(
    connection: Connection,
    context: Context,
    principal: Principal,
    revision: Revision,
    check: Check,
    stream: Stream,
    language: PacketLanguage,
    extract: bool = False,
) -> Packet:
    """The packet's row; asks for the job when there is none yet, or the last try failed."""
    release = _release_of(stream.history, revision)
    sequence = stream.row.sequence if extract or release is None else release
    found = (
        revisions.packet_released(connection, revision.id, sequence, language.value)
        if sequence == release
        else revisions.packet_of(connection, check.id, sequence, language.value)
    )
    if found and found.state is CheckState.FAILED and context.now() - found.at > _RETRY_AFTER:
        revisions.restart_packet(connection, found.id, context.now().replace(microsecond=0))
        context.queue.enqueue(connection, "packet", f"packet:{found.id}:{context.new_id()}", found.id)
        return replace(found, state=CheckState.PENDING)
    if found:
        return found
    head = audit.head(connection, stream.row.id)
    packet = Packet(
        id=context.new_id(),
        revision_id=revision.id,
        check_id=check.id,
        sequence=sequence,
        audit_sequence=head.sequence,
        language=language.value,
        state=CheckState.PENDING,
        sealed=None,
        failure=None,
        at=context.now().replace(microsecond=0),
    )
    revisions.add_packet(connection, packet)
    context.queue.enqueue(connection, "packet", f"packet:{packet.id}", packet.id)
    return packet


def _release_of(history: History, revision: Revision) -> int | None:
    """Number of the event that released this draft, while the release holds."""
    if history.case.released is None or history.case.released.document_sha256 != revision.sha256:
        return None
    return next(e.sequence for e in reversed(history.events) if isinstance(e.fact, ReleasePacket))


def _facts(context: Context, connection: Connection, packet_id: str) -> PacketInput:
    """Everything that goes into a packet, as it stood at the packet's event."""
    packet = revisions.packet(connection, packet_id)
    check = revisions.check(connection, packet.check_id) if packet else None
    revision = revisions.by_id(connection, packet.revision_id) if packet else None
    if packet is None or check is None or revision is None:
        raise NotFound("packet-unknown", {"id": packet_id})
    stream = cases.load(context, connection, revision.deal_id)
    history = History.of(e for e in stream.history.events if e.sequence <= packet.sequence)
    now = history.case.revision
    current = now is not None and now.submitted.document_sha256 == revision.sha256
    done = process(history.case, context.policy, packet.at.date()) if current else None
    snapshot = deals.snapshot(connection, check.snapshot_id) if check.snapshot_id else None
    entries = tuple(e for e in audit.entries(connection, revision.deal_id) if e.sequence <= packet.audit_sequence)
    review = results.load_result(context, connection, check)
    return PacketInput(
        review=review,
        number=_number(stream, revision),
        issued_at=packet.at,
        draft=context.objects.get(revision.sha256),
        deal_json=snapshot.data.encode() if snapshot else None,
        rules=codec.unpack_files(context.objects.get(check.rules)) if check.rules else {},
        language=PacketLanguage(packet.language),
        process=done,
        revision=f"r{revision.number}",
        audit=entries,
        audit_head=audit.head_of(entries),
        extract_of=_released_packet(connection, history, revision, packet),
        **(_filed(context, connection, revision, review, history, packet.at.date()) if current else {}),
    )


def _released_packet(connection: Connection, history: History, revision: Revision, packet: Packet) -> str:
    """Digest of the released packet when this one shows what came after it, else nothing."""
    release = _release_of(history, revision)
    if release is None or release >= packet.sequence:
        return ""
    found = revisions.packet_released(connection, revision.id, release, packet.language)
    return (found.sealed if found else None) or ""


def _filed(
    context: Context, connection: Connection, revision: Revision, review: Review, history: History, today: date
) -> dict[str, Any]:
    """What the history adds to the packet of the current draft."""
    from review.packet import corrected, filed

    case = history.case
    previous = filed.last_reviewed(case)
    before = results.result_of(context, connection, revision.deal_id, previous) if previous else None
    return {
        "lines": corrected.lines(history, review),
        "gates": filed.gates(case),
        "participation": filed.participation(history, review.deal),
        "changes": filed.changes(history, previous, before, review) if previous and before else None,
        "receivables": filed.receivables(case, today),
        "handover": filed.handover(history),
        "performed": filed.performed(case),
        "clauses": routed(review, case.items.values(), context.policy.routing, case.clause_owners),
    }


def _number(stream: Stream, revision: Revision) -> str:
    return f"{stream.row.external_id}-r{revision.number}"


def _language(text: str) -> PacketLanguage:
    if text not in {one.value for one in PacketLanguage}:
        raise Failure("packet-language", {"language": text[:20]})
    return PacketLanguage(text)


sentences(
    {
        "packet-unknown": {"zh": "没有签审包 {id}。", "en": "There is no packet {id}."},
        "packet-unchecked": {
            "zh": "此草案尚未检查完成，没有可生成的签审包。",
            "en": "This draft has no result yet, so there is no packet of it.",
        },
        "packet-not-released": {
            "zh": "此草案尚未放行,没有放行之后的摘录。",
            "en": "This draft is not released, so there is no extract of what came after.",
        },
        "packet-language": {
            "zh": "签审包的语言须为 zh、en 或 both，而不是 {language}。",
            "en": "A packet's language is zh, en or both, not {language}.",
        },
        "packet-bug": {
            "zh": "生成签审包时出现系统内部错误（{kind}），已记录。",
            "en": "Making the packet met an internal error ({kind}); it was recorded.",
        },
    }
)
