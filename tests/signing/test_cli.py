"""``tripact verify`` and the review run again from what the packet carries."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from api import sealing
from api.cli import main
from review.deal import read_deal
from review.model.review import Review
from review.packet import PacketInput, PacketLanguage
from review.packet.signatures import seal
from review.pipeline import review
from review.rules import load, pack_files
from review.signing import FileKeyStore, Report, verify
from review.signing.report import Code, Reason, Verdict
from review.signing.rerun import rerun
from review.signing.speech import REASONS, VERDICTS, lines
from tests.packet import cases
from tests.signing.conftest import Signed, small

SAMPLE = Path(__file__).parents[2] / "samples" / "zh-equipment"


DRAFT, DEAL = (SAMPLE / "draft.docx").read_bytes(), (SAMPLE / "deal.json").read_bytes()


@pytest.fixture(scope="module")
def reviewed() -> Review:
    return review("draft.docx", DRAFT, read_deal(DEAL))


def packed(result: Review, keys: FileKeyStore, company: Path | None = None) -> bytes:
    """A sealed packet of a real review, with everything that is needed to repeat it."""
    packet = PacketInput(result, "P-1", cases.NOW, DRAFT, DEAL, pack_files(company))
    return seal(small(packet), keys, PacketLanguage.ZH, cases.NOW).data


@pytest.fixture(scope="module")
def real(reviewed: Review, signed: Signed) -> bytes:
    return packed(reviewed, signed.keys)


@pytest.mark.slow
def test_a_company_s_rules_are_run_again_too(reviewed: Review, signed: Signed, tmp_path: Path) -> None:
    (tmp_path / "policy.yml").write_text('company: x\nversion: "2"\nrules:\n  D-01: {severity: M}\n', "utf-8")
    result = review("draft.docx", DRAFT, read_deal(DEAL), rules=load(tmp_path))
    assert result.rules_digest != reviewed.rules_digest
    again = verify(packed(result, signed.keys, tmp_path), signed.policy, rerun).rerun
    assert again.result == "same", again.detail


def test_another_result_is_seen(reviewed: Review, signed: Signed) -> None:
    """A packet whose findings are not those of its own contract: sealed by the right key, and still not valid."""
    lied = replace(reviewed, findings=tuple(f for f in reviewed.findings if f.rule.id != "D-01"))
    report = verify(packed(lied, signed.keys), signed.policy, rerun)
    assert report.verdict is Verdict.INVALID
    assert Reason(Code.REVIEW_DIFFERS, "", report.rerun.detail) in report.reasons and "findings" in report.rerun.detail


def test_what_cannot_be_run_again_says_why(signed: Signed) -> None:
    assert rerun({}).result == "not_run"
    assert "findings.json" in rerun({"contract.txt": b"x"}).detail


def test_the_command(real: bytes, signed: Signed, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    packet, root = tmp_path / "p.pdf", tmp_path / "root.der"
    packet.write_bytes(real)
    root.write_bytes(signed.keys.root())
    assert main(["verify", str(packet), "--no-rerun", "--lang", "zh"]) == 1
    assert "完整但未获信任" in capsys.readouterr().out
    assert main(["verify", str(packet), "--trust", str(root), "--no-rerun"]) == 0
    assert "Valid" in capsys.readouterr().out
    packet.write_bytes(real[:-40])
    assert main(["verify", str(packet), "--trust", str(root), "--json", "--no-rerun"]) == 1
    assert json.loads(capsys.readouterr().out)["verdict"] == "invalid"
    assert main(["verify", str(tmp_path / "none.pdf")]) == 2


def test_a_newcomer_is_told_how_to_trust(
    reviewed: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A packet sealed with this machine's keys: the answer names the two commands, and they make it valid."""
    monkeypatch.setenv("TRIPACT_HOME", str(tmp_path / "home"))
    packet, root = tmp_path / "p.pdf", tmp_path / "root.pem"
    packet.write_bytes(packed(reviewed, sealing.keys(tmp_path / "home")))
    assert main(["verify", str(packet), "--no-rerun"]) == 1
    (told,) = [line for line in capsys.readouterr().out.splitlines() if "tripact keys root > root.pem" in line]
    assert "--trust root.pem" in told
    assert main(["keys", "root"]) == 0
    root.write_text(capsys.readouterr().out)
    assert main(["verify", str(packet), "--trust", str(root), "--no-rerun"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Valid") and "keys root" not in said


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_reason_has_its_sentence(language: str) -> None:
    assert set(REASONS) == set(Code) and set(VERDICTS) == set(Verdict)
    report = Report(Verdict.INVALID, tuple(Reason(code, "seal", "x") for code in Code))
    said = "\n".join(lines(report, language))
    assert all(REASONS[code][language] in said and code.value in said for code in Code)
