"""A packet, step by step: views -> HTML -> PDF. ``draw`` is pure: same input, same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from review.commitments.payments import SUMS, totals
from review.intake.notices import NOTICES
from review.model import names
from review.model.audit import breaks
from review.model.commitment import Applied, Commitment, Deadline, Payment, Value, ValueRole, ValueType
from review.model.decision import Escalation
from review.model.finding import Compared, Outcome
from review.model.language import Bilingual
from review.model.reasons import REASONS
from review.model.span import Span
from review.packet import fonts, forms, pictures
from review.packet.attachments import MANIFEST, Attachment, attachments
from review.packet.clean import Cleaner, right_to_left, shorten
from review.packet.input import PacketInput
from review.packet.pdf import Page, identifier, write
from review.packet.refs import Refs
from review.packet.sections.findings import findings
from review.packet.sections.handover import Sheet, sheet
from review.packet.sections.process import conditions, dissent, fields, people
from review.packet.sections.register import answering, index, register
from review.packet.sections.scope import scope
from review.packet.sections.summary import Summary, identity, summary
from review.packet.sections.trace import trace
from review.packet.words import Words, texts
from review.resources import room
from review.workflow.wording import raised, settled

#: The packet, section by section: template names, in reading order.
SECTIONS = (
    *("cover", "decision", "identity", "scope", "index", "register", "fr", "findings", "differences", "trace", "exceptions"),
    *("dissent", "changes", "gates", "authority", "signatures", "handover", "appendix"),
)

#: Entries of the audit log that are printed; the attachment holds all.
_AUDIT_PRINTED = 200
#: Line breaks of a quote that are kept.
_LINES = 40

_NAMES: Mapping[str, Mapping[str, Bilingual]] = {
    "role": names.ROLES,
    "severity": names.SEVERITIES,
    "outcome": names.OUTCOMES,
    "party": names.PARTIES,
    "choice": names.CHOICES,
    "kind": names.KINDS,
}


def prepare() -> None:
    """What is the same for all packets, done before the first. Raises FontError."""
    environment = _environment(room("templates") / "packet")
    for name in environment.list_templates(["html"]):
        environment.get_template(name)
    fonts.coverage(fonts.folder())


def draw(packet: PacketInput) -> bytes:
    """The unsigned packet: PDF/A-3a with attachments and empty signature fields. Raises PacketError, FontError."""
    return write(page(packet))


def page(packet: PacketInput) -> Page:
    """Everything the PDF is made from; its HTML is what a bench renders bare."""
    templates, place = room("templates") / "packet", fonts.folder()
    files = attachments(packet)
    manifest = next(f for f in files if f.name == MANIFEST)
    html = _html(packet, templates, place, files)
    return Page(
        html=html,
        css=(templates / "packet.css").read_text(encoding="utf-8"),
        templates=templates,
        fonts=place,
        attachments=files,
        fields=fields(packet),
        issued_at=packet.issued_at,
        digest=identifier([html.encode(), manifest.data]),
    )


def _html(packet: PacketInput, templates: Path, place: Path, files: tuple[Attachment, ...]) -> str:
    """The scope section says what was replaced everywhere, so it is filled in a second pass when anything was."""
    words = Words(texts(templates / "words.yml"), packet.languages, Cleaner(fonts.coverage(place)))
    template = _environment(templates).get_template("packet.html")
    context = {**_context(packet, words, files), **_Speaker(packet, words).functions()}
    html = template.render(**context, replaced="", replaced_count=0)
    if counted := words.clean.replaced:
        what, total = ", ".join(sorted(counted)[:20]), sum(counted.values())
        html = template.render(**context, replaced=what, replaced_count=total)
    return html


def _context(packet: PacketInput, words: Words, files: tuple[Attachment, ...]) -> dict[str, Any]:
    refs = Refs.of(packet)
    book, brief, persons = register(packet, refs), summary(packet, refs), people(packet)
    handed = sheet(packet, book)
    signed = next((b.sign_off for b in persons.boxes if b.field == "FR"), None)
    return {
        "packet": packet,
        "review": packet.review,
        "source": packet.review.document.source,
        "refs": refs,
        "sections": SECTIONS,
        "subject": _subject(packet),
        "cover": _cover(packet, words),
        "summary": brief,
        "uncapped": sum(charge.uncapped for charge, _ in brief.charges),
        "identity": identity(packet),
        "scope": scope(packet),
        "index": index(book),
        "answering": answering(packet),
        "register": book,
        "fr_open": brief.fr_owned - brief.fr_decided,
        "fr_signed": signed,
        "findings": findings(packet, refs),
        "wording": packet.review.wording,
        "people": persons,
        "fields": fields(packet),
        "title": words("doc.extract" if packet.extract_of else "doc.title"),
        "audit_printed": _AUDIT_PRINTED,
        "audit_breaks": breaks(packet.audit) if packet.audit and packet.audit[0].sequence == 1 else (),
        "attachments": files,
        "trace": trace(packet, refs),
        "sheet": handed,
        "conditions": conditions(packet),
        "waivers": packet.process.waivers if packet.process else (),
        "waived": packet.waived,
        "escalations": tuple(_escalations(packet, words)),
        "dissent": dissent(packet),
        "pictures": _pictures(packet, words, brief, handed),
    }


def _escalations(packet: PacketInput, words: Words) -> Iterator[Escalation]:
    """With what the product noted of them in the packet's language."""
    for one in packet.process.escalations if packet.process else ():
        said, closed = (" / ".join(dict.fromkeys(text[k] for k in words.languages)) for text in (raised(one), settled(one)))
        yield replace(one, reason=said, decision=closed)


