"""The shape of a CEL formula in a rule file: it is typed against what its rule reads, when the rule is compiled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from review.rules import cel
from review.rules.fields import all_fields
from review.rules.shape import Reading, Text
from review.rules.source import Node


@dataclass(frozen=True)
class Formula:
    """A CEL text; reading gives (text, types of its names), with the types taken from ``reading.scope``."""

    name: str = "a CEL expression that is true or false"

    def read(self, node: Node, reading: Reading) -> Any:
        text = Text(self.name).read(node, reading)
        types = names(reading.scope)
        if text is not None and reading.vet:
            fault = cel.fault(text, types)
            if fault:
                reading.problems.add(node.at, f"not an expression: {fault}", text, types)
        return text and (text, tuple(sorted(types.items())))


#: Names of the document and of the process that every expression may use.
ALWAYS = {
    "document_language": "text", "document_characters": "number",
    "process_state": "text", "process_released": "bool", "process_open_conditions": "number", "process_waivers": "number",
}  # fmt: skip
#: Names of the commitment that is being judged, when the rule chooses some with ``of``.
COMMITMENT = {
    "kind": "text", "obligor": "text", "modality": "text", "quote": "text", "verifiable": "bool", "inserted": "bool",
}  # fmt: skip


def names(scope: Node | None) -> dict[str, str]:
    """Name -> type of everything an expression of these parameters may use."""
    keys: dict[str, Node] = scope.value if scope and isinstance(scope.value, dict) else {}
    reads, numbers = _mapping(keys.get("reads")), _mapping(keys.get("numbers"))
    rows = str(keys["rows"].value) if "rows" in keys else None
    optional = {str(n.value) for n in keys["optional"].value} if "optional" in keys else set()
    found = {name: _type(str(node.value), rows) for name, node in reads.items()} | ALWAYS
    if "of" in keys:
        found |= COMMITMENT | dict.fromkeys(_mapping(keys.get("values")), "number")
    found |= {f"has_{name}": "bool" for name in optional}
    found |= dict.fromkeys(numbers, "number")
    return found | ({str(keys["today"].value): "date"} if "today" in keys else {})


def _mapping(node: Node | None) -> dict[str, Node]:
    return node.value if node and isinstance(node.value, dict) else {}


def _type(pointer: str, rows: str | None) -> str:
    kind = all_fields().get(pointer, "text")
    if kind == "list":
        return f"list:{all_fields().get(pointer + '/*', 'text')}"
    of_list = "/*" in pointer and not (rows and pointer.startswith(rows + "/*/"))
    return f"list:{kind}" if of_list else kind
