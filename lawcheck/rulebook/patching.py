"""What a rule file changes of a part or rule that it takes over: the keys that it gives, and these alone.

A value replaces the one taken over. A list of words, or words by subject, may instead be changed:
``{add: [...], remove: [...]}``; a table such as ``applies`` changes the keys that it holds.
"""

from __future__ import annotations

from typing import Any, TypeVar

from lawcheck.model import Text
from lawcheck.rulebook.frames import Ledger
from lawcheck.rulebook.hints import RECKONED, keys, shapes, takes
from lawcheck.rulebook.nodes import Broken, Items, Node, Table
from lawcheck.rulebook.phrases import LIST, guess, quoted
from lawcheck.rulebook.shaping import shape
from lawcheck.rulebook.wordlists import ADD, REMOVE, is_change, scalars

T = TypeVar("T")

_WORDS = tuple[str, ...]
_BY_SUBJECT = dict[str, tuple[str, ...]]


def patch(base: T, table: Table, ledger: Ledger) -> T | None:
    """Return what a table makes of a dataclass that was taken over, None where something is wrong."""
    cls: type[T] = type(base)
    given: dict[str, object] = {}
    changed: list[str] = []
    for key, hint in keys(cls).items():
        old = getattr(base, key, None) if hasattr(base, key) else getattr(base, f"{key}_")
        node = table.entries.get(key)
        if node is None:
            given[key] = old
        elif is_change(node) and (takes(hint, _WORDS) or takes(hint, _BY_SUBJECT)):
            given[key] = _changed(old, node, ledger)
            changed.append(key)
        elif isinstance(node, Table) and old is not None and isinstance(old, tuple(shapes(hint))):
            given[key] = patch(old, node, ledger)
            changed.append(key)
    _drop_names(given, base, changed)
    reckoned = {name: getattr(base, name) for name in RECKONED if hasattr(base, name)}
    return shape(cls, table.without(*changed), ledger, given | reckoned)


def _drop_names(given: dict[str, object], base: object, changed: list[str]) -> None:
    """Take subjects that are removed out of the tables that name them in another language."""
    for key in changed:
        old, new = getattr(base, key, None), given[key]
        if isinstance(old, dict) and isinstance(new, dict):
            gone = old.keys() - new.keys()
            for other, value in given.items():
                if other not in changed and isinstance(value, dict):
                    given[other] = {name: text for name, text in value.items() if name not in gone}


def _must_be(subject: str, what: Text) -> Text:
    return Text(f"{subject} 应为", f"{subject} must be ") + what


def _changed(old: Any, node: Table, ledger: Ledger) -> Any:
    added, removed = node.entries.get(ADD), node.entries.get(REMOVE)
    if isinstance(old, dict):
        return _changed_subjects(old, added, removed, ledger)
    gone = _removed(old, removed, ledger)
    words = [word for word in old if word not in gone]
    if added is not None and not isinstance(added, Items | Broken):
        ledger.add(added.place, _must_be(f'"{ADD}"', LIST))
        return tuple(words)
    return (*words, *_new(words, added, ledger))


def _new(words: list[str], added: Node | None, ledger: Ledger) -> list[str]:
    found = []
    for item in scalars(added):
        if item.text in words:
            name = quoted(item.text)
            ledger.add(
                item.place, Text(f"{name} 所扩展的规则书里已经有了", f"the extended book has {name} already")
            )
        else:
            found.append(item.text)
    return found


def _removed(old: Any, removed: Node | None, ledger: Ledger) -> set[str]:
    if removed is not None and not isinstance(removed, Items | Broken):
        ledger.add(removed.place, _must_be(f'"{REMOVE}"', LIST))
        return set()
    for item in scalars(removed):
        if item.text not in old:
            name = quoted(item.text)
            none = Text(
                f"所扩展的规则书里没有 {name}，不能去掉",
                f"the extended book has no {name}, it cannot be removed",
            )
            ledger.add(item.place, none + guess(item.text, old))
    return {item.text for item in scalars(removed)}


def _changed_subjects(
    old: dict[str, tuple[str, ...]], added: Node | None, removed: Node | None, ledger: Ledger
) -> dict[str, Any]:
    gone = _removed(old, removed, ledger)
    subjects: dict[str, Any] = {name: words for name, words in old.items() if name not in gone}
    if added is not None and not isinstance(added, Table | Broken):
        pairs = Text("键和值（每行一个“键: [词, 词]”）", "keys with values (“key: [word, word]”, one a line)")
        ledger.add(added.place, _must_be(f'"{ADD}"', pairs))
    for name, node in added.entries.items() if isinstance(added, Table) else ():
        words = list(subjects.get(name, ()))
        if isinstance(node, Items | Broken):
            subjects[name] = (*words, *_new(words, node, ledger))
        else:
            ledger.add(node.place, _must_be(quoted(name), LIST))
    return subjects