def _pictures(packet: PacketInput, words: Words, brief: Summary, handed: Sheet) -> dict[str, Markup]:
    lang = words.languages[0]

    def of_role(key: str) -> str:
        named = {**names.ROLES, **names.SEVERITIES}
        return words.plain("decision.owners") if key == "title" else words.clean(named[key][lang])

    def of_time(key: str) -> str:
        return words.plain("handover.timeline" if key == "title" else f"handover.lane_{key}")

    def of_cash(key: str) -> str:
        return words.plain("handover.cash" if key == "title" else f"handover.{key}")

    return {
        "owners": pictures.owners(brief.owners, of_role),
        "timeline": pictures.timeline(handed.events, packet.review.as_of, of_time),
        "cash": pictures.cash(handed.flows, of_cash),
    }


def _subject(packet: PacketInput) -> str:
    """What the packet is about: the contract's own title, else the deal's name, else the file."""
    document = packet.review.document
    titles = (c.title for c in document.clauses if c.kind == "title" and c.title.strip())
    deal = packet.review.deal
    named = deal.get("/opp/name") if deal else None
    return next(titles, "") or str(named or "") or document.source.name


def _cover(packet: PacketInput, words: Words) -> list[tuple[str, object]]:
    deal, price = packet.review.deal, packet.exposure

    def get(pointer: str) -> Any:
        return (deal.get(pointer) if deal else None) or ""

    numbers = get("/contract/ids")
    rows: list[tuple[str, object]] = [
        ("number", packet.number),
        ("deal", " · ".join(str(v) for v in (get("/deal/external_id"), get("/opp/name")) if v)),
        ("customer", get("/account/legal_name")),
        ("we", get("/our_party/legal_name")),
        ("side", words.inline(names.PARTIES[packet.review.side.value])),
        ("contract_no", ", ".join(numbers) if numbers else ""),
        ("revision", packet.revision),
        ("state", words(f"state.{packet.state}")),
        ("file", packet.review.document.source.name),
        ("price", forms.money(price.base, price.currency) if price.base is not None else ""),
        ("issued", forms.moment(packet.issued_at)),
    ]
    return [row for row in rows if row[1]]


@lru_cache(maxsize=4)
def _environment(templates: Path) -> Environment:
    """Autoescaping, strict about names, and cleaning every text that is printed. Compiled templates are kept."""
    return Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_cleaned,
    )


@pass_context
def _cleaned(context: Context, value: Any) -> Any:
    return context["w"].clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _lines(text: str) -> list[str]:
    """Lines as they are printed: a run of empty ones is one, and forty are enough."""
    lines = [line for i, line in enumerate(text.split("\n")) if i == 0 or line.strip()]
    return [*lines[:_LINES], *([" ".join(lines[_LINES:])] if lines[_LINES:] else [])]


#: The speaker's own functions.
_SPOKEN = (
    *("name", "label", "notice", "quote", "duration", "trigger", "reason", "attachment", "own_values", "applied", "paid"),
    *("contract_side", "deal_side", "unnumbered"),
)


