"""A company's ``policy.yml``: changed parameters, changed severities, rules switched off with a reason.

company: 某某科技有限公司
version: "3"
rules:
  L-02: {params: {percent: 8}}
  Q-11: {off: 本公司合同均不超过十二个月}
  D-10: {severity: B}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from review.model.roles import Role, Severity
from review.rules.problems import Problem, Problems
from review.rules.shape import REQUIRED, ListOf, MapOf, OneOf, Param, Raw, Reading, Record, Text
from review.rules.source import Node

_CHANGE = Record(
    {
        "params": Param(MapOf(Raw()), {}, "parameters that take another value"),
        "severity": Param(OneOf(tuple(s.value for s in Severity)), None),
        "owner": Param(OneOf(tuple(r.value for r in Role)), None),
        "waive": Param(ListOf(OneOf(tuple(r.value for r in Role))), None),
        "off": Param(Text(), None, "why the rule is switched off"),
    },
    "a change",
)
POLICY = Record(
    {
        "company": Param(Text(), REQUIRED),
        "version": Param(Text(), REQUIRED),
        "rules": Param(MapOf(_CHANGE), {}, "rule id -> change"),
    },
    "a policy",
)


@dataclass(frozen=True)
class Policy:
    version: str = ""
    off: Mapping[str, str] = field(default_factory=dict)
    changes: Mapping[str, Node] = field(default_factory=dict)
    """Rule id -> the change as written; its parameters are read by the rule's own check kind."""


def read_policy(path: str, root: Node, rules: Mapping[str, Node], problems: list[Problem]) -> Policy:
    """The policy; unknown rules and keys are recorded. A wrong parameter is reported at the line of the policy file."""
    seen = Problems(path)
    found = POLICY.read(root, Reading(seen))
    written = root.value.get("rules") if isinstance(root.value, dict) else None
    nodes = written.value if written and isinstance(written.value, dict) else {}
    for rule_id, node in nodes.items():
        if rule_id not in rules:
            seen.add(written.keys.get(rule_id, node.at) if written else node.at, "there is no such rule", rule_id, rules)
    problems += seen.items
    if found is None or seen.items:
        return Policy()
    off = {k: v["off"] for k, v in found["rules"].items() if v["off"]}
    return Policy(found["version"], off, nodes)


def merged(rule: Node, policy: Policy) -> Node:
    """The rule's nodes with the policy's change laid over them."""
    change = policy.changes.get(str(rule.value["id"].value)) if isinstance(rule.value, dict) and "id" in rule.value else None
    if change is None:
        return rule
    values = dict(rule.value)
    for key, node in change.value.items():
        values[key] = _params(values.get(key), node) if key == "params" else node
    values.pop("off", None)
    return replace(rule, value=values)


def _params(old: Node | None, new: Node) -> Node:
    return replace(new, value={**(old.value if old else {}), **new.value})
