"""What is shown of a long list: which group, whose lines, which findings. A filter is a link, so it works without JavaScript."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlencode

from review.model.names import ROLES, SEVERITIES
from review.model.roles import Role, Severity

#: As ``found``: lines with any open finding.
ANY = "1"


@dataclass(frozen=True, slots=True)
class Chip:
    """A choice of what to show, as a link."""

    name: str
    count: int
    href: str
    on: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked to be shown: a group of lines, one owner's only, only with a finding of a severity (or ANY)."""

    tab: str = "commitments"
    show: str = ""
    role: str = ""
    found: str = ""

    @property
    def query(self) -> str:
        wanted = {"tab": self.tab, "show": self.show, "role": self.role, "found": self.found}
        return urlencode({name: value for name, value in wanted.items() if value})

    @property
    def href(self) -> str:
        return f"?{self.query}#side"

    def has(self, role: str, severities: Iterable[str]) -> bool:
        """Whether a line of this owner, with open findings of these severities, is shown."""
        kinds = set(severities)
        return self.role in ("", role) and (not self.found or self.found in kinds or (self.found == ANY and bool(kinds)))


def asked(query: str) -> Filter:
    """The filter of a link, as a form brings it back; whatever else stands in it is dropped."""
    given = parse_qs(query)
    return Filter(**{name: given[name][0] for name in ("tab", "show", "role", "found") if given.get(name)})


def role_chips(used: Filter, owners: Iterable[str], language: str) -> tuple[Chip, ...]:
    """One for each owner among the lines, when there are several."""
    return tuple(_chips(used, "role", Counter(owners), {r.value: ROLES[r][language] for r in Role}))


def severity_chips(used: Filter, severities: Iterable[str], language: str) -> tuple[Chip, ...]:
    """One for each severity among the findings, when there are several."""
    return tuple(_chips(used, "found", Counter(severities), {s.value: SEVERITIES[s][language] for s in Severity}))


def _chips(used: Filter, field: str, counts: Mapping[str, int], names: Mapping[str, str]) -> Iterator[Chip]:
    now = getattr(used, field)
    if len(counts) < 2 and now not in names:
        return
    for key, name in names.items():
        if counts.get(key) or key == now:
            yield Chip(name, counts.get(key, 0), replace(used, **{field: "" if key == now else key}).href, key == now)
