"""What the shapes' type hints say about the keys of a rule file."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import MISSING, fields, is_dataclass
from functools import cache, lru_cache
from typing import Annotated, Any, cast, get_args, get_origin, get_type_hints

from lawcheck.model import Text

RECKONED = frozenset({"sha256", "layers", "switched_off", "at"})  # fields that no file gives


def keys(shape: type[Any]) -> dict[str, Any]:
    """Return the keys that a shape has in YAML with their hints; ``not_`` is the key ``not``."""
    return _keys(cast(Hashable, shape))


@cache
def _keys(shape: Any) -> dict[str, Any]:
    hints = get_type_hints(shape, include_extras=True)
    names = (field.name for field in fields(shape) if field.name not in RECKONED)
    return {name.rstrip("_"): hints[name] for name in names}


def required(shape: type[Any]) -> tuple[str, ...]:
    """Return the keys that a shape must have."""
    own = fields(shape)
    return tuple(f.name.rstrip("_") for f in own if f.default is MISSING and f.default_factory is MISSING)


def members(hint: Any) -> tuple[Any, ...]:
    """Return the types that a hint allows, without annotations."""
    return _members(cast(Hashable, hint))


@cache
def _members(hint: Any) -> tuple[Any, ...]:
    if get_origin(hint) is Annotated:
        return members(get_args(hint)[0])
    if isinstance(hint, type) or get_origin(hint) in (tuple, dict, list):
        return (hint,)
    return tuple(member for arg in get_args(hint) for member in members(arg)) or (hint,)


def shapes(hint: Any) -> Iterator[type[Any]]:
    """Yield the dataclasses that a hint allows, texts for people aside."""
    for member in members(hint):
        if is_dataclass(member) and isinstance(member, type) and member is not Text:
            yield member


def below(hint: Any, step: str | int) -> Any:
    """Return the hint of what stands under a key or at a position; None where nothing may."""
    return _below(cast(Hashable, hint), step)


@lru_cache(maxsize=4096)  # a key may be any word of a file
def _below(hint: Any, step: str | int) -> Any:
    for member in members(hint):
        args = get_args(member)
        if isinstance(step, int) and get_origin(member) in (tuple, list):
            return args[0] if args[1:] in ((), (...,)) else args[min(step, len(args) - 1)]
        if isinstance(step, str) and get_origin(member) is dict:
            return args[1]
    found = [keys(shape)[step] for shape in shapes(hint) if isinstance(step, str) and step in keys(shape)]
    return found[0] if found else None


def one_of_many(hint: Any) -> Any:
    """Return the dataclass of a list of them, for which one may stand alone; else the hint itself."""
    item = below(hint, 0)
    return item if item is not None and any(shapes(item)) else hint


def shape_at(shape: type[Any], path: Sequence[str | int]) -> type[Any] | None:
    """Return the dataclass to which a path leads."""
    hint: Any = shape
    for step in path:
        hint = below(one_of_many(hint) if isinstance(step, str) else hint, step)
    hint = one_of_many(hint)
    return Text if Text in members(hint) else next(shapes(hint), None)


def takes(hint: Any, kind: Any) -> bool:
    """Tell whether a hint allows a type."""
    return kind in members(hint)


def word_lists(shape: type[Any]) -> tuple[str, ...]:
    """Return the keys of a shape under which a list of words stands."""
    return tuple(key for key, hint in keys(shape).items() if takes(hint, tuple[str, ...]))
