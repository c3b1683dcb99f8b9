"""Nodes of one rule file -> ``Rule``; every mistake is recorded with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from review.model.canonical import sha256
from review.model.finding import Stage
from review.model.roles import Role, Severity
from review.rules import subject
from review.rules.check import Check
from review.rules.checks import CHECKS
from review.rules.expressions import names
from review.rules.rule import KEYS, Applies, Citation, Inspects, Rule, Status, Variant, conditions
from review.rules.shape import Reading, Record
from review.rules.source import Node, canonical, without
from review.rules.waivers import waivers

_ID = re.compile(r"[A-Z]{1,8}-\d{1,4}")
_FIELD = re.compile(r"\{([^{}]*)\}")
#: Fields that every message may name.
COMMON = ("quote", "clause")


def digest_of(root: Node) -> str:
    """The digest of a rule: of all that stands in its file but its tests, comments and blank lines."""
    return sha256(canonical(without(root, "tests")))


def compile_rule(root: Node, reading: Reading, pack: str, version: str, digest: str = "") -> Rule | None:
    """The rule, or None when anything in it is wrong (``reading.problems`` says what); ``digest`` is ``root``'s, where known."""
    before = len(reading.problems.items)
    raw = _languages(root, reading)
    found = Record(KEYS, "a rule").read(root, reading)
    if found is None or raw is None:
        return None
    check = _check(root, found["extends"], reading)
    reading.kinds = CHECKS
    params = check.read(found["params"], reading) if check else None
    if check and params is not None and reading.vet:
        _lint(root, found, check, params, reading)
    if len(reading.problems.items) > before or check is None or params is None:
        return None
    return _rule(digest or digest_of(root), found, check, params, pack, version, reading.problems.path)


def _languages(root: Node, reading: Reading) -> Node | None:
    """Patterns must be there in every language the rule applies to."""
    if not isinstance(root.value, dict):
        reading.problems.add(root.at, "a rule file is a mapping of keys", root.sort)
        return None
    applies = root.value.get("applies")
    listed = applies.value.get("language") if applies and isinstance(applies.value, dict) else None
    named = tuple(str(n.value) for n in listed.value) if listed and isinstance(listed.value, tuple) else ()
    reading.languages = named or ("zh", "en")
    return root


def _check(root: Node, name: str | None, reading: Reading) -> Check | None:
    if name is None or name in CHECKS:
        return CHECKS.get(name or "")
    reading.problems.add(root.value["extends"].at, "unknown check kind", name, CHECKS)
    return None


def _rule(
    digest: str, found: dict[str, Any], check: Check, params: Mapping[str, Any], pack: str, version: str, path: str
) -> Rule:
    severity, owner = Severity(found["severity"]), Role(found["owner"])
    return Rule(
        id=found["id"], title=found["title"], check=check, severity=severity, owner=owner,
        inspects=Inspects(found["inspects"]), stage=Stage(found["stage"]), status=Status(found["status"]),
        applies=_applies(found["applies"]), params=params, message=found["message"],
        variants={k: _variant(v) for k, v in (found["variants"] or {}).items()},
        why=found["why"], source=tuple(Citation(**s) for s in found["source"]),
        waive=waivers(found["id"], severity, owner) if found["waive"] is None else tuple(map(Role, found["waive"])),
        falsepositives=found["falsepositives"], proposal=found["proposal"],
        pack=pack, version=version, path=path, digest=digest, tests=found["tests"],
    )  # fmt: skip


def _applies(found: dict[str, Any] | None) -> Applies:
    if found is None:
        return Applies()
    named = {k: v for k, v in found.items() if k != "except"}
    return Applies(**{**named, "excepted": subject.spread(found["except"]), "deal": conditions(found["deal"])})


def _variant(found: dict[str, Any]) -> Variant:
    severity = Severity(found["severity"]) if found["severity"] else None
    return Variant(found["message"], severity, found["proposal"], conditions(found["when"]))


def _lint(root: Node, found: dict[str, Any], check: Check, params: Mapping[str, Any], reading: Reading) -> None:
    """Mistakes that no shape sees: the id, names in messages, variants that never come."""
    if found["id"] and not _ID.fullmatch(found["id"]):
        reading.problems.add(root.value["id"].at, "an id is letters, a dash and digits, such as L-01", found["id"])
    fields, variants = check.offers(params)
    allowed = {*COMMON, *fields, *_named(found["params"])}
    texts = [root.value.get("message"), root.value.get("proposal")]
    for name, node in _sub(root, "variants").items():
        texts += [_sub_node(node, "message"), _sub_node(node, "proposal")]
        if name not in variants and not _sub_node(node, "when"):
            reading.problems.add(root.value["variants"].key_at(name), "this variant never comes", name, variants)
    for text in texts:
        _lint_text(text, allowed, reading)


def _lint_text(text: Node | None, allowed: set[str], reading: Reading) -> None:
    for node in text.value.values() if text and isinstance(text.value, dict) else ():
        for name in _FIELD.findall(str(node.value)):
            if name not in allowed:
                reading.problems.add(node.at, "unknown field in a message", name, allowed)


def _named(params: Node | None) -> set[str]:
    """What expressions name: the rule's own, or those of its parts."""
    keys = params.value if params and isinstance(params.value, dict) else {}
    listed = keys["checks"].value if "checks" in keys and isinstance(keys["checks"].value, tuple) else ()
    return {*names(params), *(name for part in listed for name in names(_sub_node(part, "params")))}


def _sub(root: Node, key: str) -> dict[str, Node]:
    node = root.value.get(key)
    return node.value if node and isinstance(node.value, dict) else {}


def _sub_node(node: Node, key: str) -> Node | None:
    return node.value.get(key) if isinstance(node.value, dict) else None
