"""Who answers for a company's rules: ``approval.yml`` in the company's folder. Law: an editor never approves.

edited_by: 王敏
approved_by: 张华
approved_on: 2026-06-01
files: 3f6c…   # what ``tripact rules list`` prints: the digest of every other file of the folder

An approval is of those files as they stood. It falls off when one of them changes, comes or goes. Under rules that are not
approved a review runs and says so; nothing is approved, signed or released on it (``review.workflow``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from review.model.review import Approved, CompanyRules
from review.rules.problems import Problem, Problems
from review.rules.shape import REQUIRED, Day, Param, Reading, Record, Text
from review.rules.source import Node

FILE = "approval.yml"
APPROVAL = Record(
    {
        "edited_by": Param(Text(), REQUIRED, "who wrote the rules last"),
        "approved_by": Param(Text(), REQUIRED, "who approved them; never the editor"),
        "approved_on": Param(Day(), REQUIRED, "day of the approval"),
        "files": Param(Text(), REQUIRED, "digest of the files that were approved"),
    },
    "an approval",
)


def digest_of(files: Iterable[tuple[str, bytes]]) -> str:
    """SHA-256 over the files of one company's folder, by their paths in it, the approval itself left out."""
    seen = hashlib.sha256()
    inside = ((path.partition("/")[2], data) for path, data in files)
    for name, data in sorted(f for f in inside if f[0] != FILE):
        seen.update(f"{name}:{len(data)}:".encode() + data)
    return seen.hexdigest()


def read_approval(path: str, root: Node, files: str, problems: list[Problem]) -> CompanyRules:
    """What the approval says of files with this digest."""
    seen = Problems(path)
    found = APPROVAL.read(root, Reading(seen))
    problems += seen.items
    if found is None or seen.items:
        return CompanyRules(files)
    same = found["files"].strip().lower() == files
    said = CompanyRules(files, found["edited_by"], found["approved_by"], found["approved_on"], same)
    return replace(said, holds=said.approved is Approved.YES)
