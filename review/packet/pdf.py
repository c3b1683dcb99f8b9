"""HTML -> PDF/A-3a bytes: nothing is fetched but the style sheet's fonts, the same input gives the same bytes."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pydyf  # type: ignore[import-untyped]
from weasyprint import CSS, HTML  # type: ignore[import-untyped]
from weasyprint import Attachment as FileAttachment
from weasyprint.html import UA, UA_COUNTER_STYLE  # type: ignore[import-untyped]
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]
from weasyprint.urls import FatalURLFetchingError, URLFetcher  # type: ignore[import-untyped]

from review import collector
from review.errors import Failure, sentences
from review.packet import fonts
from review.packet.attachments import Attachment

#: CSS pixels to points.
_POINT = 0.75
_SIGNATURES_EXIST_APPEND_ONLY = 3
#: Annotation flags Print and Locked.
_FLAGS = 4 + 128
_FONTCONFIG = "FONTCONFIG_FILE"
_RETURN = 13
#: Rules for pseudo-elements of any element whatever.
_FOR_ANYTHING = re.compile(r"^\s*::[\w-]+\s*\{[^}]*\}", re.MULTILINE)


class PacketError(Failure):
    """The packet cannot be made."""

    status = 500


@dataclass(frozen=True)
class Page:
    """What is printed: the HTML, its style sheet, where its fonts are, and what travels with it."""

    html: str
    css: str
    templates: Path
    fonts: Path
    attachments: Sequence[Attachment]
    fields: Sequence[str]
    """Names of the signature fields; each has an element ``sign-<name>``."""
    issued_at: datetime
    digest: bytes
    """Identifies the inputs; becomes the file's identifier."""


class Fetcher(URLFetcher):  # type: ignore[misc]
    """Reads files below the given folders; everything else stops the rendering."""

    def __init__(self, *folders: Path) -> None:
        super().__init__(allowed_protocols=("file",), allow_redirects=False, fail_on_errors=True)
        self._folders = tuple(folder.resolve() for folder in folders)

    def fetch(self, url: str, headers: Any = None) -> Any:
        path = Path(unquote(urlsplit(url).path)).resolve()
        if urlsplit(url).scheme != "file" or not any(path.is_relative_to(folder) for folder in self._folders):
            raise PacketError("packet-fetch", {"url": url[:200]})
        return super().fetch(url, headers)


def write(page: Page) -> bytes:
    """The PDF. Raises PacketError when a glyph is missing, a signature field has no place, or anything else is fetched."""
    fetcher = Fetcher(page.templates, page.fonts)
    with _no_system_fonts():
        config = FontConfiguration()
    style = CSS(string=_faces(page.fonts) + page.css, font_config=config, url_fetcher=fetcher, base_url=str(page.templates))
    try:
        with collector.paused():
            return _drawn(page, fetcher, style, config)
    except FatalURLFetchingError as error:
        raise error.__cause__ if isinstance(error.__cause__, PacketError) else PacketError("packet-fetch", {"url": "?"}) from None


def _drawn(page: Page, fetcher: Fetcher, style: Any, config: Any) -> bytes:
    source = _Source(string=page.html, url_fetcher=fetcher, base_url=page.templates.as_uri() + "/")
    document = source.render(stylesheets=[style], font_config=config, **_options(page))
    data: bytes = document.write_pdf(finisher=_Finisher(page), **_options(page))
    return data


class _Source(HTML):  # type: ignore[misc]
    """HTML by WeasyPrint's own rules but for those on list markers and notes: a packet has none, and they match any element,
    so that each would get six styles more, a third of the memory of a long packet."""

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
        return [_plain_rules()]


@lru_cache(maxsize=1)
def _plain_rules() -> Any:
    return CSS(string=_FOR_ANYTHING.sub("", UA), counter_style=UA_COUNTER_STYLE)


@contextmanager
def _no_system_fonts() -> Iterator[None]:
    """What a machine has installed must not draw a character of a packet: the bytes would depend on the machine."""
    before = os.environ.get(_FONTCONFIG)
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as empty:
        empty.write("<?xml version='1.0'?><fontconfig></fontconfig>")
        empty.flush()
        os.environ[_FONTCONFIG] = empty.name
        try:
            yield
        finally:
            os.environ.pop(_FONTCONFIG)
            if before is not None:
                os.environ[_FONTCONFIG] = before


def _faces(place: Path) -> str:
    rule = '@font-face{{font-family:"{0}";font-weight:{1};src:url("{2}")}}\n'
    return "".join(rule.format(f.family, f.weight, (place / f.file).as_uri()) for f in fonts.faces(place))


def _options(page: Page) -> dict[str, Any]:
    return {
        "pdf_variant": "pdf/a-3a",
        "pdf_identifier": page.digest[:16],
        "attachments": [_attached(a, page.issued_at) for a in page.attachments],
    }


