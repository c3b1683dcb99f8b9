"""Puts comments and tracked changes into the draft itself; everything else in the file stays as it is."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from review.errors import Failure, sentences
from review.model.anchors import WordPlace
from review.model.document import Document
from review.model.names import ROLES
from review.model.process import Process
from review.model.review import Review
from review.model.span import Span
from review.redline.controls import is_fixed
from review.redline.fields import beside, field_of, is_shown_by_field, with_fields
from review.redline.marks import Marker, comment, written
from review.redline.names import PARAGRAPH
from review.redline.parts import Parts, outside_boxes
from review.redline.plan import Edit, Note, edits, notes
from review.redline.runs import cut, runs

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LONGEST = 4_000
_NOT_XML = re.compile(r"[^\n\t\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class RedlineError(Failure):
    """The draft cannot be given back as Word."""

    status = 422


def redline(draft: bytes, review: Review, process: Process | None = None, at: datetime | None = None) -> bytes:
    """The draft with a comment at each finding and a tracked change where a rule or a reviewer proposes wording.

    ``at`` dates comments and changes; without it they carry no date. Raises RedlineError when the draft is no Word file.
    """
    if review.document.source.media_type != _WORD:
        raise RedlineError("redline-not-word", {"name": review.document.source.name})
    from docx import Document as open_word

    try:
        word = open_word(io.BytesIO(draft))
    except Exception as error:  # python-docx and lxml raise many kinds on a file that is not as it should be
        raise RedlineError("redline-broken", {"name": review.document.source.name}) from error
    language = review.language.key
    _Writer(word, review.document, language, at).write(notes(review, language, process), edits(review, process))
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


@dataclass(frozen=True)
class _Stretch:
    """Characters ``start`` to ``end`` of one run."""

    run: Any
    start: int
    end: int
    part: str
    at: int
    """Offset of its first character in the text of the document."""
    by_field: bool = False
    """Whether a field shows them and no run holds them: such a stretch is all that the field shows."""

    @property
    def span(self) -> Span:
        return Span(self.at, self.at + self.end - self.start)


class _Writer:
    """Cuts runs at every place that is needed first, so that what is marked later is whole runs."""

    def __init__(self, word: Any, document: Document, language: str, at: datetime | None) -> None:
        self._word, self._document, self._language, self._at = word, document, language, at
        self._parts = Parts(word)
        self._pieces: dict[Any, list[tuple[int, Any]]] = {}

    def write(self, comments: Sequence[Note], changes: Sequence[Edit]) -> None:
        spans = [note.span for note in comments if note.span is not None]
        places = {span: self._stretches(span) for span in spans}
        targets = [(edit, self._target(edit)) for edit in changes]
        self._cut([*(self._in_body(p) for p in places.values()), *(t for _, t in targets)])
        for note in comments:
            self._comment(note, places)
        marker = Marker.of(self._parts.trees, self._at)
        for edit, target in targets:
            if target:
                self._change(marker, edit, target)
        marker.tell_apart(self._parts.trees)
        self._parts.store()

    def _stretches(self, span: Span) -> list[_Stretch]:
        """The stretches of runs that make up a span."""
        anchors = self._document.anchors_of(span)
        return [s for a in anchors if isinstance(a.place, WordPlace) and (s := self._stretch(a.place, a.span, span)) is not None]

    def _stretch(self, place: WordPlace, told: Span, span: Span) -> _Stretch | None:
        """What ``span`` takes of the characters ``told``, which stand at ``place``."""
        run = self._parts.run(place.part, place.paragraph, place.run)
        if run is None:
            return None
        by_field = is_shown_by_field(run, place.offset + len(told))
        low = 0 if by_field else max(span.start - told.start, 0)
        high = len(told) if by_field else min(span.end, told.end) - told.start
        if high <= low or not told.overlaps(span):
            return None
        return _Stretch(run, place.offset + low, place.offset + high, place.part, told.start + low, by_field)

    def _in_body(self, stretches: Iterable[_Stretch]) -> list[_Stretch]:
        return [s for s in stretches if s.part == self._parts.body]

    def _target(self, edit: Edit) -> list[_Stretch]:
        """What an edit replaces, when it lies in one paragraph; for an insertion the character it follows, else precedes."""
        start = edit.span.start
        if len(edit.span):
            found = self._in_one(edit.span)
            covered = sum(len(s.span) for s in found)
            return found if covered == len(edit.span) and all(edit.span.contains(s.span) for s in found) else []
        before = self._in_one(Span(max(start - 1, 0), start))
        if before and before[-1].span.end == start:
            return before
        after = self._in_one(Span(start, start + 1))
        return after if after and after[0].at == start else []

    def _in_one(self, span: Span) -> list[_Stretch]:
        """The stretches of a span, when they stand in one paragraph and may be changed."""
        found = self._stretches(span)
        parents = {self._paragraph_of(s.run) for s in found}
        fixed = any(is_fixed(s.run) or (s.by_field and not self._field(s.run)) for s in found)
        return found if len(parents) == 1 and not fixed else []

    def _field(self, run: Any) -> list[Any]:
        return field_of(run, list(runs(self._paragraph_of(run))))

    def _paragraph_of(self, run: Any) -> Any:
        return next(node for node in run.iterancestors() if node.tag == PARAGRAPH)

    def _cut(self, groups: Iterable[list[_Stretch]]) -> None:
        """Cut every run at the borders of every stretch in it, from its end to its start."""
        borders: dict[Any, set[int]] = {}
        for stretch in (s for group in groups for s in group):
            borders.setdefault(stretch.run, set()).update((stretch.start, stretch.end))
        for run, offsets in borders.items():
            pieces: list[tuple[int, Any]] = []
            for offset in sorted(offsets, reverse=True):
                right = cut(run, offset)
                if right is not None:
                    pieces.append((offset, right))
            self._pieces[run] = [(0, run), *reversed(pieces)]

    def _whole(self, stretches: Iterable[_Stretch]) -> list[Any]:
        """The runs, as cut, that make up the stretches."""
        return [piece for s in stretches for piece in self._runs_of(s)]

    def _runs_of(self, stretch: _Stretch) -> list[Any]:
        if stretch.by_field:
            return self._field(stretch.run) or [stretch.run]
        return [piece for start, piece in self._pieces[stretch.run] if stretch.start <= start < stretch.end]

    def _comment(self, note: Note, places: Mapping[Span, list[_Stretch]]) -> None:
        pieces = self._place(places.get(note.span, []) if note.span is not None else [])
        if not pieces:
            return
        role = f"{note.role.value} {ROLES[note.role.value][self._language]}"
        made = self._word.comments.add_comment(_printable(note.text), author=role, initials=note.role.value)
        _stamp(made, self._at)
        comment(pieces[0], pieces[-1], made.comment_id)

    def _place(self, stretches: list[_Stretch]) -> list[Any]:
        """Runs of the body for a comment: the words, else the mark of their note, else the first run of the document.

        Word takes no comment in a header, a footer or a text box.
        """
        if pieces := self._whole(self._in_body(stretches)):
            return outside_boxes(pieces)
        marks = (self._parts.reference(s.run) for s in stretches)
        found = next((m for m in marks if m is not None), None)
        found = self._parts.first() if found is None else found
        return [] if found is None else outside_boxes([found])

    def _change(self, marker: Marker, edit: Edit, target: list[_Stretch]) -> None:
        pieces, author = self._whole(target), f"Tripact {edit.role.value}"
        if not pieces:
            return
        if not len(edit.span) and target[0].at == edit.span.start:
            marker.insert_before(self._beside(pieces[0], after=False), _printable(edit.text), pieces[0], author)
            return
        last = marker.delete(self._with_fields(pieces), author) if len(edit.span) else self._beside(pieces[-1], after=True)
        marker.insert(last, _printable(edit.text), pieces[0], author)

    def _beside(self, run: Any, after: bool) -> Any:
        return beside(run, list(runs(self._paragraph_of(run))), after)

    def _with_fields(self, pieces: list[Any]) -> list[Any]:
        return with_fields(pieces, list(runs(self._paragraph_of(pieces[0]))))


def _stamp(made: Any, at: datetime | None) -> None:
    from docx.oxml.ns import qn

    node = made._comment_elm
    if at is None:
        node.attrib.pop(qn("w:date"), None)
    else:
        node.set(qn("w:date"), written(at))


def _printable(text: str) -> str:
    """What XML can hold, bounded."""
    kept = _NOT_XML.sub("", text)
    return kept if len(kept) <= _LONGEST else kept[:_LONGEST] + "…"


sentences(
    {
        "redline-not-word": {
            "zh": "{name} 不是 Word 文件（.docx），无法加批注和修订返回。",
            "en": "{name} is not a Word file (.docx), so it cannot be given back with comments and changes.",
        },
        "redline-broken": {
            "zh": "{name} 无法作为 Word 文件改写。",
            "en": "{name} cannot be rewritten as a Word file.",
        },
    }
)
