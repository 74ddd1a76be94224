"""A YAML file → RuleBook, or one error that lists everything wrong with it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256

from lawcheck.errors import RuleBookError
from lawcheck.rulebook import source
from lawcheck.rulebook.assembly import assemble
from lawcheck.rulebook.beside import Beside
from lawcheck.rulebook.frames import Ledger, TooManyError
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
    words = _words(found)
    mistakes = [*found.ledger.mistakes(), *found.beside.mistakes()]
    if mistakes or found.book is None:
        raise RuleBookError(sorted(mistakes, key=lambda m: (m.path, m.line, m.column)))
    return replace(found.book, words=words, sha256=sha256(data + found.beside.data()).hexdigest())


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one reading of a text gave."""

    ledger: Ledger
    tree: Table | None
    book: RuleBook | None
    beside: Beside
    useless: bool = False


def _read(path: str, text: str, mended: Mended) -> _Reading:
    ledger, beside = Ledger(path, text), Beside(path)
    try:
        for place, message in mended.told:
            ledger.add(place, message)
        tree = parse(mended.text, ledger, mended.origin)
        book = assemble(tree, ledger, beside) if tree else None
    except TooManyError:
        return _Reading(ledger, None, None, beside, useless=True)
    return _Reading(ledger, tree, book, beside)


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


def _words(found: _Reading) -> dict[str, float] | None:
    """Return the words of the word file that the book names."""
    name = found.tree.entries.get("words") if found.tree else None
    if not isinstance(name, Scalar):
        return None
    with suppress(TooManyError):
        file = found.beside.open("words", name, "词表文件", found.ledger)
        if file:
            return read_words(file.text, file.ledger)
    return None
