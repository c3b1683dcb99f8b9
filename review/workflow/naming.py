"""Who holds which role on a deal: what the deal record says, and what people named."""

from __future__ import annotations

from review.workflow.facts.drafts import Member


def joined(team: tuple[Member, ...], recorded: tuple[Member, ...]) -> tuple[Member, ...]:
    """The team with what a deal record names.

    A role that is a known person's stays that person's: it is changed by an act that somebody answers for, never by handing
    in another record.
    """
    held = {m.role for m in team if m.known}
    new = tuple(m for m in recorded if m.role not in held)
    replaced = {m.role for m in new}
    return (*(m for m in team if m.role not in replaced), *new)
