"""A form of a review's page as it was sent. Every form is checked to be ours, and every refusal is said beside the form it
is about.

What somebody wrote is never lost: the page comes back with it, and with the sentence that says what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import Response

from api.auth.principal import Principal
from api.services import acts, reviews
from api.services.cases import As, Once, Stream
from api.services.context import Context
from api.web.desk import Desk, Said, seats
from api.web.filters import Filter, asked
from api.web.moves import go
from api.web.render import Blank
from api.web.tabs import show_desk
from api.web.visit import ContextOf, SentForm, Visit, insist, signed_in
from api.web.words import one_of, wrong
from review.errors import Failure
from review.model.canonical import digest
from review.model.event import Fact
from review.model.roles import Role


@dataclass(frozen=True)
class Sent:
    """``given``: every text of the form."""

    request: Request
    visit: Visit
    context: Context
    review_id: str
    given: Mapping[str, str]
    token: str = ""
    """Of the page that the form stood on."""

    @property
    def person(self) -> Principal:
        return signed_in(self.visit)

    def text(self, name: str) -> str:
        return self.given.get(name, "").strip()

    def act(self, action: Fact, as_: As, part: str = "") -> Stream:
        """``part``: which of several acts of one form this is."""
        return acts.act(self.context, self.person, self.review_id, action, self.once(as_, part))

    def once(self, as_: As, part: str = "") -> As:
        """This form of this page with these texts, however often it is sent, is one act."""
        said = digest([self.token, self.request.url.path, sorted(self.given.items()), part])
        return replace(as_, once=Once(said)) if self.token else as_

    def leads(self, tab: str, place: str = "", notice: str = "") -> Response:
        """On to a tab of the page, filtered as it was, with what is said there once."""
        return go(f"/reviews/{self.review_id}?{replace(self.within, tab=tab).query}#{place or 'side'}", notice)

    @property
    def within(self) -> Filter:
        """What was shown of the list in which the form stood."""
        return asked(self.text("within"))

    def as_(self, role: Role) -> As:
        """In that role, own or lent."""
        case = reviews.view(self.context, self.person, self.review_id).case
        return As(role, seats(case, self.person, self.context.now()).get(role, ""))

    def as_able(self, action: Fact) -> As:
        """In the first role held that may do it; where none may, in the first held, so that the refusal is in its name."""
        view = reviews.view(self.context, self.person, self.review_id)
        if view.result is None:
            return As(self.person.user.roles[0])
        desk = Desk(self.context, self.visit, view, view.result)
        return desk.as_(desk.able(action) or desk.roles[0])

    def tried(self, tab: str, place: str, done: Callable[[], Response]) -> Response:
        """Do it, or show the page again with what was written and why it was refused."""
        try:
            insist(self.visit)
            return done()
        except Failure as failure:
            return self._shown_again(tab, place, failure)

    def made(self, make: Callable[[], Fact], tab: str, place: str, notice: str, role: str = "") -> Response:
        """Do the act that is made from the form, in the role that was named, else in the first role held that may."""

        def done() -> Response:
            action = make()
            self.act(action, As(one_of(Role, role, "as_role")) if role else self.as_able(action))
            return self.leads(tab, place, notice)

        return self.tried(tab, place, done)

    def _shown_again(self, tab: str, place: str, failure: Failure) -> Response:
        view = reviews.view(self.context, self.person, self.review_id)
        if view.result is None:
            raise failure
        kept = Blank({name: text for name, text in self.given.items() if name != "password"})
        said = Said(place, failure.diagnostics(self.visit.language), kept)
        desk = Desk(self.context, self.visit, view, view.result, said)
        return show_desk(self.request, desk, tab, self.within, failure.status)


async def sent(request: Request, visit: SentForm, context: ContextOf, review_id: str) -> Sent:
    fields = await request.form()
    given = {name: value for name, value in fields.multi_items() if isinstance(value, str) and name not in ("form_token", "once")}
    return Sent(request, visit, context, review_id, given, str(fields.get("once") or ""))


FormSent = Annotated[Sent, Depends(sent)]


def day(text: str, field: str) -> date | None:
    """A date field of a form. Raises Failure."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise wrong(field) from None


def amount(text: str, field: str) -> Decimal:
    """A finite amount of a form. Raises Failure."""
    try:
        found = Decimal(text.replace(",", "").strip())
    except InvalidOperation:
        raise wrong(field) from None
    if not found.is_finite():
        raise wrong(field)
    return found
