"""What is kept of packs that passed: a new load and a kept one are the same, and what is not whole is as good as not there."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from review.errors import RuleError
from review.rules import RuleSet, kept, packs, patterns
from review.rules.files import anew
from review.rules.packs import lint, load
from review.rules.rule import Rule
from review.rules.vocabulary import maker_of
from tests.rules.test_format import GOOD

RULE = GOOD.replace("'满意为准'", "'{content}为准', '以{content} && 付款 && !不'").replace(
    "'to the satisfaction'", "'to the {pleased} of', '{pleased}'"
)
WORDS = "content: [满意, '{also}']\nalso: [认可]\npleased: [satisfaction, 'good ?will']\n"
POLICY = """company: x
version: "1"
rules:
  L-02: {params: {most: 5}}
  C-08: {off: 本公司另有规定}
"""


@pytest.fixture(scope="module", autouse=True)
def few(few_room: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRIPACT_RULES", str(few_room))
        yield
    packs.forget()


@pytest.fixture(scope="module")
def first(few: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RuleSet, Path]]:
    """The rules of a company as they were loaded first, and where they are kept."""
    with loaded_first(tmp_path_factory.mktemp("first")) as loaded:
        yield loaded


@contextmanager
def loaded_first(folder: Path) -> Iterator[tuple[RuleSet, Path]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRIPACT_CACHE", str(folder / "cache"))
        packs.forget()
        yield load(company(folder)), folder / "cache"


@pytest.fixture
def cache(first: tuple[RuleSet, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what is kept."""
    monkeypatch.setenv("TRIPACT_CACHE", str(tmp_path / "cache"))
    shutil.copytree(first[1], tmp_path / "cache")
    return tmp_path / "cache" / "tripact"


def company(folder: Path, policy: str = POLICY) -> Path:
    own = folder / "acme"
    (own / "text").mkdir(parents=True, exist_ok=True)
    (own / "text" / "one.yml").write_text(RULE, "utf-8")
    (own / "words.yml").write_text(WORDS, "utf-8")
    (own / "policy.yml").write_text(policy, "utf-8")
    return own


def shown(value: Any) -> Any:
    """A rule to its last pattern and word, but for its tests, which are not kept."""
    if dataclasses.is_dataclass(value):
        names = {"needs" if f.name == "told" else f.name for f in dataclasses.fields(value)} - {"tests"}
        return [type(value).__name__, {name: shown(getattr(value, name)) for name in names}]
    if isinstance(value, Mapping):
        return [(key, shown(one)) for key, one in value.items()]
    return [shown(one) for one in value] if isinstance(value, tuple) else value


def again(own: Path) -> RuleSet:
    packs.forget()
    return load(own)


def test_a_kept_load_is_a_new_one(first: tuple[RuleSet, Path], cache: Path, tmp_path: Path) -> None:
    new, known = first[0], again(company(tmp_path))
    assert len(list(cache.glob("pack-*.json"))) == 2
    assert new is not known and new.digest == known.digest and new.words.known == known.words.known
    assert [shown(r) for r in new.rules] == [shown(r) for r in known.rules]
    assert any(p.joint for r in known.rules for p in r.listed)


@pytest.mark.slow
def test_so_it_is_with_every_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRIPACT_RULES")
    with loaded_first(tmp_path) as (new, _):
        known = again(company(tmp_path))
    packs.forget()
    assert new is not known and len(known.rules) > 150
    assert [shown(r) for r in new.rules] == [shown(r) for r in known.rules]


