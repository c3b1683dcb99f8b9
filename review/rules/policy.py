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


#: What YAML writers put where a reason belongs.
_NO_REASON = frozenset(("yes", "no", "true", "false", "on", "off", "是", "否", "无"))


@dataclass(frozen=True)
class Policy:
    path: str = ""
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
            seen.add(written.key_at(rule_id) if written else node.at, "there is no such rule", rule_id, rules)
    for change in nodes.values():
        off = change.value.get("off") if isinstance(change.value, dict) else None
        if off and str(off.value).strip().lower() in _NO_REASON:
            seen.add(off.at, "a rule is switched off with a reason that a reader of the packet understands", str(off.value))
    problems += seen.items
    if found is None:
        return Policy(path)
    off = {k: v["off"] for k, v in found["rules"].items() if v and v["off"]}
    nodes = {k: node for k, node in nodes.items() if isinstance(node.value, dict)}
    return Policy(path, found["version"], off, nodes)


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
    """Changed parameters over the rule's own. Of a rule made of several checks, a variant's name holds those of its check."""
    own = dict(old.value) if old else {}
    checks = own.get("checks")
    for key, node in new.value.items():
        if key != "checks" and checks is not None and key in _variants(checks):
            own["checks"] = checks = replace(checks, value=tuple(_part(part, key, node) for part in checks.value))
        else:
            own[key] = node
    return replace(new, value=own)


def _variants(checks: Node) -> frozenset[str]:
    return frozenset(str(part.value["variant"].value) for part in checks.value if "variant" in part.value)


def _part(part: Node, variant: str, change: Node) -> Node:
    if "variant" not in part.value or part.value["variant"].value != variant or not isinstance(change.value, dict):
        return part
    return replace(part, value={**part.value, "params": _params(part.value.get("params"), change)})
