"""How fast and in how much memory intake reads, as ratios within one run.

    python -m tests.bench reading [--json]

Word: a complete read of a contract of 100 pages against a bare python-docx text read; 400 pages against 100.
PDF: a complete read against the text that pypdfium2 gives. Times are the best of several rounds, in CPU seconds.
"""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from math import inf

import docx
import pypdfium2 as pdfium
import weasyprint

from review.intake import Limits, parse, read
from review.intake.pdf.read import read_pdf

_ROUNDS = 5
_CLAUSES = 9
_ZH = (
    "{n}.{k} 乙方应当在合同生效后{days}日内将第{k}批设备运至甲方指定的地点，并负责卸货、安装和调试；"
    "逾期的，每逾期一日按该批设备价款的千分之{rate}支付违约金，累计不超过百分之五。"
)
_EN = (
    "{n}.{k} The Supplier shall deliver lot {k} of the equipment to the place named by the Buyer within {days} days after the "
    "Effective Date, unload, install and commission it; for each day of delay it pays {rate} per mille of the price of the lot."
)


@dataclass(frozen=True, slots=True)
class Result:
    """``ratio`` is to be at most ``most`` (infinite: stated only); ``goal`` is where it should go."""

    name: str
    ratio: float
    most: float
    goal: float | None = None

    @property
    def holds(self) -> bool:
        return self.ratio <= self.most


def contract(pages: int, chinese: bool) -> bytes:
    """A Word contract of about that many pages: headings, runs of mixed looks, a table on every fourth page."""
    document, chance = docx.Document(), random.Random(pages)
    for n in range(1, pages + 1):
        document.add_heading(f"第{n}条 交货与验收" if chinese else f"{n}. Delivery and acceptance", 2)
        for k in range(1, _CLAUSES + 1):
            text = (_ZH if chinese else _EN).format(n=n, k=k, days=chance.randint(5, 90), rate=chance.randint(1, 5))
            paragraph = document.add_paragraph()
            for i in range(0, len(text), 40):
                paragraph.add_run(text[i : i + 40]).bold = i % 3 == 0
        if n % 4 == 0:
            for row in document.add_table(4, 4).rows:
                for cell in row.cells:
                    cell.text = "泵" if chinese else "pump"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def bare_word(data: bytes) -> str:
    """What most readers do: paragraphs and table cells through python-docx; no numbers, places, changes or structure."""
    document = docx.Document(io.BytesIO(data))
    lines = [p.text for p in document.paragraphs]
    lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(lines)


def bare_pdf(data: bytes) -> str:
    with pdfium.PdfDocument(data) as document:
        return "\n".join(p.get_textpage().get_text_range() for p in document)


def long_pdf(pages: int) -> bytes:
    """A contract as PDF with embedded fonts, as word processors write it: about three clauses to a page."""
    chance = random.Random(pages)
    clauses = [_EN.format(n=n, k=k, days=chance.randint(5, 90), rate=k) for n in range(1, pages + 1) for k in range(1, 8)]
    html = "<style>body { font: 12pt/1.5 serif; text-align: justify }</style>" + "".join(f"<p>{c} {c}</p>" for c in clauses)
    return bytes(weasyprint.HTML(string=html).write_pdf())


def best(action: Callable[[], object]) -> float:
    """CPU seconds of the quickest round."""
    times = []
    for _ in range(_ROUNDS):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return min(times)


def child_overhead(data: bytes) -> float:
    """Seconds that the limited child adds to a parse, by the wall clock: fork, transfer both ways, checked decoding."""
    read("warm.docx", data)
    alone, limited = (min(_wall(lambda f=f: f("a.docx", data)) for _ in range(_ROUNDS)) for f in (parse, read))
    return max(limited - alone, 0.0)


def _wall(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def results() -> list[Result]:
    found = []
    for language, chinese in (("zh", True), ("en", False)):
        short, long = contract(100, chinese), contract(400, chinese)
        bare, ours, more = (
            best(lambda d=short: bare_word(d)),
            best(lambda d=short: parse("a", d)),
            best(lambda d=long: parse("a", d)),
        )
        overhead = child_overhead(short)
        found += [
            Result(f"word {language}, 100 pages: read / bare python-docx", ours / bare, 1.0, 0.5),
            Result(f"word {language}, 100 pages: read with limited child / bare python-docx", (ours + overhead) / bare, inf, 1.0),
            Result(f"word {language}: ms per page at 400 pages / at 100", more / 4 / ours, 1.15),
        ]
    data = long_pdf(60)
    text, everything = best(lambda: bare_pdf(data)), best(lambda: read_pdf("a", data, Limits()))
    found.append(Result("pdf: read / bare pypdfium2", everything / text, 1.5))
    found.append(Result("memory over idle at 400 pages, of 150 MiB", _memory(contract(400, True)) / 150, 1.0))
    return found


def _memory(data: bytes) -> float:
    """MiB that one read adds to the peak of a process that has the parsers loaded; in a process of its own."""
    code = (
        "import re, sys; from pathlib import Path; from review.intake import parse; d = sys.stdin.buffer.read();"
        "parse('a.txt', b'warm'); peak = lambda: int(re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1]);"
        "b = peak(); parse('a', d); print(peak() - b)"
    )
    done = subprocess.run([sys.executable, "-c", code], input=data, capture_output=True, check=True)
    return int(done.stdout) / 1024


def main(arguments: list[str]) -> int:
    """Print every ratio; 1 when one is above its limit."""
    found = results()
    for result in found:
        goal = f", goal {result.goal}" if result.goal else ""
        print(f"{'ok  ' if result.holds else 'HIGH'} {result.ratio:5.2f}x  (at most {result.most}{goal})  {result.name}")
    if "--json" in arguments:
        print(json.dumps({r.name: round(r.ratio, 3) for r in found}))
    return 0 if all(r.holds for r in found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
