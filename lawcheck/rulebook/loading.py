"""A YAML file → RuleBook, or one error that lists everything wrong with it."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256

from lawcheck.errors import Mistake, RuleBookError
from lawcheck.rulebook import source
from lawcheck.rulebook.assembly import assemble
from lawcheck.rulebook.frames import Ledger, TooManyError, quoted
from lawcheck.rulebook.nodes import Scalar, Table
from lawcheck.rulebook.repair import Mended, clean, mend, suspected
from lawcheck.rulebook.shapes import RuleBook
from lawcheck.rulebook.strict import parse
from lawcheck.rulebook.wordfile import read_words

_TABS = (2, 4, 8)  # spaces that a tab may have been meant for, the likeliest first


def load(path: str) -> RuleBook:
    """Return the book of a YAML file.

    Raises:
        RuleBookError: The file cannot be read or has mistakes; all of them are listed.
    """
    data = source.read(path)
    text = source.text_of(data, path)
    first = _read(path, text, clean(text))
    found = first
    if not first.useless and (first.ledger or (first.tree and suspected(first.tree))):
        found = _read_mended(path, text, first)
    words = _words(path, found)
    mistakes = [*found.ledger.mistakes(), *words.mistakes]
    if mistakes or found.book is None:
        raise RuleBookError(sorted(mistakes, key=lambda m: (m.path, m.line, m.column)))
    return replace(found.book, words=words.words, sha256=sha256(data + words.data).hexdigest())


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one reading of a text gave."""

    ledger: Ledger
    tree: Table | None
    book: RuleBook | None
    useless: bool = False


def _read(path: str, text: str, mended: Mended) -> _Reading:
    ledger = Ledger(path, text)
    try:
        for place, message in mended.told:
            ledger.add(place, message)
        tree = parse(mended.text, ledger, mended.origin)
        book = assemble(tree, ledger) if tree else None
    except TooManyError:
        return _Reading(ledger, None, None, useless=True)
    return _Reading(ledger, tree, book)


def _read_mended(path: str, text: str, first: _Reading) -> _Reading:
    """Read the text once more with its slips mended; the first reading stands if that is no help."""
    cleaned = clean(text)
    for tab in _TABS:
        mended = mend(cleaned.text, tab)
        if not mended.told:
            return first
        again = _read(path, text, replace(mended, told=(*cleaned.told, *mended.told)))
        if again.tree or again.useless or "\t" not in text:
            break
    return first if first.tree and first.ledger and not again.tree else again


@dataclass(frozen=True, slots=True)
class _Words:
    words: dict[str, float] | None = None
    data: bytes = b""
    mistakes: tuple[Mistake, ...] = ()


def _words(path: str, found: _Reading) -> _Words:
    """Read the word file that the book names."""
    name = found.tree.entries.get("words") if found.tree else None
    if not isinstance(name, Scalar):
        return _Words()
    beside = os.path.join(os.path.dirname(path), name.text)
    wrong = _wrong_name(name.text, beside)
    if wrong:
        with suppress(TooManyError):
            found.ledger.add(name.place, wrong)
        return _Words()
    try:
        data = source.read(beside)
        text = source.text_of(data, beside)
    except RuleBookError as error:
        return _Words(mistakes=error.mistakes)
    ledger = Ledger(beside, text)
    words: dict[str, float] = {}
    with suppress(TooManyError):
        words = read_words(text, ledger)
    return _Words(words, data, tuple(ledger.mistakes()))


def _wrong_name(name: str, beside: str) -> str:
    if not name.strip() or name in (".", "..") or any(char in name for char in "/\\:\0"):
        return f'"words" 应为同一文件夹里的词表文件名，这里是 {quoted(name)}'
    if not os.path.exists(beside):
        return f"找不到词表文件 {quoted(name)}（应与规则文件在同一文件夹）"
    return ""
