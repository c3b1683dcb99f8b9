"""LibreOffice as somebody who opens a redline: it accepts or rejects every change by itself, saves and prints."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from docx.oxml.ns import qn
from lxml import etree

_LIBRARY = "user/basic/Standard"
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Changes" script:language="StarBasic">
Sub Settle
    jobs = FreeFile
    Open &quot;JOBS&quot; For Input As #jobs
    While Not EOF(jobs)
        Line Input #jobs, job
        one(Split(job, &quot;;&quot;))
    Wend
    Close #jobs
    StarDesktop.terminate()
End Sub

Sub one(part)
    Dim hidden(0) As New com.sun.star.beans.PropertyValue
    Dim text(1) As New com.sun.star.beans.PropertyValue
    Dim word(0) As New com.sun.star.beans.PropertyValue
    On Error GoTo Failed
    hidden(0).Name = &quot;Hidden&quot; : hidden(0).Value = True
    text(0).Name = &quot;FilterName&quot; : text(0).Value = &quot;Text (encoded)&quot;
    text(1).Name = &quot;FilterOptions&quot; : text(1).Value = &quot;UTF8,LF&quot;
    word(0).Name = &quot;FilterName&quot; : word(0).Value = &quot;MS Word 2007 XML&quot;
    helper = createUnoService(&quot;com.sun.star.frame.DispatchHelper&quot;)
    doc = StarDesktop.loadComponentFromURL(part(0), &quot;_blank&quot;, 0, hidden())
    all = &quot;.uno:&quot; &amp; part(1) &amp; &quot;AllTrackedChanges&quot;
    helper.executeDispatch(doc.CurrentController.Frame, all, &quot;&quot;, 0, Array())
    doc.storeToURL(part(2) &amp; &quot;.docx&quot;, word())
    doc.storeToURL(part(2) &amp; &quot;.txt&quot;, text())
    doc.close(True)
    Exit Sub
Failed:
    told = FreeFile
    Open ConvertFromURL(part(2)) &amp; &quot;.failed&quot; For Output As #told
    Print #told, Error$
    Close #told
End Sub
</script:module>
"""
_INDEX = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Changes"/></library:library>
"""
_SECONDS = 900


@dataclass(frozen=True)
class Settled:
    """A file after all changes, as LibreOffice tells it: its text, and the Word file that it saves."""

    text: str
    word: bytes


class Office:
    """One profile, with the macro in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._run("--terminate_after_init")  # makes the profile, in which the macro then takes the place of an empty one
        self._module = folder / "profile" / _LIBRARY / "Changes.xba"
        (self._module.parent / "script.xlb").write_text(_INDEX)

    def settled(self, files: Sequence[tuple[Path, str]]) -> list[Settled | None]:
        """Each file after ``Accept`` or ``Reject`` of all changes; ``None`` where LibreOffice cannot open or save it.

        A file at which the program dies is passed over, and the program begins anew behind it.
        """
        outs = [self.folder / f"settled-{i}" for i in range(len(files))]
        lines = [f"{p.as_uri()};{v};{out.as_uri()}" for (p, v), out in zip(files, outs, strict=True)]
        jobs, at = self.folder / "jobs.txt", 0
        self._module.write_text(_MODULE.replace("JOBS", str(jobs)))
        while at < len(lines):
            jobs.write_text("\n".join(lines[at:]) + "\n")
            self._run("macro:///Standard.Changes.Settle", check=False)
            ended = sum(1 for _ in _ended(outs[at:]))
            at += ended + (at + ended < len(lines))
        return [_taken(out) for out in outs]

    def printed(self, files: Sequence[Path]) -> set[Path]:
        """Those of the files that it opens, without a repair, and prints."""
        out = self.folder / "printed"
        left = list(files)
        while left:
            self._run("--convert-to", "pdf", "--outdir", str(out), *map(str, left), check=False)
            done = [p for p in left if (out / f"{p.stem}.pdf").exists()]
            left = left[left.index(done[-1]) + 2 :] if done and done[-1] is not left[-1] else []
        return {p for p in files if (made := out / f"{p.stem}.pdf").exists() and made.read_bytes().startswith(b"%PDF")}

    def _run(self, *arguments: str, check: bool = True) -> None:
        profile = f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"
        subprocess.run(["soffice", "--headless", profile, *arguments], check=check, capture_output=True, timeout=_SECONDS)


def _ended(outs: Sequence[Path]) -> Iterator[Path]:
    """The jobs from the first on that came to an end, good or bad."""
    for out in outs:
        if not out.with_suffix(".txt").exists() and not out.with_suffix(".failed").exists():
            return
        yield out


def _taken(out: Path) -> Settled | None:
    text, word = out.with_suffix(".txt"), out.with_suffix(".docx")
    found = Settled(text.read_text(encoding="utf-8"), word.read_bytes()) if text.exists() and word.exists() else None
    for path in (text, word, out.with_suffix(".failed")):
        path.unlink(missing_ok=True)
    return found


_MARKS = [qn(f"w:{name}") for name in ("commentRangeStart", "commentRangeEnd")]
_COMMENTS = re.compile(r"(?:^|/)comments\w*\.xml$|/comments\w*$")


def without_comments(data: bytes) -> bytes:
    """The file without any comment: no mark in its text, no part that holds them, nothing that names such a part.

    LibreOffice without its screen parts dies at margin comments when it is told to settle changes.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if not _COMMENTS.search(entry.filename):
                new.writestr(entry.filename, _uncommented(entry.filename, old.read(entry)))
    return out.getvalue()


def _uncommented(name: str, content: bytes) -> bytes:
    if not name.endswith((".xml", ".rels")) or b"comment" not in content:
        return content
    root = etree.fromstring(content)
    gone = [node for node in root.iter(etree.Element) if node.tag in _MARKS or _names_comments(node)]
    gone += [node.getparent() for node in root.iter(qn("w:commentReference"))]
    for node in gone:
        node.getparent().remove(node)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _names_comments(node: etree._Element) -> bool:
    return any(_COMMENTS.search(node.get(name) or "") for name in ("PartName", "Type"))


_FRAME = re.compile(r"word/(?:header|footer|footnotes|endnotes)\d*\.xml")
_PARAGRAPHS = re.compile(rb"<w:(?:p|tbl|sdt)[ >].*</w:(?:p|tbl|sdt)>", re.S)


def body_alone(data: bytes) -> bytes:
    """The file with empty headers, footers and notes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry.filename, _PARAGRAPHS.sub(b"<w:p/>", content) if _FRAME.fullmatch(entry.filename) else content)
    return out.getvalue()
