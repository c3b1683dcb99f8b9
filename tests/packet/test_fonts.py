"""The packet's typefaces: built whole, covering what contracts are written with."""

from __future__ import annotations

from pathlib import Path

import pytest

from review.packet import fonts


@pytest.fixture(scope="module")
def built() -> Path:
    return fonts.folder()


@pytest.mark.parametrize(
    "text", ["合同签审包", "壹贰叁肆伍陆柒捌玖拾佰仟萬億圆整", "①②⑩㎡℃‰≥≤±×→§№", "“”‘’…——、。《》〔〕", "ÄÖÜéñ€£¥"]
)
def test_every_weight_draws(built: Path, text: str) -> None:
    drawn = fonts.coverage(built)
    assert [c for c in text if ord(c) not in drawn] == []


def test_what_no_font_holds_is_not_claimed(built: Path) -> None:
    assert 0x10FFFD not in fonts.coverage(built)


def test_a_missing_package_is_named(tmp_path: Path) -> None:
    with pytest.raises(fonts.FontError, match="@fontsource/noto-sans-sc"):
        fonts.build(tmp_path / "out", tmp_path / "npm")


def test_a_missing_font_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_ROOM", tmp_path / "review")
    monkeypatch.delenv("TRIPACT_FONTS", raising=False)
    with pytest.raises(fonts.FontError, match=r"tripact-sans-400\.ttf"):
        fonts.folder()
