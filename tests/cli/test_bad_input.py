"""Whatever is handed in, the command line answers with one clear sentence and the right exit code, and stores nothing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from api.cli import main

DEAL = b'{"deal": {"external_id": "D-1"}, "account": {"legal_name": "Customer"}, "our_party": {"legal_name": "Supplier"}}'
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><w:document xmlns:w="x"><w:body/></w:document>'
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000)


def word(text: str = "乙方应当在合同签订之日起三十日内交付全部设备。") -> bytes:
    document = Document()
    document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def archive(**parts: bytes) -> bytes:
    """A Word package with some parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = {name.replace("__", "/").replace("_DOT_", "."): data for name, data in parts.items()}
        for name in old.namelist():
            if name not in names:
                new.writestr(name, old.read(name))
        for name, data in names.items():
            new.writestr(name, data)
    return out.getvalue()


DRAFTS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty file": ("a.docx", lambda: b""),
    "wrong type": ("a.docx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(500)),
    "password or legacy": ("a.docx", lambda: OLE),
    "legacy doc": ("a.doc", lambda: OLE),
    "broken zip": ("a.docx", lambda: word()[:-400]),
    "zip of nothing": ("a.docx", lambda: b"PK\x05\x06" + bytes(18)),
    "zip bomb": ("a.docx", lambda: archive(word__document_DOT_xml=b"<a>" + b" " * 100_000_000)),
    "doctype": ("a.docx", lambda: archive(word__document_DOT_xml=DOCTYPE)),
    "pdf without text": ("a.pdf", lambda: b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>"),
    "not a pdf": ("a.pdf", lambda: b"%PDF-1.7 nothing"),
    "unknown ending": ("a.xyz", lambda: b"\x00\x01\x02\x03" * 50),
}

DEALS: dict[str, bytes] = {
    "empty": b"",
    "not JSON": b"{not json",
    "a list": b"[]",
    "no required field": b"{}",
    "duplicate key": b'{"deal": {"external_id": "1", "external_id": "2"}}',
    "unknown field": DEAL[:-1] + b', "colour": "red"}',
    "deep": b"[" * 100_000,
    "infinite": b'{"a": Infinity}',
    "utf-16": "{}".encode("utf-16"),
    "latin-1": DEAL.replace(b"Customer", "K\u00e4ufer".encode("latin-1")),
    "half a surrogate pair": DEAL.replace(b"Customer", b"\\ud800"),
    "endless number": DEAL[:-1] + b', "opp": {"amount": 1e999999}}',
    "long number": DEAL[:-1] + b', "opp": {"amount": ' + b"9" * 5_000 + b"}}",
    "negative date": DEAL[:-1] + b', "opp": {"close_date": "-2026-01-01"}}',
    "deep object": b'{"a":' * 100_000,
    "only spaces": b" \n",
}


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.docx"
    path.write_bytes(word())
    return path


def assert_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    said = capsys.readouterr()
    assert said.err.startswith("tripact: ")
    assert len(said.err.strip().splitlines()) == 1
    assert "Traceback" not in said.err + said.out


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", DRAFTS)
def test_draft_that_cannot_be_read(case: str, language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name, make = DRAFTS[case]
    path = tmp_path / name
    path.write_bytes(make())
    packet = tmp_path / "packet.pdf"
    assert main(["review", str(path), "--lang", language, "--out", str(packet)]) == 2
    assert_one_sentence(capsys)
    assert sorted(p.name for p in tmp_path.iterdir()) == [name]


@pytest.mark.parametrize("case", DEALS)
def test_deal_record_that_is_none(case: str, draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deal = tmp_path / "deal.json"
    deal.write_bytes(DEALS[case])
    assert main(["review", str(draft), "--deal", str(deal), "--json", str(tmp_path / "f.json")]) == 2
    assert_one_sentence(capsys)
    assert not (tmp_path / "f.json").exists()


#: What the instance was set up with, and a word of the sentence that names it.
SETTINGS = (
    ({"TRIPACT_HOME": "/proc/nowhere"}, "TRIPACT_HOME"),
    ({"TRIPACT_DATABASE_URL": "nonsense"}, "TRIPACT_DATABASE_URL"),
    ({"TRIPACT_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}, "cannot be reached"),
    ({"TRIPACT_PORT": "many"}, "TRIPACT_PORT"),
)


@pytest.mark.parametrize(("settings", "word"), SETTINGS, ids=[word for _, word in SETTINGS])
def test_an_instance_that_cannot_work_says_why(
    settings: dict[str, str],
    word: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("TRIPACT_HOME", str(tmp_path))
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert main(["user", "list"]) == 2
    said = capsys.readouterr().err
    assert word in said
    assert len(said.splitlines()) == 1


CALLS = (
    ["review"],
    ["review", "nothing-here.docx"],
    ["review", "nothing-here.docx", "--side", "nobody"],
    ["review", "--colour"],
    ["text", "nothing-here.docx"],
    ["commitments", "nothing-here.docx", "--json"],
    ["verify", "nothing-here.pdf"],
    ["no-such-command"],
)


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_wrong_call(call: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(call) == 2
    assert_one_sentence(capsys)


def test_a_folder_is_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["text", str(tmp_path)]) == 2
    assert_one_sentence(capsys)


@pytest.mark.parametrize(("place", "why"), [("no/folder/f.json", "its folder does not exist"), (".", "it is a folder")])
def test_an_output_that_cannot_be_written(
    place: str, why: str, draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["review", str(draft), "--json", str(tmp_path / place)]) == 2
    said = capsys.readouterr()
    assert f"cannot be written ({why})" in said.err
    assert said.out == ""  # told before any work


@pytest.mark.parametrize("call", [["review", "--json"], ["review", "--out"], ["redline", "--out"]], ids=" ".join)
def test_what_is_read_is_not_written_over(call: list[str], draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = draft.read_bytes()
    assert main([call[0], str(draft), *call[1:], str(draft.parent / ".." / draft.parent.name / draft.name)]) == 2
    assert_one_sentence(capsys)
    assert draft.read_bytes() == before


@pytest.mark.parametrize(
    "call", [["keys", "root"], ["demo", "--no-serve"], ["demo", "--port", "99999", "--no-serve"]], ids=" ".join
)
def test_a_setting_that_is_none_is_a_wrong_call(
    call: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRIPACT_PORT", "many")
    assert main(call) == 2
    assert_one_sentence(capsys)


def test_keys_in_a_folder_that_cannot_be(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("TRIPACT_HOME", "/proc/nowhere")
    assert main(["keys", "root"]) == 2
    assert_one_sentence(capsys)


@pytest.mark.parametrize("call", ["review", "text", "commitments"])
def test_words_of_others_give_the_terminal_no_orders(call: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a\x1b[8m\nb.txt"
    path.write_text("1. The Supplier shall deliver \x1b[8mthe goods\x9b0m within 30 days \x07\u202e.\n", encoding="utf-8")
    assert main([call, str(path)]) in (0, 1)
    said = capsys.readouterr()
    for sign in ("\x1b[8m", "\x9b", "\x07", "\u202e"):
        assert sign not in said.out + said.err
    assert "\u241b[8m" in said.out


def test_a_name_of_two_lines_is_told_in_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["text", str(tmp_path / "no\nthing\x1b[2J.docx")]) == 2
    assert_one_sentence(capsys)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "已读取: 字符 21 · 段落 1\n未读取或读者不可见: 有不可见的控制字符 U+001B"),
        ("en", "read: Characters 21 · Paragraphs 1\nnot read or not visible: There are invisible control characters U+001B"),
    ],
)
def test_what_was_not_read_is_told_in_words(language: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("第一条 乙方应当在三十日内交付全部\x1b设备。", encoding="utf-8")
    assert main(["text", str(path), "--lang", language]) == 0
    assert said in capsys.readouterr().err
