"""The main job against bare libraries, in one run: a whole review against a text read, a packet against its own HTML.

Floors: review at most 6x a bare python-docx read of the same contract; packet at most 1.3x a bare WeasyPrint render.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from statistics import median

from docx import Document
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from review.model.review import Review
from review.packet import PacketInput, PacketLanguage, fonts, render
from review.packet.compose import page
from review.packet.pdf import Page
from review.pipeline import review
from tests.bench.contracts import contract

PAGES = 100
ROUNDS, PACKET_ROUNDS = 15, 2
REVIEW_LIMIT, PACKET_LIMIT = 6.0, 1.3


def main(arguments: list[str]) -> int:
    """Print the ratios; 1 when one is over its limit."""
    pages = int(arguments[0]) if arguments else PAGES
    print(f"{'case':28}{'seconds':>9}{'bare':>9}{'ratio':>8}{'limit':>7}")
    rows = [row for language in ("zh", "en") for row in _rows(language, pages)]
    for name, ours, bare, limit in rows:
        print(f"{name:28}{ours:9.3f}{bare:9.3f}{ours / bare:8.2f}{limit:7.1f}")
    return int(any(ours / bare > limit for _, ours, bare, limit in rows))


def _rows(language: str, pages: int) -> list[tuple[str, float, float, float]]:
    data = contract(language, pages)
    result = review("contract.docx", data)
    read_text(data)
    ours, bare = typical([lambda: review("contract.docx", data), lambda: read_text(data)], ROUNDS)
    packet = packet_of(result, data, language)
    html = page(packet)
    drawn, plain = typical([lambda: render(packet), lambda: bare_render(html)], PACKET_ROUNDS)
    return [
        (f"review {language} {pages} pages", ours, bare, REVIEW_LIMIT),
        (f"packet {language} {len(result.commitments)} commitments", drawn, plain, PACKET_LIMIT),
    ]


def typical(works: Sequence[Callable[[], object]], rounds: int, clock: Callable[[], float] = time.perf_counter) -> list[float]:
    """Seconds of the middle round of each; rounds take turns, so that a busy machine is unfair to none."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, taken in zip(works, times, strict=True):
            start = clock()
            work()
            taken.append(clock() - start)
    return [median(taken) for taken in times]


def read_text(data: bytes) -> str:
    """What a bare python-docx read gives: paragraphs and table cells."""
    word = Document(io.BytesIO(data))
    cells = (cell.text for table in word.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(p.text for p in word.paragraphs), *cells])


def packet_of(result: Review, data: bytes, language: str) -> PacketInput:
    moment = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    return PacketInput(result, "P-BENCH", moment, data, language=PacketLanguage(language))


def bare_render(drawn: Page) -> bytes:
    """WeasyPrint alone, on the packet's HTML, style sheet and fonts."""
    config = FontConfiguration()
    faces = "".join(
        f'@font-face{{font-family:"{f.family}";font-weight:{f.weight};src:url("{(drawn.fonts / f.file).as_uri()}")}}'
        for f in fonts.faces(drawn.fonts)
    )
    style = CSS(string=faces + drawn.css, font_config=config, base_url=str(drawn.templates))
    base = drawn.templates.as_uri() + "/"
    data: bytes = HTML(string=drawn.html, base_url=base).write_pdf(stylesheets=[style], font_config=config)
    return data
