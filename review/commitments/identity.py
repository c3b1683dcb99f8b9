"""Ids that stay the same while the text does: a digest of the normalised quote, its kind, and its place among equals."""

from __future__ import annotations

import hashlib
import unicodedata

from review.commitments.unit import Unit


def commitment_id(unit: Unit, kind: str) -> str:
    """``c-`` and ten hex digits; equal texts of one kind are told apart later by ``distinct``."""
    return "c-" + hashlib.sha256(f"{kind}\n{normalised(unit.text)}".encode()).hexdigest()[:10]


def normalised(text: str) -> str:
    """The text without white space and with one width, as two drafts of the same words share it."""
    return "".join(unicodedata.normalize("NFKC", text).split())
