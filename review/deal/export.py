"""The published forms of a deal record: its JSON Schema, and the CRM mappings that fill it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from review import resources
from review.deal.crm import Table
from review.deal.schema import DealRecord
from review.errors import DealError


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a deal record; unknown fields are refused, decimals may be strings."""
    schema = DealRecord.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "Tripact deal record"}


def schema_text() -> str:
    """The schema as a file: sorted keys, two spaces."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def table_of(system: str, folder: Path | None = None) -> Table:
    """The mapping table of a CRM. Raises DealError when there is none."""
    path = (folder or resources.room("rules") / "crm") / f"{system}.yml"
    if not path.is_file() or "/" in system:
        raise DealError("crm-unknown", {"system": system})
    table: Any = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    if not isinstance(table, dict):
        raise DealError("crm-table", {"row": "1"})
    return table