def _attached(attachment: Attachment, at: datetime) -> Any:
    return FileAttachment(
        string=attachment.data,
        name=attachment.name,
        description=attachment.name,
        created=at,
        modified=at,
        relationship=attachment.relation,
    )


@dataclass(frozen=True)
class _Finisher:
    """What WeasyPrint leaves out: signature fields, one entry per attachment, metadata that anybody can read, and the check
    that every glyph was there."""

    page: Page

    def __call__(self, document: Any, pdf: Any) -> None:
        missing = sorted({point for font in document.fonts.values() for point in font.missing})
        if missing:
            raise PacketError("packet-glyph", {"points": ", ".join(f"U+{p:04X}" for p in missing[:10])})
        foreign = sorted({str(f.family) for f in document.fonts.values()} - {fonts.FAMILY, fonts.SYMBOLS})
        if foreign:
            raise PacketError("packet-font", {"fonts": ", ".join(foreign)})
        pdf.objects[int(pdf.catalog["Metadata"].split()[0])].compress = False
        if "AF" in pdf.catalog:
            pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
        if self.page.fields:
            self._form(document, pdf)
        for one in pdf.objects:
            if isinstance(one, pydyf.Stream) and one.compress:
                _end_plainly(one)
        pdf.write = partial(_write_plainly, pdf.write)

    def _form(self, document: Any, pdf: Any) -> None:
        fields = pydyf.Array(self._field(name, document, pdf) for name in self.page.fields)
        form = pydyf.Dictionary({"Fields": fields, "SigFlags": _SIGNATURES_EXIST_APPEND_ONLY})
        pdf.add_object(form)
        pdf.catalog["AcroForm"] = form.reference

    def _field(self, name: str, document: Any, pdf: Any) -> Any:
        number, box = _place(document, f"sign-{name}")
        page = pdf.page_references[number]
        width, height = box[2] - box[0], box[3] - box[1]
        look = pydyf.Stream(
            [],
            {"Type": "/XObject", "Subtype": "/Form", "BBox": pydyf.Array([0, 0, width, height]), "Resources": pydyf.Dictionary()},
        )
        pdf.add_object(look)
        field = pydyf.Dictionary(
            {
                "Type": "/Annot",
                "Subtype": "/Widget",
                "FT": "/Sig",
                "T": pydyf.String(name),
                "TU": pydyf.String(name),
                "F": _FLAGS,
                "Rect": pydyf.Array(box),
                "P": page,
                "AP": pydyf.Dictionary({"N": look.reference}),
            }
        )
        pdf.add_object(field)
        holder = pdf.objects[int(page.split()[0])]
        holder.setdefault("Annots", pydyf.Array()).append(field.reference)
        return field.reference


def _end_plainly(stream: Any) -> None:
    """No stream may end in a carriage return: with the line feed behind it, it reads as an end of line that is no data
    (ISO 19005-3, 6.1.7.1). The last byte of compressed data is that of the checksum over what is compressed."""
    data = b"\n".join(part if isinstance(part, bytes) else pydyf._to_bytes(part) for part in stream.stream)
    if zlib.adler32(data) & 0xFF != _RETURN:
        return
    if {"Length1", "Params", "N"} & set(stream.extra):
        stream.compress = data.endswith(b"\r")
    else:
        stream.stream.append(b"")


def _write_plainly(write: Any, output: Any, version: Any, identifier: Any, compress: bool) -> None:
    """Objects one by one, not in an object stream: readers that look objects up singly are quadratic on a large one."""
    write(output, version, identifier, False)


def _place(document: Any, anchor: str) -> tuple[int, list[float]]:
    """Page index and rectangle in points, from the lower left corner."""
    for number, page in enumerate(document.pages):
        if anchor in page.anchors:
            x1, y1, x2, y2 = page.anchors[anchor]
            low, high = page.height - y2, page.height - y1
            return number, [round(v * _POINT, 2) for v in (x1, low, x2, high)]
    raise PacketError("packet-field", {"field": anchor})


def identifier(parts: Sequence[bytes]) -> bytes:
    """Digest over parts of any length, each with its length."""
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big") + part)
    return total.digest()


sentences(
    {
        "packet-fetch": {
            "zh": "签审包只能使用模板与字体目录中的文件，已拒绝读取 {url}。",
            "en": "A packet is made from its templates and fonts alone; {url} was refused.",
        },
        "packet-glyph": {
            "zh": "字体中缺少以下字符，未生成签审包：{points}。",
            "en": "No font can draw {points}; the packet was not made.",
        },
        "packet-font": {
            "zh": "签审包只能使用其自带字体，却用到了 {fonts}。",
            "en": "A packet is drawn with its own fonts alone; {fonts} was used.",
        },
        "packet-field": {
            "zh": "模板中没有签名框 {field}。",
            "en": "The template holds no place for the signature field {field}.",
        },
    }
)
