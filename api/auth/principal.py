"""Who asks: a person through a session, a program through a key, or an operator at the command line."""

from __future__ import annotations

from dataclasses import dataclass

from api.auth.scopes import Scope
from api.store.rows import User
from review.errors import Refused, sentences
from review.model.decision import Actor
from review.model.roles import Role


@dataclass(frozen=True, slots=True)
class Principal:
    """An account with what it may ask for here. ``via`` is ``session``, ``key:<prefix>`` or ``console``."""

    user: User
    scopes: frozenset[Scope]
    via: str

    @property
    def name(self) -> str:
        return self.user.name

    @property
    def roles(self) -> str:
        """The roles as the audit log writes them."""
        return "+".join(role.value for role in self.user.roles)

    def actor(self, role: Role | None = None, delegate_of: str = "") -> Actor:
        """The person acting in one of its roles. Raises Refused when it has not that role, or several and names none."""
        held = self.user.roles
        if role is None and len(held) != 1:
            raise Refused("role-needed", {"roles": self.roles})
        chosen = held[0] if role is None else role
        if chosen not in held and not delegate_of:
            raise Refused("role-not-held", {"role": chosen.value})
        return Actor(self.user.name, chosen, delegate_of, self.user.rank)


sentences(
    {
        "role-needed": {
            "zh": "您有多个角色（{roles}），请指明以哪个角色操作。",
            "en": "You hold several roles ({roles}); say in which one you act.",
        },
        "role-not-held": {"zh": "您没有角色 {role}。", "en": "You do not hold the role {role}."},
    }
)