def test_a_kept_load_makes_no_pattern(cache: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Those of a rule that was switched off or changed when the pack was kept are there, too."""
    monkeypatch.setattr(patterns.Maker, "_made", None)
    known = again(company(tmp_path))
    assert known.get("Z-01") and not known.get("C-08")
    monkeypatch.undo()
    monkeypatch.setenv("TRIPACT_CACHE", str(cache.parent))
    made = _made(monkeypatch)
    other = again(company(tmp_path, POLICY.replace("  C-08", "  #")))
    assert other.get("C-08") and other.get("P-10")
    assert len(made) == len({p.expression for p in _of(other, "Z-01").patterns}), "a rule of the company's file, which is new"


def test_only_what_was_changed_is_made(cache: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own = company(tmp_path, POLICY + "  P-10: {params: {pattern: {zh: ['{content}汇票'], en: [a draft]}}}\n")
    (own / "text" / "one.yml").unlink()
    made = _made(monkeypatch)
    changed = _of(again(own), "P-10").params["pattern"]
    assert [changed.expression] == made == ["(?:满意|(?:认可))汇票|\\b(?:a\\s+draft)\\b"]


def _made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The expressions of the patterns that are made from now on."""
    made: list[str] = []
    make = patterns.Maker._made

    def spied(*given: Any) -> patterns.Patterns:
        new = make(*given)
        made.append(new.expression)
        return new

    monkeypatch.setattr(patterns.Maker, "_made", spied)
    return made


def _of(rules: RuleSet, rule_id: str) -> Rule:
    rule = rules.get(rule_id)
    assert rule is not None
    return rule


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: data[: len(data) // 2],
        lambda data: b'[2,[["acme/text/one.yml",[1,1,"x"]]],{}]',
        lambda data: b"2" + data[1:],
        lambda data: data.replace("满意".encode(), "满足".encode(), 1),
        lambda data: b"",
        lambda data: b"\xff\n\x00",
    ],
    ids=["truncated", "older", "of another form", "changed", "empty", "no text"],
)
def test_what_is_not_whole_is_as_good_as_not_there(
    first: tuple[RuleSet, Path], cache: Path, tmp_path: Path, harm: Callable[[bytes], bytes]
) -> None:
    small = min(cache.glob("pack-*.json"), key=lambda f: f.stat().st_size)
    whole = small.read_bytes()
    small.write_bytes(harm(whole))
    known = again(company(tmp_path))
    assert [shown(r) for r in known.rules] == [shown(r) for r in first[0].rules]
    assert small.read_bytes() == whole, "and it is written anew"


def test_a_mistake_in_a_change_of_a_kept_rule_has_its_place(cache: Path, tmp_path: Path) -> None:
    wrong = "  A-02: {params: {pattern: {zh: ['(']}, nix: 1}, variants: {nix: {message: {zh: 甲, en: '{nix}'}}}}\n"
    own = company(tmp_path, POLICY + wrong)
    with pytest.raises(RuleError) as caught:
        again(own)
    found = lint(own)
    assert caught.value.fields["items"] == found
    assert len(found) > 2 and {(p.path, p.line) for p in found} == {("acme/policy.yml", 6)}


@pytest.mark.parametrize(
    ("words", "place", "says"),
    [
        ("a: [满意]\nb: [good, '{aa} x']\n", (2, 11), "did you mean a?"),
        ("b: ['{b}']\n", (1, 5), "a word list may not lead back to itself"),
        ("b: [good, '{c} x']\nc: ['a {b}']\n", (2, 5), "a word list may not lead back to itself"),
        ("a: ['{buyer}', '{nowhere}']\n", (1, 16), "unknown word list"),
    ],
)
def test_a_word_list_that_leads_nowhere_is_told(words: str, place: tuple[int, int], says: str) -> None:
    maker, problems = maker_of(anew((("acme/words.yml", words.encode()),)))
    assert says in {(p.line, p.column): str(p) for p in problems}[place]
    assert [maker.make([], [f"{{{name}}}"]).expression for name in maker.names[3:]], "and what is right can be read on"


def test_a_file_of_word_lists_is_linted_with_the_rules(tmp_path: Path) -> None:
    own = company(tmp_path)
    (own / "words.yml").write_text(WORDS + "unused: ['{nowhere}']\n", "utf-8")
    assert [(p.path, p.line, p.column, p.found) for p in lint(own)] == [("acme/words.yml", 4, 10, "nowhere")]


def test_a_word_list_that_cannot_be_read_is_told_alone(tmp_path: Path) -> None:
    """The lists that rules name may stand in it."""
    own = company(tmp_path)
    (own / "words.yml").write_text("content: [满意", "utf-8")
    assert [(p.path, p.line) for p in lint(own)] == [("acme/words.yml", 2)]


def test_a_pack_is_kept_once_for_all_companies_and_what_was_not_used_for_long_is_forgotten(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    *own, _ = sorted(cache.glob("pack-*.json"), key=lambda file: file.stat().st_size)
    for file in own:
        file.unlink()
    sizes: list[int] = []
    for most in range(4):
        packs.forget()
        load(company(tmp_path / str(most), POLICY.replace("most: 5", f"most: {most}")))
        sizes = sorted(file.stat().st_size for file in cache.glob("pack-*.json"))
        monkeypatch.setattr(kept, "_MOST", sizes[-1] + 2 * sizes[0])
    packs.forget()
    assert len(sizes) == 3
    assert sizes[0] == sizes[1] < sizes[2] / 100, "a company's file holds its own rules alone"
