"""Real Word contracts whose paragraphs are joined and parted by the other side: decisions follow the words they were given on."""

from __future__ import annotations

import copy
import io
import itertools
import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from review.commitments import understand
from review.compare.words import normal
from review.intake import parse
from review.model.commitment import Party
from review.model.review import Review
from tests.compare.measure import DEPENDS
from tests.scenarios.stage import Play, play

pytestmark = pytest.mark.data

_FILES = (
    "zh-docx/professional-subcontract.docx",
    "zh-docx/labor-subcontract.docx",
    "en-docx/common-paper-cloud-service-agreement.docx",
    "en-docx/common-paper-design-partner-agreement.docx",
)
#: Between two sentences.
_BETWEEN = re.compile(r"(?<=[。；])(?=\S)|(?<=[a-z)]\.)\s+(?=[A-Z])")
_EDITS = 4


def _read(name: str, data: bytes) -> Review:
    document = parse(name, data)
    return Review(document, None, Party.SELLER, understand(document, None), (), "", "", "", None, document.language)


def _bytes(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _join(one: Paragraph, other: Paragraph) -> bool:
    """The words of ``other`` go behind those of ``one``; its number, which its style gave it, is gone."""
    if not re.search(r"[。.;；]\s*$", one.text) or len(other.text) < 20 or re.match(r"[\W\d第]", other.text):
        return False
    if not re.search(r"[\u4e00-\u9fff]", one.text):
        one.add_run(" ")
    for part in list(other._p):
        if part.tag != qn("w:pPr"):
            one._p.append(part)
    other._p.getparent().remove(other._p)
    return True


def _part(one: Paragraph, _: Paragraph) -> bool:
    """Two paragraphs of the same style, between two sentences."""
    found = _BETWEEN.search(one.text)
    texts = list(one._p.iter(qn("w:t")))
    if not found or "".join(t.text or "" for t in texts) != one.text:
        return False
    second = copy.deepcopy(one._p)
    one._p.addnext(second)
    _keep(texts, 0, found.start())
    _keep(list(second.iter(qn("w:t"))), found.end(), len(one.text) + 10**6)
    return True


def _keep(texts: list[docx.oxml.text.run.CT_Text], start: int, end: int) -> None:
    """Of these runs' words only those from ``start`` to ``end``, counted over all of them."""
    at = 0
    for element in texts:
        words = element.text or ""
        element.text = words[max(start - at, 0) : max(end - at, 0)]
        element.set(qn("xml:space"), "preserve")
        at += len(words)


def _edited(data: bytes, review: Review, edit: Callable[[Paragraph, Paragraph], bool]) -> tuple[bytes, int]:
    """The file with up to a few paragraphs edited that hold commitments, and how many were."""
    document = docx.Document(io.BytesIO(data))
    quotes = [c.quote for c in review.commitments]
    rows, done, last = document.paragraphs, 0, -2
    for i, (one, other) in enumerate(itertools.pairwise(rows)):
        promised = any(q in one.text or q in other.text for q in quotes)
        if done < _EDITS and i > last + 1 and promised and one.text and edit(one, other):
            done, last = done + 1, i
    return _bytes(document), done


def _decided(review: Review) -> Play:
    asked = play(review)
    asked.confirm_all()
    return asked


@pytest.mark.slow
@pytest.mark.parametrize("edit", [_join, _part], ids=["joined", "parted"])
@pytest.mark.parametrize("file", _FILES)
def test_decisions_follow_their_words(shared: Path, file: str, edit: Callable[[Paragraph, Paragraph], bool]) -> None:
    data = (shared / "data" / file).read_bytes()
    before = _read("draft.docx", data)
    asked = _decided(before)
    decided = {d.id: asked.case.items[line].quote for line, d in asked.case.standing.items()}
    assert decided
    second, edits = _edited(data, before, edit)
    assert edits, "nothing to edit in this file"
    asked.submit(_read("draft-2.docx", second))
    case = asked.case
    kept = {d.id for d in case.standing.values()}
    fallen = {d.id: case.items[line] for line, d in case.stale.items()}
    assert kept | set(fallen) == set(decided), "no decision disappears"
    own = {id_: line.reopened for id_, line in fallen.items() if not _depends(line.reopened)}
    assert not own, {id_: (decided[id_][:60], why) for id_, why in own.items()}
    for line, decision in case.standing.items():
        assert normal(case.items[line].quote) == normal(decided[decision.id])
        assert decision.by.role is case.items[line].owner


def _depends(why: tuple[str, ...]) -> bool:
    """What another clause brought about, or the number that a reference names, which is another clause's now."""
    kinds = {w.split(":")[0] for w in why}
    return bool(kinds) and (kinds <= set(DEPENDS) or "reference" in kinds)
