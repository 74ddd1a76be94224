"""Rule books ↔ JSON, so that an ordinary check reads no YAML and validates nothing.

``python -m lawcheck.rulebook.compiled`` writes the shipped books' compiled form anew: the national one
as it is, each of the others as what it changes of the one that it extends, a text that is read only
when that book is asked for. Only our own file is thawed: it names the classes to make.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from lawcheck.errors import LawcheckError
from lawcheck.kinds import Issued, Rule
from lawcheck.rulebook.files import NATIONAL, shipped, shipped_names

if TYPE_CHECKING:
    from lawcheck.model import Document
    from lawcheck.rulebook.shapes import RuleBook, SectionRule

_FILE = "_compiled.json"
_CLASS = "@"
_OF = "of the base"  # the id of what is changed
_ROOT = "lawcheck"


def freeze(value: Any) -> str:
    """Return a book, or what holds books, as JSON; what is as by default is left out."""
    return json.dumps(_frozen(value), ensure_ascii=False, separators=(",", ":")) + "\n"


def _frozen(value: Any) -> Any:
    if isinstance(value, Enum):
        return _tagged(value, {"value": value.value})
    if isinstance(value, date):
        return _tagged(value, {"year": value.year, "month": value.month, "day": value.day})
    if is_dataclass(value):
        own = ((field.name, getattr(value, field.name), field) for field in fields(value))
        return _tagged(value, {name: _frozen(v) for name, v, field in own if not _is_default(v, field)})
    if isinstance(value, tuple | list):
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


def thaw(text: str) -> Any:
    """Return what was frozen; lists come back as tuples."""
    return json.loads(text, object_hook=_thawed)


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


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """The shipped books: whole, or as JSON of what they change; and for whom those are."""

    books: dict[str, RuleBook | str]
    scopes: dict[str, Issued]

    def book(self, name: str) -> RuleBook:
        """Return a book; KeyError where there is none of that id."""
        found = self.books[name]
        if isinstance(found, str):
            changes: dict[str, Any] = thaw(found)
            found = self.books[name] = _laid_on(self.book(changes["base"]), changes)
        return found

    def choose(self, document: Document) -> str:
        """Return the id of the book for a document's issuer, the national one where none is for it."""
        return next((name for name, scope in self.scopes.items() if scope.names(document)), NATIONAL)


def _laid_on(base: RuleBook, changes: dict[str, Any]) -> RuleBook:
    sections = tuple(_taken(base, part) for part in changes["sections"])
    rules = tuple(_taken(base, rule) for rule in changes["rules"])
    return replace(base, **changes["head"], sections=sections, rules=rules)


def _taken(base: RuleBook, part: Any) -> Any:
    """Return a part or rule: the base's, the base's with what it changes, or a new one."""
    if isinstance(part, str):
        return base.find(part)
    if not isinstance(part, dict):
        return part
    known = base.find(part.pop(_OF))
    if "rules" in part:
        part["rules"] = tuple(_taken(base, rule) for rule in part["rules"])
    return replace(known, **part)  # type: ignore[type-var]


@cache
def library() -> Library:
    """Return the shipped books.

    Raises:
        LawcheckError: Their file is missing.
    """
    try:
        with open(shipped(_FILE), encoding="utf-8") as file:
            content = thaw(file.read())
    except OSError as error:
        raise LawcheckError(
            f"lawcheck 安装不完整，缺少自带的规则：{error.filename}",
            f"lawcheck is not wholly installed, its own rules are missing: {error.filename}",
        ) from error
    return Library(content["books"], content["scopes"])


def compile_books(books: Mapping[str, RuleBook]) -> str:
    """Return the compiled form of the shipped books, by their ids, the national one among them."""
    frozen = {name: _compiled(book, books) for name, book in books.items()}
    scopes = {name: _scope(book) for name, book in books.items() if book.applies.level or book.applies.kind}
    return freeze({"books": frozen, "scopes": scopes})


def _compiled(book: RuleBook, books: Mapping[str, RuleBook]) -> RuleBook | str:
    if not book.extends:
        return book
    base = books[book.extends[0]]
    head = {name: value for name, value in _changes(base, book).items() if name not in ("sections", "rules")}
    sections = [_change(base, part) for part in book.sections]
    rules = [_change(base, rule) for rule in book.rules]
    return freeze({"base": base.rulebook, "head": head, "sections": sections, "rules": rules})


def _change(base: RuleBook, part: SectionRule | Rule) -> Any:
    """Return a part or rule as what it changes of the base's; its id alone where that is nothing."""
    known = base.find(part.id)
    if type(known) is not type(part):
        return part
    changes = _changes(known, part)
    if "rules" in changes:
        changes["rules"] = [_change(base, rule) for rule in changes["rules"]]
    return {_OF: part.id, **changes} if changes else part.id


def _changes(old: Any, new: Any) -> dict[str, Any]:
    names = (field.name for field in fields(new))
    return {n: getattr(new, n) for n in names if repr(getattr(new, n)) != repr(getattr(old, n))}


def _scope(book: RuleBook) -> Issued:
    return Issued(**{field.name: getattr(book.applies, field.name) for field in fields(Issued)})


def main() -> None:
    """Write the compiled form of the shipped books: the national one first, the others rest on it."""
    from lawcheck.rulebook.loading import load

    books: dict[str, RuleBook] = {}
    for name in shipped_names():
        books[name] = load(shipped(f"{name}.yaml"))
        compiled = compile_books(books)
        with open(shipped(_FILE), "w", encoding="utf-8", newline="\n") as file:
            file.write(compiled)
        library.cache_clear()


if __name__ == "__main__":
    main()
