"""The texts of a Word package: its body, and headers, footers and notes, which are opened when something is changed there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from review.redline.names import PARAGRAPH, RUN
from review.redline.runs import runs

#: Where notes stand -> what refers to them from the body.
_REFERENCES = {qn("w:footnote"): qn("w:footnoteReference"), qn("w:endnote"): qn("w:endnoteReference")}
_ID, _BOX, _BODY = qn("w:id"), qn("w:txbxContent"), qn("w:body")


class Parts:
    """Finds runs by part, paragraph and number, as intake counts them."""

    def __init__(self, word: Any) -> None:
        self.body = str(word.part.partname).lstrip("/")
        self._package = {str(p.partname).lstrip("/"): p for p in word.part.package.iter_parts()}
        self._trees: dict[str, Any] = {self.body: word.element}
        self._paragraphs: dict[str, list[Any]] = {}
        self._runs: dict[tuple[str, int], list[Any]] = {}

    @property
    def trees(self) -> tuple[Any, ...]:
        """Roots of the parts that were opened."""
        return tuple(self._trees.values())

    def run(self, part: str, paragraph: int, number: int) -> Any | None:
        """A run; ``None`` when there is none, or a formula stands in its place."""
        listed = self._listed(part, paragraph)
        found = listed[number] if 0 <= number < len(listed) else None
        return found if found is not None and found.tag == RUN else None

    def first(self) -> Any | None:
        """The first run of the body; where it holds none, an empty one in its first paragraph, made where there is none."""
        paragraphs = self._of(self.body) or self._new_paragraph()
        listed = (run for i in range(len(paragraphs)) for run in self._listed(self.body, i))
        found = next((run for run in listed if run.tag == RUN), None)
        if found is None and paragraphs:
            found = paragraphs[0].makeelement(RUN)
            paragraphs[0].append(found)
        return found

    def _new_paragraph(self) -> list[Any]:
        """An empty paragraph in a body that holds none, as Word makes on opening one."""
        body = self._trees[self.body].find(_BODY)
        self._paragraphs[self.body] = [] if body is None else [body.add_p()]
        return self._paragraphs[self.body]

    def reference(self, run: Any) -> Any | None:
        """The run of the body that refers to the note in which ``run`` stands; ``None`` when it stands in no note."""
        note = next((node for node in run.iterancestors() if node.tag in _REFERENCES), None)
        if note is None:
            return None
        marks = self._trees[self.body].iter(_REFERENCES[note.tag])
        return next((m.getparent() for m in marks if m.get(_ID) == note.get(_ID) and m.getparent().tag == RUN), None)

    def store(self) -> None:
        """Put back the parts that python-docx keeps as bytes."""
        for name, root in self._trees.items():
            if not isinstance(self._package.get(name), XmlPart) and name in self._package:
                self._package[name]._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def _listed(self, part: str, paragraph: int) -> list[Any]:
        if (part, paragraph) not in self._runs:
            known = self._of(part)
            self._runs[part, paragraph] = list(runs(known[paragraph])) if 0 <= paragraph < len(known) else []
        return self._runs[part, paragraph]

    def _of(self, part: str) -> list[Any]:
        if part not in self._paragraphs:
            root = self._tree(part)
            self._paragraphs[part] = list(root.iter(PARAGRAPH)) if root is not None else []
        return self._paragraphs[part]

    def _tree(self, part: str) -> Any | None:
        if part not in self._trees and part in self._package:
            holder = self._package[part]
            self._trees[part] = holder.element if isinstance(holder, XmlPart) else parse_xml(holder.blob)
        return self._trees.get(part)


def outside_boxes(runs: Sequence[Any]) -> list[Any]:
    """The runs, those in a text box replaced by what holds the box in its paragraph, in the order of the file."""
    moved = [_outside_box(run) for run in runs]
    if all(a is b for a, b in zip(runs, moved, strict=True)):
        return moved
    return sorted(dict.fromkeys(moved), key=_position)


def _outside_box(run: Any) -> Any:
    above = [run, *run.iterancestors()]
    if not any(node.tag == _BOX for node in above):
        return run
    return [inner for inner, outer in pairwise(above) if outer.tag == PARAGRAPH][-1]


def _position(node: Any) -> list[int]:
    """Where an element stands in its tree."""
    steps = [node, *node.iterancestors()]
    return [parent.index(child) for child, parent in pairwise(steps)][::-1]
