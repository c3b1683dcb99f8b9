"""What happened in a case, one fact after another: the only thing that is stored, and all else follows from it.

Law of the durable format: the name of a fact and the names of its fields are never changed or deleted and their order is
never altered; a new field comes last and has a default, so that every event ever written can be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from review.model.decision import Actor


@dataclass(frozen=True)
class Fact:
    """Base of everything that may happen (see ``review.workflow.facts``). Facts hold model values only."""


@dataclass(frozen=True)
class Event:
    """A fact, by whom, and when. ``sequence`` counts the events of one case from 1 without gaps; ``at`` carries a zone."""

    sequence: int
    at: datetime
    actor: Actor
    fact: Fact
