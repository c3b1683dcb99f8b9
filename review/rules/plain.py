"""The facts in the characters that patterns and word lists are written in, and words of them as the contract writes them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from review.commitments.respelled import respelled
from review.intake.script import as_written, simplified, simplified_document
from review.model.changed import changed
from review.model.commitment import Understanding
from review.model.document import Document
from review.rules.facts import Facts


def plain(facts: Facts) -> Facts:
    """The same facts where every document is in simplified characters already."""
    read = replace(
        facts,
        document=simplified_document(facts.document),
        previous=facts.previous and simplified_document(facts.previous),
        attachments=tuple(map(simplified_document, facts.attachments)),
    )
    if read.document is facts.document:
        return read
    return replace(read, understanding=_quoted(read.document, facts.understanding))


def _quoted(document: Document, understanding: Understanding) -> Understanding:
    said = (changed(c, quote=document.quote(c.span)) for c in understanding.commitments)
    return replace(respelled(understanding, simplified), commitments=tuple(said))


def shown(document: Document, read: Document, said: Any) -> Any:
    """Words that a check took from the facts as read, or several of them, as the document writes them."""
    if isinstance(said, tuple):
        return tuple(shown(document, read, one) for one in said)
    return as_written(document, read, said) if isinstance(said, str) else said
