"""Terminal columns: nothing is lost, no line is wider than it may be, no line begins with a closing mark."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from api.cli.columns import padded, seen, width_of, wrapped

_TEXT = st.text(alphabet="交付设备，。（）45 within days, 《合同》“”x", max_size=200)


@given(_TEXT, st.integers(20, 80))
def test_wrapping_loses_nothing_and_keeps_to_the_width(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert width_of(line) <= width or len(_unbroken(line)) == len(line)


def _unbroken(line: str) -> str:
    """The line when it has no place to break at: one word, or signs that hold together."""
    return line if len(wrapped(line, 1)) == 1 else ""


def test_no_line_begins_with_a_closing_mark() -> None:
    assert wrapped("合同承诺四十五日,差三十日。", 16) == ["合同承诺四十五", "日,差三十日。"]
    assert wrapped("见《设备采购合同》", 8) == ["见《设备", "采购合", "同》"]


def test_a_chinese_sign_takes_two_places() -> None:
    assert (width_of("交付45"), padded("交付", 6)) == (6, "交付  ")


def test_what_a_terminal_would_obey_is_shown_as_a_sign() -> None:
    assert seen("\x1b[2J\x7f\x85\u202e交付\n\t45") == "\u241b[2J\u2421<U+0085><U+202E>交付\n\t45"
    assert (padded("\x07", 3), wrapped("\x1b[8m 45", 20)) == ("\u2407  ", ["\u241b[8m 45"])
