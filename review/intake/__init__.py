"""Bytes of an untrusted file -> ``Document``.

>>> read("draft.txt", "第一条 乙方应于2026年6月30日前交货。".encode()).clauses[0].number
'第一条'

``read`` runs the parser in a limited child process (law 7), ``look`` likewise, but recognises no characters in pictures;
``parse`` is the same in this process, for that child and for tests.
"""

from review.intake.limits import Limits
from review.intake.notices import NOTICES, Gravity, NoticeKind
from review.intake.parsing import parse
from review.intake.reading import Look, look, read

__all__ = ["NOTICES", "Gravity", "Limits", "Look", "NoticeKind", "look", "parse", "read"]
