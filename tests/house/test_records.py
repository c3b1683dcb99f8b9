"""Records that are made the quick way are what the usual way makes, and are changed as ``replace`` changes them."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from review.model.changed import changed
from review.model.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Quick:
    first: int
    second: str = "b"
    third: tuple[int, ...] = ()


def test_fields_defaults_and_equality() -> None:
    assert Quick(1) == Quick(1, "b", ()) == Quick(first=1, third=())
    assert Quick(1) != Quick(2)
    assert hash(Quick(1, "x")) == hash(Quick(1, second="x"))
    assert repr(Quick(1, third=(2,))) == "Quick(first=1, second='b', third=(2,))"
    assert pickle.loads(pickle.dumps(Quick(3, "c", (4,)))) == Quick(3, "c", (4,))


def test_a_field_cannot_be_set_and_a_wrong_one_not_given() -> None:
    with pytest.raises(FrozenInstanceError):
        Quick(1).first = 2  # type: ignore[misc]
    with pytest.raises(TypeError):
        Quick()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Quick(1, fourth=2)  # type: ignore[call-arg]


def test_a_constructor_that_does_more_is_refused() -> None:
    with pytest.raises(TypeError, match="does more"):

        @quick
        @dataclass(frozen=True, slots=True)
        class Made:
            parts: list[int] = field(default_factory=list)

    with pytest.raises(TypeError, match="does more"):

        @quick
        @dataclass(frozen=True, slots=True)
        class Checked:
            part: int

            def __post_init__(self) -> None:
                raise ValueError


@pytest.mark.parametrize("facts", [{}, {"first": 5}, {"second": "z", "third": (1, 2)}])
def test_changed_is_replace(facts: dict[str, object]) -> None:
    record = Quick(1, "a", (9,))
    assert changed(record, **facts) == replace(record, **facts)  # type: ignore[arg-type]
    assert record == Quick(1, "a", (9,))


def test_a_name_that_is_no_field_is_told() -> None:
    with pytest.raises(KeyError, match="fourth"):
        changed(Quick(1), fourth=2)
