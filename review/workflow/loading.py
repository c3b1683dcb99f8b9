"""The policy of this installation, read when it is asked for."""

from __future__ import annotations

from pathlib import Path

from review.resources import room
from review.workflow.policy import Policy


def load_policy(folder: Path | None = None) -> Policy:
    """Read the tables of a folder, by default ``rules/workflow``. Raises RuleError holding every mistake with its line."""
    from review.workflow.tables import read_tables  # the reader of rule files, which only a server or a test needs

    return read_tables(folder or room("rules") / "workflow")
