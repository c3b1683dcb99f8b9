"""Redlines as another program than ours settles them: LibreOffice rejects, accepts and prints them, all real files over.

Settled without comments, which this program cannot bear when it settles changes; printed with them. Of headers, footers
and notes it keeps no track on reading, so what is compared of them is its text alone.
"""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from review.errors import Failure
from review.intake import read
from review.redline import redline
from tests.redline import cases
from tests.redline.cases import review_of, settled
from tests.redline.office import Office, Settled, body_alone, without_comments
from tests.redline.test_real_files import MARK, wanted

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed"),
]
_FOLDERS = ("zh-docx", "en-docx", "zh-tenders", "docx-golden", "docx-odd")


def made() -> Mapping[str, bytes]:
    samples = sorted((Path(__file__).parents[2] / "samples").glob("*/*.docx"))
    hard = {"hard": cases.hard_file(), "word": cases.word_file(), "notes": cases.with_notes(), "forms": cases.forms_file()}
    return {**hard, **{f"{p.parent.name}-{p.name}": p.read_bytes() for p in samples}}


@pytest.mark.parametrize("folder", _FOLDERS)
def test_files_of_others(shared: Path, tmp_path: Path, folder: str) -> None:
    found = sorted(p for p in (shared / "data" / folder).rglob("*.docx"))
    assert found
    _hold({f"{p.relative_to(shared)}": p.read_bytes() for p in found}, tmp_path)


def test_files_of_ours(tmp_path: Path) -> None:
    _hold(made(), tmp_path)


@dataclass(frozen=True)
class _Case:
    """A draft and its redline as files, with and without comments, and the wordings that the redline proposes."""

    name: str
    draft: Path
    plain_draft: Path
    redline: Path
    plain_redline: Path
    proposed: Path
    """The redline after every change of ours was accepted by our own means."""
    wordings: tuple[str, ...]

    @property
    def jobs(self) -> list[tuple[Path, str]]:
        pairs = ((self.plain_draft, "Reject"), (self.plain_redline, "Reject"), (self.plain_redline, "Accept"))
        return [*pairs, (self.proposed, "Accept")]


def _hold(drafts: Mapping[str, bytes], folder: Path) -> None:
    """Every draft that we redline and LibreOffice opens: settled to the same text by text and by saved file, and printed."""
    office, made = Office(folder), [_case(folder, i, n, data) for i, (n, data) in enumerate(drafts.items())]
    held = [case for case in made if case is not None]
    told = office.settled([job for case in held for job in case.jobs])
    faults: list[str] = []
    closed: list[str] = []
    apart: list[str] = []
    settled_ = wanted_ = found = 0
    for i, case in enumerate(held):
        draft, *others = told[4 * i : 4 * i + 4]
        if draft is None:
            closed.append(case.name)
            continue
        settled_ += 1
        unlike = [f"{case.name}: {fault}" for fault in _unlike(case, draft, *others)]
        (apart if _is_untracked(case.draft) else faults).extend(unlike)
        wanted_ += len(case.wordings)
        found += sum(others[1] is not None and mark in _read(others[1]) for mark in case.wordings)
    before, after = office.printed([c.draft for c in held]), office.printed([c.redline for c in held])
    faults += [f"{c.name}: is not printed" for c in held if c.draft in before and c.redline not in after]
    print(f"{len(drafts)} files, {len(held)} redlined, {settled_} settled, {found} of {wanted_} wordings, {len(after)} printed")
    print(f"not opened: {closed}", f"not tracked: {apart}", *faults, sep="\n")
    assert faults == []
    assert settled_ >= 0.9 * len(held) and found >= 0.95 * wanted_


def _case(folder: Path, number: int, name: str, data: bytes) -> _Case | None:
    """``None`` for a file that intake or python-docx refuses by name."""
    try:
        document = read(f"{number}.docx", data)
        written = redline(data, review_of(document, *wanted(document, 8)), at=cases.AT)
    except Failure:
        return None
    accepted = settled(written, accept=True)
    proposed = _text(accepted)
    marks = tuple(mark for i in range(8) if (mark := MARK.format(i)) in proposed)
    forms = (data, without_comments(data), written, without_comments(written), without_comments(accepted))
    paths = [folder / f"{number}-{i}.docx" for i in range(len(forms))]
    for path, form in zip(paths, forms, strict=True):
        path.write_bytes(form)
    draft, plain_draft, red, plain_red, accepted_ = paths
    return _Case(name, draft, plain_draft, red, plain_red, accepted_, marks)


def _unlike(
    case: _Case, draft: Settled, rejected: Settled | None, accepted: Settled | None, proposed: Settled | None
) -> list[str]:
    if rejected is None or accepted is None or proposed is None:
        return ["the redline is not opened, though the draft is"]
    same = {
        "rejected, as it tells": rejected.text == draft.text,
        "accepted, as it tells": accepted.text == proposed.text,
        "rejected, as we read": _read(rejected) == _read(draft),
        "accepted, as we read": _read(accepted) == _read(proposed),
        "wordings": not any(mark in _read(rejected) for mark in case.wordings),
    }
    return [fault for fault, right in same.items() if not right]


#: What LibreOffice keeps no track of on reading, and so cannot settle: words set as a drop cap, fields of a form, content
#: controls, a table of contents that a field makes. What differs in files that hold any is told, and counts as no fault.
_UNTRACKED = re.compile(rb"w:dropCap|w:ffData|<w:sdt>|<w:instrText[^>]*>\s*TOC\b")


def _is_untracked(draft: Path) -> bool:
    with zipfile.ZipFile(draft) as package:
        return any(_UNTRACKED.search(package.read(name)) for name in package.namelist() if name.endswith(".xml"))


def _read(settled: Settled) -> str:
    return _text(settled.word)


def _text(data: bytes) -> str:
    """Of the body; nothing where it holds none."""
    try:
        return read("settled.docx", body_alone(data)).text
    except Failure:
        return ""
