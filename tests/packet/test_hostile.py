"""Words of others stay words: no markup, no style, no turned reading direction, no endless line, no fetch."""

from __future__ import annotations

import io
import time
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from review.model.commitment import Understanding
from review.packet import fonts, render
from review.packet.attachments import attachments
from review.packet.clean import Cleaner
from review.packet.compose import page
from review.packet.pdf import Fetcher, PacketError, Page, write
from review.packet.signatures import complete
from review.signing import FileKeyStore, TrustPolicy, Verdict, verify
from tests.packet import cases
from tests.packet.test_render import squeezed, text_of


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> FileKeyStore:
    return FileKeyStore(tmp_path_factory.mktemp("keys"), b"x", "清源", lambda: cases.NOW)


HOSTILE = (
    '<script>alert(1)</script><img src="http://example.org/x.png">',
    "</p></div><style>*{display:none}</style>",
    "{{ packet.number }}{% for x in y %}",
    '"><svg onload=alert(1)>',
    "@import url(file:///etc/passwd);",
    "&lt;b&gt; &amp; \\u202e",
)


def quoting(*texts: str) -> bytes:
    """A packet in which every text stands in a quote, a decision, a finding's message and the names of people and things."""
    packet = cases.packet("en", full=False)
    model = packet.review.commitments[0]
    spoiled = tuple(replace(model, id=f"h{i}", quote=t, number=t[:40], trigger=t) for i, t in enumerate(texts))
    finding = packet.review.open_findings[0]
    found = tuple(
        replace(finding, id=t, quote=t, message={"zh": t, "en": t}, commitment=f"h{i}", missing=(t,)) for i, t in enumerate(texts)
    )
    understanding = Understanding(packet.review.understanding.parties, (), spoiled)
    review = replace(packet.review, understanding=understanding, findings=found)
    decision = cases.process().decisions[0]
    decided = tuple(replace(decision, commitment=f"h{i}", reason=t, evidence=t) for i, t in enumerate(texts))
    process = replace(cases.process(), decisions=decided, dissent=decided)
    return render(replace(packet, review=review, process=process, organisation=texts[0][:60], revision=texts[0]))


def test_markup_is_printed_as_text() -> None:
    text = squeezed(text_of(quoting(*HOSTILE)))
    assert all(text.count(squeezed(hostile)) >= 3 for hostile in HOSTILE)
    assert squeezed("I confirm each listed commitment") in text


def test_what_cannot_be_drawn_or_turns_the_direction_is_shown_and_counted() -> None:
    text = text_of(quoting("pay 100\u202e000,1\u202c CNY \u2066x\u2069 \x00\x1b", "地址 \U00020bb7 훈민 \ud7ff \ue000 ok"))
    shown = [f"⟨U+{code}⟩" for code in ["202E", "2066", "0000", "001B", "20BB7", "D6C8", "D7FF", "E000"]]
    assert [s for s in shown if s not in text] == []
    assert "printed as their code" in text


SCRIPTS = (
    "يلتزم المورد بالتسليم خلال 45 يوما",
    "המוכר ימסור תוך 45 ימים",
    "😀 地址 🚀",
    "\U0002a700\U00020000",
    "\u0378\ufdd0 x",
    "e\u0301\u0327",
)


def test_scripts_that_the_typefaces_lack_never_stop_a_packet() -> None:
    """Read from the right, rare, unassigned or joined: what is not drawn is a code point, and the words beside it stay."""
    text = text_of(quoting(*SCRIPTS))
    shown = ("⟨U+1F680⟩", "⟨U+2A700⟩", "⟨U+20000⟩", "⟨U+0378⟩", "⟨U+FDD0⟩")
    assert [s for s in shown if s not in text] == []
    assert "printed as their code" in text and squeezed("I confirm each listed commitment") in squeezed(text)


def test_a_name_that_no_font_holds_is_signed_for(keys: FileKeyStore) -> None:
    """In the packet and in the box of the signature, which is drawn by itself."""
    process = cases.process()
    odd = replace(process, sign_offs=tuple(replace(s, by=replace(s.by, person="\U00020bb7野家😀")) for s in process.sign_offs))
    packet = replace(cases.packet("zh", full=False), process=odd)
    data = complete(render(packet), packet, keys)
    assert "⟨U+20BB7⟩野家" in text_of(data)
    assert verify(data, TrustPolicy(roots=(keys.root(),), at=cases.NOW)).verdict is Verdict.VALID


def test_brackets_are_those_that_the_typefaces_hold() -> None:
    assert Cleaner(frozenset(map(ord, "〈〉")))("\U00020bb7") == "〈U+20BB7〉" and Cleaner(frozenset())("字") == "<U+5B57>"


def test_endless_lines_are_bounded() -> None:
    started = time.monotonic()
    data = quoting("x" * 100_000, "字" * 100_000, "a " * 50_000, "\n" * 50_000, "<" * 100_000)
    assert time.monotonic() - started < 120 and len(data) < 5_000_000
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) < 60


def test_ordinary_symbols_are_drawn_as_they_are() -> None:
    symbols = "☑□☒①②㎡℃‰≥≤±×→§ⅠⅡⅢΩμ“”……——"
    clean = Cleaner(fonts.coverage(fonts.folder()))
    assert clean(symbols) == symbols and not clean.replaced


def test_nothing_is_fetched(tmp_path: Path) -> None:
    fetch = Fetcher(tmp_path)
    (tmp_path / "in.css").write_text("p{}")
    assert fetch((tmp_path / "in.css").as_uri()).read() == b"p{}"
    for url in ("http://127.0.0.1/x", "file:///etc/passwd", f"file://{tmp_path}/../secret", "data:text/css,p{}", "ftp://x/y"):
        with pytest.raises(PacketError, match="refused"):
            fetch(url)


def small(body: str) -> Page:
    asked = page(cases.packet("en", full=False))
    html = f'<!DOCTYPE html><html lang="en"><title>t</title><body>{body}</body></html>'
    return replace(asked, html=html, fields=(), attachments=())


@pytest.mark.parametrize(
    "tag",
    [
        '<img src="http://127.0.0.1:9/x.png">',
        '<img src="file:///etc/hostname">',
        '<link rel="stylesheet" href="/etc/x">',
        '<p style="background:url(http://127.0.0.1:9/y)">y</p>',
    ],
)
def test_a_template_that_fetches_fails_the_build(tag: str) -> None:
    with pytest.raises(PacketError, match="refused"):
        write(small(tag))


@pytest.mark.parametrize("text", ["\U00020bb7", "\U0010fffd", "훈"])
def test_a_missing_glyph_fails_the_build(text: str) -> None:
    with pytest.raises(PacketError):
        write(small(f"<p>{text}</p>"))


def test_a_field_without_a_place_fails_the_build() -> None:
    with pytest.raises(PacketError, match="sign-XX"):
        write(replace(small("<p>x</p>"), fields=("XX",)))


def test_names_of_attachments_do_not_come_from_the_file() -> None:
    packet = cases.packet("en", full=False)
    source = replace(packet.review.document.source, name="../../../etc/passwd.exe")
    review = replace(packet.review, document=replace(packet.review.document, source=source))
    names = [a.name for a in attachments(replace(packet, review=review))]
    assert "contract.bin" in names and not [n for n in names if "/" in n]
