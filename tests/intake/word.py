"""Small Word files made in the tests: the parts as strings, zipped."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


def word(body: str, *, parts: Mapping[str, str] | None = None, main_type: str = _MAIN, **related: str) -> bytes:
    """A Word file with a body; ``related`` are parts of the main one by kind (``styles``, ``numbering``, ``footnotes`` …),

    given as the XML inside their root element; ``parts`` are further ones, by name and whole.
    """
    files = {
        "[Content_Types].xml": content_types(main_type),
        "_rels/.rels": relationships([("rId1", "officeDocument", "word/document.xml", "")]),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
    }
    links = []
    for i, (kind, xml) in enumerate(related.items(), 1):
        files[f"word/{kind}.xml"] = part(_ROOTS.get(kind.rstrip("0123456789"), kind), xml)
        links.append((f"rId{i}", kind.rstrip("0123456789"), f"{kind}.xml", ""))
    files["word/_rels/document.xml.rels"] = relationships(links)
    files.update(parts or {})
    return zipped(files)


_ROOTS = {"header": "hdr", "footer": "ftr"}


def part(root: str, xml: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_NAMESPACES}>{xml}</w:{root}>'


def relationships(links: list[tuple[str, str, str, str]]) -> str:
    """From rows (id, kind, target, mode)."""
    rows = "".join(
        f'<Relationship Id="{i}" Type="{R}/{kind}" Target="{target}"{f" TargetMode={mode!r}" if mode else ""}/>'
        for i, kind, target, mode in links
    )
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{rows}</Relationships>'


def content_types(main_type: str = _MAIN) -> str:
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>'
    )


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def p(*runs: str, properties: str = "") -> str:
    """A paragraph; plain strings become runs, what begins with ``<`` is taken as XML."""
    inside = "".join(x if x.startswith("<") else r(x) for x in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def r(text: str, properties: str = "") -> str:
    rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{rpr}<w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: list[str], properties: str = "") -> str:
    """Cells are plain text, or XML of their content."""
    lines = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    return f"<w:tbl>{f'<w:tblPr>{properties}</w:tblPr>' if properties else ''}{lines}</w:tbl>"


def cell(content: str, properties: str = "") -> str:
    inside = content if content.startswith("<") else p(content)
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{inside}</w:tc>"


def num(num_id: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>'


def levels(*rows: tuple[str, str], abstract: int = 0, num_id: int = 1) -> str:
    """A numbering part's list from rows (format, text), each level starting at 1."""
    inside = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{f}"/><w:lvlText w:val="{t}"/></w:lvl>'
        for i, (f, t) in enumerate(rows)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{abstract}">{inside}</w:abstractNum>'
        f'<w:num w:numId="{num_id}"><w:abstractNumId w:val="{abstract}"/></w:num>'
    )
