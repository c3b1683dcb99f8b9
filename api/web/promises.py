"""What became of promises, over the deals that the visitor may read: by who gave them, by rule, by kind."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.services import registers
from api.web.render import page
from api.web.visit import ContextOf, Member, signed_in
from api.web.words import words
from review.model.names import KINDS
from review.workflow.registers.statistics import Record

router = APIRouter(prefix="/promises")

_GROUPS = ("promiser", "kind", "rule")


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    kept: int
    broken: int
    share: str
    """Of those kept, in whole percent."""


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    lines: tuple[Line, ...]


@router.get("")
def index(request: Request, visit: Member, context: ContextOf) -> Response:
    found = registers.promises_kept(context, signed_in(visit))
    groups = tuple(g for name in _GROUPS if (g := _group(name, found, visit.language)).lines)
    return page(request, visit, "promises.html", section="deals", groups=groups)


def _group(name: str, found: tuple[Record, ...], language: str) -> Group:
    """Those with most broken promises first."""
    rows = sorted((r for r in found if r.group == name), key=lambda r: (-r.broken, r.name))
    lines = (Line(_name(r, language), r.kept, r.broken, f"{round(100 * r.share_kept)} %") for r in rows)
    return Group(words(language)[f"by_{name}"], tuple(lines))


def _name(record: Record, language: str) -> str:
    known = KINDS.get(record.name) if record.group == "kind" else None
    return f"{record.name} {known[language]}" if known else record.name
