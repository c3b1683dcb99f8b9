"""What CONTRIBUTING tells somebody who writes a first rule is true, word for word."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from api.cli import main

_TEXT = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """The folder as it stands after the guide was followed."""
    rule, policy, approval = (textwrap.dedent(block) for block in re.findall(r"```yaml\n(.*?)```", _TEXT, re.DOTALL))
    folder = tmp_path / "acme"
    (folder / "liability").mkdir(parents=True)
    (folder / "liability" / "who-interprets.yml").write_text(rule, encoding="utf-8")
    (folder / "policy.yml").write_text(policy, encoding="utf-8")
    (folder / "approval.yml").write_text(approval, encoding="utf-8")
    return folder


def test_the_rule_of_the_guide_is_one(company: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: object) -> None:
    monkeypatch.setenv("TRIPACT_COMPANY", str(company))
    assert main(["rules", "lint"]) == 0
    assert main(["rules", "test", "ACME-1"]) == 0
    draft, found = tmp_path / "draft.txt", tmp_path / "found.json"
    draft.write_text("第一条 本合同由甲方负责最终解释。\n第二条 乙方于2027年6月30日前交货。\n", encoding="utf-8")
    main(["review", str(draft), "--json", str(found)])
    assert "ACME-1" in found.read_text(encoding="utf-8")


def test_the_approval_of_the_guide_holds_with_the_digest_that_the_list_prints(
    company: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRIPACT_COMPANY", str(company))
    assert main(["rules", "list", "--lang", "en"]) == 0
    said = capsys.readouterr().out.splitlines()[-1]
    found = re.match(r"company's rules ([0-9a-f]{64}): no longer approved, changed since Hua Zhang did on 2026-06-01;", said)
    assert found, said
    approval = company / "approval.yml"
    approval.write_text(approval.read_text("utf-8").replace("0" * 64, found[1]), "utf-8")
    assert main(["rules", "list", "--lang", "en"]) == 0
    said = capsys.readouterr().out.splitlines()[-1]
    assert said == f"company's rules {found[1]}: edited by Min Wang, approved by Hua Zhang on 2026-06-01"
