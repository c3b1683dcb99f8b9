"""The packet's texts: both languages, none missing, none left over, fields the same on both sides."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from review.model.commitment import Trigger, ValueRole
from review.model.decision import ConditionKind
from review.model.document import BlockKind
from review.model.names import unnumbered
from review.model.process import State
from review.packet.clean import Cleaner, shorten
from review.packet.words import Words, texts
from review.resources import room

FOLDER = room("templates") / "packet"
TABLE = texts(FOLDER / "words.yml")


def sources() -> str:
    python = Path(__file__).parents[2] / "review" / "packet"
    files = [*FOLDER.rglob("*.html"), *python.rglob("*.py")]
    return "\n".join(f.read_text(encoding="utf-8") for f in files)


def test_every_text_that_is_asked_for_is_there() -> None:
    asked = set(re.findall(r"""w(?:ords)?(?:\.plain)?\("([a-z_]+\.[A-Za-z_]+)"[,)]""", sources()))
    assert asked - set(TABLE) == set() and len(asked) > 100


def test_every_text_is_asked_for() -> None:
    """By its name, or by a beginning of it to which a value is added."""
    code = sources()
    quoted = set(re.findall(r'["\']([a-z_]+\.[A-Za-z_.]*)["\'{]', code))
    beginnings = {q for q in quoted if q.endswith((".", "_"))} | {f"{s}." for s in re.findall(r'label\("([a-z_]+)"', code)}

    def asked(key: str) -> bool:
        return key in quoted or any(key.startswith(b) for b in beginnings)

    assert [key for key in TABLE if not asked(key)] == []


def test_both_languages_take_the_same_fields() -> None:
    fields = {k: [{f for _, f, _, _ in string.Formatter().parse(t) if f} for t in pair.values()] for k, pair in TABLE.items()}
    assert [k for k, (one, other) in fields.items() if one != other] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_language_is_itself(language: str) -> None:
    chinese = re.compile(r"[\u4e00-\u9fff]")
    if language == "en":
        assert [k for k, pair in TABLE.items() if chinese.search(pair["en"])] == []
    else:
        halfwidth = re.compile(r"[\u4e00-\u9fff][,;:!?]|[,;:!?][\u4e00-\u9fff]")
        assert [k for k, pair in TABLE.items() if halfwidth.search(pair["zh"])] == []


@pytest.mark.parametrize(
    ("section", "names"),
    [("value_role", ValueRole), ("trigger", Trigger), ("state", State), ("condition_kind", ConditionKind), ("read", BlockKind)],
)
def test_vocabularies_of_the_model_have_their_words(section: str, names: type) -> None:
    assert [n.value for n in names if f"{section}.{n.value}" not in TABLE] == []  # type: ignore[attr-defined]


def test_a_text_that_lacks_a_language_is_refused(tmp_path: Path) -> None:
    (tmp_path / "words.yml").write_text("a:\n  b: {zh: 甲}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.b needs zh and en"):
        texts(tmp_path / "words.yml")


def test_fields_are_cleaned_and_escaped_and_speak_the_texts_language() -> None:
    clean = Cleaner(frozenset(range(0x20, 0x7F)))
    words = Words({"a.b": {"zh": "x {who} {what}", "en": "y {who} {what}"}}, ("zh", "en"), clean)
    said = words("a.b", who="<b>\u202e", what={"zh": "1", "en": "2"})
    assert "x &lt;b&gt;&lt;U+202E&gt; 1" in said and "y &lt;b&gt;&lt;U+202E&gt; 2" in said and "<b>" not in said


def test_cutting_says_how_much_is_gone() -> None:
    assert shorten("abc", 3) == ("abc", 0) and shorten("abcde", 3) == ("abc", 2)


@pytest.mark.parametrize(
    ("clause", "placed", "zh", "en"),
    [
        ("signature", True, "签署页", "Signature page"),
        ("annex-1/parties~2", True, "当事人", "Parties"),
        ("title~3", False, "标题", "Title"),
        ("3/heading", True, "未编号", "unnumbered"),
        ("", True, "未编号", "unnumbered"),
        ("", False, "全文", "whole contract"),
    ],
)
def test_a_place_without_a_number_has_a_name(clause: str, placed: bool, zh: str, en: str) -> None:
    assert unnumbered(clause, placed) == {"zh": zh, "en": en}
