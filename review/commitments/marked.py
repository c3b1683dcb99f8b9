"""Values of words that a person marked as a promise: all of them, in the roles that the sentence gives them."""

from __future__ import annotations

from review.commitments.roles import role_of
from review.commitments.unit import Shape, Unit, language_of
from review.commitments.values import scan
from review.model.commitment import Value
from review.model.document import Document
from review.model.span import Span


def values_of(document: Document, span: Span, kind: str) -> tuple[Value, ...]:
    """The numbers, dates and blanks within ``span``, as a promise of ``kind`` (K00 to K29) means them."""
    text = document.quote(span)
    unit = Unit(span, text, Shape.SENTENCE, language_of(text))
    return tuple(v.as_value(role_of(v, kind, unit)) for v in scan(document.text, span.start, span.end, unit.language))