@dataclass(frozen=True)
class _Speaker:
    """The functions that templates call."""

    packet: PacketInput
    words: Words

    def functions(self) -> dict[str, Any]:
        """By the names that templates use."""
        return {
            **{key: getattr(self, key) for key in _SPOKEN},
            "w": self.words,
            "amount": forms.amount,
            "money": forms.money,
            "moment": forms.moment,
            "number": forms.number,
            "iso": lambda at: at.isoformat(timespec="seconds"),
            "outcome_counts": self.outcomes(),
        }

    def name(self, table: str, key: str) -> Markup:
        return self.words.inline(_NAMES[table][str(key)])

    def unnumbered(self, clause: str, placed: object) -> Markup:
        return self.words.inline(names.unnumbered(clause, bool(placed)))

    def label(self, section: str, key: str) -> Markup:
        """A text of the packet where there is one, else the key itself."""
        known = f"{section}.{key}"
        return self.words(known) if self.words.has(known) else escape(self.words.clean(key))

    def notice(self, code: str) -> Markup:
        kind = NOTICES.get(code)
        return self.words.inline(kind.sentence) if kind else escape(self.words.clean(code))

    def quote(self, text: str, limit: int, brief: bool = False) -> Markup:
        """Words of others: as they are, bounded, line breaks kept. ``brief``: cut without a word on how much."""
        shown, more = shorten(text, limit)
        if more and brief:
            shown, more = shown + "…", 0
        body = Markup("<br>").join(escape(self.words.clean(line, limit + 1)) for line in _lines(shown))
        body = Markup("<bdi>{}</bdi>").format(body) if right_to_left(shown) else body
        return body + Markup(' <span class="small">{}</span>').format(self.words("doc.more_text", n=more)) if more else body

    def contract_side(self, pair: Compared, limit: int) -> Markup:
        """What the contract says, in each language of the packet."""
        return self.words.each(lambda language: self.quote(pair.said(language)[0], limit))

    def deal_side(self, pair: Compared, limit: int) -> Markup:
        """What the deal record or the policy says."""
        return self.words.each(lambda language: self.quote(pair.said(language)[1], limit))

    def own_values(self, commitment: Commitment) -> tuple[Value, ...]:
        """The values but those that the due dates and the payment milestones are said with."""
        said: list[tuple[Decimal | None, str | None]] = [
            (d.n, d.unit) for d in commitment.milestones if None not in (d.n, d.unit)
        ]
        paid = commitment.payments if len(commitment.payments) > 1 else ()
        untold = []
        for v in commitment.values:
            if v.role is ValueRole.DEADLINE and (v.n, v.unit) in said:
                said.remove((v.n, v.unit))
            elif not any(v.role in SUMS and p.span.contains(v.span) for p in paid):
                untold.append(v)
        return tuple(untold)

    def paid(self, commitment: Commitment) -> Iterator[tuple[Payment, Decimal | None]]:
        """Each payment milestone with what it comes to."""
        return zip(commitment.payments, self._sums.get(commitment.id, (None,) * len(commitment.payments)), strict=True)

    @cached_property
    def _sums(self) -> Mapping[str, tuple[Decimal | None, ...]]:
        return totals(self.packet.review.document, self.packet.commitments, self.packet.exposure.base)

    def applied(self, commitment: Commitment) -> Iterator[tuple[Applied, str, str]]:
        """What the contract says elsewhere and the commitment points to, with the number of its clause and its words."""
        document = self.packet.review.document
        for a in commitment.applied:
            clause = document.clause_at(a.span.start)
            yield a, document.cited(clause) if clause else "", document.quote(a.span)

    def duration(self, deadline: Deadline) -> Bilingual:
        value = Value(ValueRole.DEADLINE, ValueType.DURATION, deadline.n, Span(0, 0), deadline.unit, day_type=deadline.day_type)
        return forms.amount(value)

    def trigger(self, deadline: Deadline) -> Bilingual | str:
        """The event as the vocabulary names it, else in the contract's words."""
        known = f"trigger.{deadline.trigger.value}" if deadline.trigger else ""
        if deadline.trigger_text and deadline.trigger in (None, "other"):
            return deadline.trigger_text
        return self.words.table[known or "trigger.other"]

    def reason(self, code: str) -> Markup:
        """Why a due day cannot be computed."""
        return self.words.inline(REASONS[code]) if code in REASONS else escape(self.words.clean(code))

    def attachment(self, file: Attachment) -> Markup:
        stem = "contract" if file.name.startswith("contract.") else file.name
        return self.words(f"attachment.{stem}")

    def outcomes(self) -> Bilingual:
        counts = self.packet.counted.outcomes
        return {
            lang: ("，" if lang == "zh" else ", ").join(f"{counts[o.value]} {names.OUTCOMES[o.value][lang]}" for o in Outcome)
            for lang in ("zh", "en")
        }
