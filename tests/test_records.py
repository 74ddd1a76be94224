"""Records are frozen dataclasses for all who ask: for us, for ``dataclasses`` and for pydantic."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, fields, is_dataclass, replace
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from lawcheck.records import record


@record
class Base:
    """A shape with a default before what its children need."""

    id: str
    weight: float = 1.0


@record
class Child(Base):
    """A shape that goes on from another."""

    of: tuple[str, ...]


def test_fields_and_defaults() -> None:
    child = Child(id="a", of=("b",))
    assert is_dataclass(child)
    assert [field.name for field in fields(child)] == ["id", "weight", "of"]
    assert repr(child) == "Child(id='a', weight=1.0, of=('b',))"
    changed: Any = child
    assert repr(replace(changed, weight=2.0)) == "Child(id='a', weight=2.0, of=('b',))"


@pytest.mark.parametrize("values", [{"id": "a"}, {"id": "a", "of": (), "more": 1}])
def test_wrong_values_are_refused(values: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match=r"of|more"):
        Child(**values)


def test_nothing_can_be_changed() -> None:
    child: Any = Child(id="a", of=())
    with pytest.raises(FrozenInstanceError):
        child.id = "b"
    with pytest.raises(FrozenInstanceError):
        del child.id
    with pytest.raises(FrozenInstanceError):
        child.other = "b"
    assert child.id == "a"


def test_two_are_equal_only_if_they_are_one() -> None:
    child = Child(id="a", of=())
    assert child == child  # noqa: PLR0124
    assert child != Child(id="a", of=())
    assert len({child, child}) == 1


def test_copies_and_pickles_are_as_the_first() -> None:
    child = Child(id="a", weight=2.0, of=("b",))
    for other in (pickle.loads(pickle.dumps(child)), copy.deepcopy(child)):
        assert type(other) is Child
        assert repr(other) == repr(child)
        with pytest.raises(FrozenInstanceError):
            setattr(other, "weight", 1.0)  # noqa: B010 - type checkers know that it is frozen


def test_pydantic_fills_them() -> None:
    adapter = TypeAdapter(Child)
    made = adapter.validate_python({"id": "a", "weight": "2", "of": ["b"]})
    assert repr(made) == "Child(id='a', weight=2.0, of=('b',))"
    with pytest.raises(ValidationError):
        adapter.validate_python({"id": "a"})
