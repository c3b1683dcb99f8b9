"""After signing: obligations, receivables, what is open before closing; and what became of promises, over deals one may read."""

from __future__ import annotations

from dataclasses import dataclass

from api.auth.principal import Principal
from api.auth.scopes import Scope
from api.services import cases
from api.services.access import require
from api.services.context import Context
from api.services.results import current_result
from api.services.sight import reader_of, require_deal
from api.store import deals
from review.commitments.deadline.calendar import WorkCalendar, calendar_of
from review.model.language import Language
from review.model.review import Review
from review.workflow.registers.checklist import Open, open_points
from review.workflow.registers.obligations import Obligation, obligations
from review.workflow.registers.receivables import Receivable, receivables
from review.workflow.registers.statistics import Record, statistics


@dataclass(frozen=True, slots=True)
class Registers:
    """Of one deal, on the day they were asked for. ``external_id`` and ``title`` name the deal."""

    external_id: str
    title: str
    obligations: tuple[Obligation, ...]
    receivables: tuple[Receivable, ...]
    open_points: tuple[Open, ...]


def of_deal(context: Context, principal: Principal, external_id: str) -> Registers:
    """Raises NotFound."""
    require_deal(context, principal, Scope.REVIEWS_READ, external_id)
    today = context.now().date()
    with context.database.read() as connection:
        stream = cases.load_by_external_id(context, connection, external_id)
        case = stream.history.case
        calendar = _calendar(current_result(context, connection, stream.row.id, case))
    return Registers(
        external_id,
        stream.row.title,
        obligations(case, today, calendar),
        receivables(case, today, calendar),
        open_points(case),
    )


def promises_kept(context: Context, principal: Principal) -> tuple[Record, ...]:
    """Promises kept and broken, by promiser, rule and kind, over the deals that the principal may read: never a basis for pay."""
    require(context, principal, Scope.REVIEWS_READ)
    with context.database.read() as connection:
        ids = deals.readable_ids(connection, reader_of(context, principal), context.now())
        return statistics(cases.load(context, connection, deal_id).history.case for deal_id in ids)


def _calendar(result: Review | None) -> WorkCalendar | None:
    """The official calendar of the contract's country, where its language tells it; else working days stay uncounted."""
    chinese = result is not None and result.document.language in (Language.ZH, Language.MIXED)
    return calendar_of("CN") if chinese else None
