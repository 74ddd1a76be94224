"""A rule book ↔ JSON, so that an ordinary check reads no YAML and validates nothing.

``python -m lawcheck.rulebook.compiled`` writes the shipped books' compiled form anew. Only our own
file is thawed: it names the classes to make.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lawcheck.rulebook.shapes import RuleBook

_CLASS = "@"
_ROOT = "lawcheck"


def freeze(book: RuleBook) -> str:
    """Return a book as JSON; what is as by default is left out."""
    return json.dumps(_frozen(book), ensure_ascii=False, separators=(",", ":")) + "\n"


def _frozen(value: Any) -> Any:
    if isinstance(value, Enum):
        return _tagged(value, {"value": value.value})
    if isinstance(value, date):
        return _tagged(value, {"year": value.year, "month": value.month, "day": value.day})
    if is_dataclass(value):
        own = ((field.name, getattr(value, field.name), field) for field in fields(value))
        return _tagged(value, {name: _frozen(v) for name, v, field in own if not _is_default(v, field)})
    if isinstance(value, tuple):
        return [_frozen(item) for item in value]
    if isinstance(value, dict):
        return _frozen_dict(value)
    if value is None or type(value) in (str, int, float, bool):
        return value
    raise TypeError(f"a rule book cannot hold a {type(value).__name__}")


def _frozen_dict(value: dict[Any, Any]) -> dict[str, Any]:
    if _CLASS in value or not all(isinstance(key, str) for key in value):
        raise TypeError(f"a rule book's dictionaries have words as keys, but not {_CLASS}")
    return {key: _frozen(item) for key, item in value.items()}


def _tagged(value: object, content: dict[str, Any]) -> dict[str, Any]:
    cls = type(value)
    name = f"{cls.__module__}.{cls.__qualname__}"
    # .model.Text for lawcheck.model.Text: the way import_module spells relative names
    return {_CLASS: name.removeprefix(_ROOT) if name.startswith(f"{_ROOT}.") else name, **content}


def _is_default(value: object, field: Field[Any]) -> bool:
    if field.default is not MISSING:
        return type(value) is type(field.default) and bool(value == field.default)
    return field.default_factory is not MISSING and value == field.default_factory()


def thaw(text: str) -> RuleBook:
    """Return the book that was frozen."""
    book: RuleBook = json.loads(text, object_hook=_thawed)
    return book


def _thawed(content: dict[str, Any]) -> Any:
    for key, value in content.items():
        if type(value) is list:
            content[key] = _tuple(value)
    name = content.pop(_CLASS, None)
    return content if name is None else _class(name)(**content)


def _tuple(values: list[Any]) -> tuple[Any, ...]:
    return tuple([_tuple(value) if type(value) is list else value for value in values])


@cache
def _class(name: str) -> Any:
    module, _, cls = name.rpartition(".")
    return getattr(import_module(module, _ROOT), cls)


def main() -> None:
    """Write the compiled form of the shipped book."""
    from lawcheck.rulebook import load_rules, shipped

    frozen = freeze(load_rules(shipped("annual-report.yaml")))
    with open(shipped("_compiled.json"), "w", encoding="utf-8", newline="\n") as file:
        file.write(frozen)


if __name__ == "__main__":
    main()
