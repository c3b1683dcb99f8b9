"""The packet of a 100-page contract with 150 commitments, against bare libraries, in one run.

Limits: render at most 1.1x a bare WeasyPrint of the same HTML and at most 0.8x of the same content in plain tables; seal and
verify at most 1.5x of bare pyHanko; peak memory of a process that renders at most 250 MiB; for 500 commitments and 200
findings in both languages at most 400 MiB and two minutes (the limits of ``review.packet.child`` are 2 GB and three).
Times are processor seconds.
"""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from review.model.commitment import Understanding
from review.model.language import Language
from review.packet import PacketInput, PacketLanguage, render
from review.packet.compose import page
from review.packet.signatures import seal
from review.pipeline import review
from review.signing import FileKeyStore, TrustPolicy, Verdict, verify
from tests.bench.contracts import contract
from tests.bench.spine import bare_render, typical
from tests.packet import cases

PAGES, COMMITMENTS, ROUNDS = 100, 150, 2
MIB = 1 << 20
LIMITS = {"html": 1.1, "tables": 0.8, "sign": 1.5}
MEMORY_LIMIT = 250
MANY, MANY_FINDINGS, MANY_LIMIT, MANY_SECONDS = 500, 200, 400, 120


def main(arguments: list[str]) -> int:
    """Print the figures; 1 when one is over its limit."""
    pages = int(arguments[0]) if arguments else PAGES
    print(f"{'case':36}{'ours':>9}{'bare':>9}{'ratio':>8}{'limit':>7}")
    over = False
    for language in ("zh", "en"):
        packet = packet_of(language, pages)
        for name, ours, bare, limit in _rows(language, packet):
            print(f"{name:36}{ours:9.3f}{bare:9.3f}{ours / bare:8.2f}{limit:7.2f}")
            over |= ours / bare > limit
        _, peak = alone(packet)
        _print(f"peak memory {language}, MiB", peak, MEMORY_LIMIT)
        over |= peak > MEMORY_LIMIT
    seconds, peak = alone(many())
    print(f"{MANY} commitments and {MANY_FINDINGS} findings in both languages")
    _print("  render, s", seconds, MANY_SECONDS)
    _print("  peak memory, MiB", peak, MANY_LIMIT)
    return int(over or peak > MANY_LIMIT or seconds > MANY_SECONDS)


def _print(name: str, figure: float, limit: float) -> None:
    print(f"{name:36}{figure:9.0f}{'':9}{'':8}{limit:7}")


def many() -> PacketInput:
    """The packet of the tests, its commitments and findings over and over."""
    packet = cases.packet("both")
    held, found = packet.review.commitments, packet.review.open_findings
    bound = tuple(replace(held[i % len(held)], id=f"c{i}") for i in range(MANY))
    open_ = tuple(replace(found[i % len(found)], id=f"f{i}", commitment=f"c{i}") for i in range(MANY_FINDINGS))
    known = replace(packet.review.understanding, commitments=bound)
    return replace(packet, review=replace(packet.review, findings=open_, understanding=known))


def packet_of(language: str, pages: int) -> PacketInput:
    """The review of a made contract, with exactly ``COMMITMENTS`` commitments and the findings about them."""
    data = contract(language, pages)
    result = review("contract.docx", data, language=Language(language))
    kept = result.commitments[:COMMITMENTS]
    ids = {c.id for c in kept}
    found = tuple(f for f in result.findings if f.commitment is None or f.commitment in ids)
    known = result.understanding
    result = replace(result, understanding=Understanding(known.parties, known.definitions, kept), findings=found)
    return PacketInput(result, "P-BENCH", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), data, language=PacketLanguage(language))


def _rows(language: str, packet: PacketInput) -> Iterator[tuple[str, float, float, float]]:
    drawn = page(packet)
    tables = replace(drawn, html=plain_tables(packet), css=drawn.css + _TABLE_CSS)
    count = len(packet.review.commitments)
    works = (lambda: render(packet), lambda: bare_render(drawn), lambda: bare_render(tables))
    ours, bare, plain = typical(works, ROUNDS, time.process_time)
    yield f"render {language}, {count} commitments", ours, bare, LIMITS["html"]
    yield f"render {language}, as plain tables", ours, plain, LIMITS["tables"]
    pdf = render(packet)
    with tempfile.TemporaryDirectory() as place:
        keys = FileKeyStore(Path(place), b"bench", "Bench", lambda: packet.issued_at)
        keys.seal()
        ours, bare = typical([lambda: _ours(pdf, packet, keys), lambda: _bare(pdf, keys)], 5, time.process_time)
        yield f"seal and verify {language}", ours, bare, LIMITS["sign"]


def _ours(pdf: bytes, packet: PacketInput, keys: FileKeyStore) -> None:
    sealed = seal(pdf, keys, packet.language, packet.issued_at).data
    report = verify(sealed, TrustPolicy(roots=(keys.root(),), at=packet.issued_at))
    assert report.verdict is Verdict.VALID, report.reasons


def _bare(pdf: bytes, keys: FileKeyStore) -> None:
    """pyHanko's own way: PAdES into the same field with its stock appearance, then its own validation."""
    identity = keys.seal()
    meta = PdfSignatureMetadata(field_name="seal", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    out = PdfSigner(meta, identity.signer()).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), existing_fields_only=True)
    from asn1crypto import x509

    trust = ValidationContext(trust_roots=[x509.Certificate.load(keys.root())], moment=datetime(2026, 1, 2, 4, tzinfo=UTC))
    assert validate_pdf_signature(PdfFileReader(out).embedded_signatures[0], trust).intact


_TABLE_CSS = "table { table-layout: auto } td { border: .4pt solid #ccc; padding: 1mm; vertical-align: top }"


def plain_tables(packet: PacketInput) -> str:
    """The packet's HTML with each line of a section as a row of one table: the label in one cell, the words in the other."""
    from lxml import html as markup

    tree = markup.fromstring(page(packet).html)
    for section in tree.iter("section"):
        table = markup.Element("table")
        for line in [n for n in section.iter("p", "blockquote") if next(n.iterancestors("td", "blockquote"), None) is None]:
            table.append(_row(line))
        for child in [c for c in section if c.tag in ("div", "p", "blockquote") and c.get("class") != "signature"]:
            section.remove(child)
        section.append(table)
    return str(markup.tostring(tree, encoding="unicode", doctype="<!DOCTYPE html>"))


def _row(line: Any) -> Any:
    from lxml import html as markup

    row, label, words = markup.Element("tr"), markup.Element("td"), markup.Element("td")
    words.text = line.text
    for i, child in enumerate(list(line)):
        first = i == 0 and not (line.text or "").strip() and child.get("class") in ("k", "ref")
        (label if first else words).append(child)
    row.extend([label, words])
    return row


_ALONE = """
import pathlib, pickle, re, sys, time
from review.packet import render
packet = pickle.load(open(sys.argv[1], "rb"))
start = time.process_time()
render(packet)
print(time.process_time() - start)
print(int(re.search(r"VmHWM:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())[1]) / 1024)
"""


def alone(packet: PacketInput) -> tuple[float, float]:
    """Processor seconds, and peak resident memory in MiB, of a process that does nothing but render the packet."""
    with tempfile.NamedTemporaryFile() as kept:
        kept.write(pickle.dumps(packet))
        kept.flush()
        done = subprocess.run([sys.executable, "-c", _ALONE, kept.name], capture_output=True, text=True, check=True, timeout=600)
    seconds, peak = map(float, done.stdout.split())
    return seconds, peak


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
