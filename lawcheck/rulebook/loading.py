"""A YAML file, with those that it extends, → RuleBook, or one error that lists everything wrong."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256

from lawcheck.errors import Mistake, RuleBookError
from lawcheck.model import Text
from lawcheck.rulebook import source
from lawcheck.rulebook.assembly import assemble
from lawcheck.rulebook.beside import Beside
from lawcheck.rulebook.compiled import library
from lawcheck.rulebook.extending import extended
from lawcheck.rulebook.files import shipped, shipped_name
from lawcheck.rulebook.frames import Ledger, TooManyError
from lawcheck.rulebook.nodes import Scalar, Table
from lawcheck.rulebook.repair import Mended, clean, mend, suspected
from lawcheck.rulebook.shapes import RuleBook
from lawcheck.rulebook.strict import parse
from lawcheck.rulebook.wordfile import read_words

_TABS = (2, 4, 8)  # spaces that a tab may have been meant for, the likeliest first


def load(path: str) -> RuleBook:
    """Return the book of a YAML file, with what it takes over from those that it extends.

    Raises:
        RuleBookError: The file, or one that it extends, cannot be read or has mistakes; all of them
            are listed.
    """
    return load_whole(path).book


@dataclass(frozen=True, slots=True)
class Loaded:
    """A rule file's book, the text and tree that it was made of, and the files that it extends.

    ``below`` are those files, the nearest one first.
    """

    path: str
    text: str
    tree: Table
    book: RuleBook
    below: tuple[str, ...]


def load_whole(path: str) -> Loaded:
    """Return the book of a YAML file with what it was made of. Raises as `load`."""
    loader = _Loader()
    book = loader.book(path, ())
    mistakes = sorted(loader.mistakes, key=lambda m: (m.path, m.line, m.column))
    if mistakes or book is None:
        raise RuleBookError(mistakes)
    tree, text = loader.trees[os.path.realpath(path)]
    return Loaded(path, text, tree, book, tuple(reversed(loader.stack(path)[:-1])))


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one reading of a text gave."""

    ledger: Ledger
    tree: Table | None
    book: RuleBook | None
    beside: Beside
    useless: bool = False


@dataclass(frozen=True, slots=True)
class _Loader:
    """Reads a file and those that it extends, each once; paths are real ones.

    ``stacks`` are the files that make up a book, those that are extended first.
    """

    mistakes: list[Mistake] = field(default_factory=list)
    books: dict[str, RuleBook | None] = field(default_factory=dict)
    trees: dict[str, tuple[Table, str]] = field(default_factory=dict)
    stacks: dict[str, list[str]] = field(default_factory=dict)

    def book(self, path: str, above: Sequence[str]) -> RuleBook | None:
        """Return the book of a file, None where something is wrong; that is told."""
        name = os.path.realpath(path)
        if name not in self.books:
            try:
                self.books[name] = self._load(path, above)
            except RuleBookError as error:
                self.mistakes.extend(error.mistakes)
                self.books[name] = None
        return self.books[name]

    def _load(self, path: str, above: Sequence[str]) -> RuleBook | None:
        data = source.read(path)
        text = source.text_of(data, path)
        first = self._read(path, text, clean(text), above)
        found = first
        if not first.useless and (first.ledger or (first.tree and suspected(first.tree))):
            found = self._read_mended(path, text, first, above)
        words = _words(found.tree, found.beside, found.ledger)
        mistakes = [*found.ledger.mistakes(), *found.beside.mistakes()]
        self.mistakes.extend(mistakes)
        if mistakes or found.book is None:
            return None
        return _finished(found.book, words, data + found.beside.data())

    def _read(self, path: str, text: str, mended: Mended, above: Sequence[str]) -> _Reading:
        ledger, beside = Ledger(path, text), Beside(path)
        book = None
        try:
            for place, message in mended.told:
                ledger.add(place, message)
            tree = parse(mended.text, ledger, mended.origin)
            if tree:
                self.trees[os.path.realpath(path)] = (tree, text)
                parents = extended(path, tree, above, ledger)
                base = self._base(path, parents, (*above, path)) if parents else None
                if base or parents == []:
                    book = assemble(tree, ledger, beside, base)
        except TooManyError:
            return _Reading(ledger, None, None, beside, useless=True)
        return _Reading(ledger, tree, book, beside)

    def _read_mended(self, path: str, text: str, first: _Reading, above: Sequence[str]) -> _Reading:
        """Read the text once more with its slips mended; the first reading stands if that is no help."""
        cleaned = clean(text)
        for tab in _TABS:
            mended = mend(cleaned.text, tab)
            if not mended.told:
                return first
            again = self._read(path, text, replace(mended, told=(*cleaned.told, *mended.told)), above)
            if again.tree or again.useless or "\t" not in text:
                break
        return first if first.tree and first.ledger and not again.tree else again

    # the books that a file extends

    def _base(self, path: str, parents: Sequence[str], above: Sequence[str]) -> RuleBook | None:
        """Return the books that a file extends, laid one on another; None where one has mistakes."""
        base = self._parent(parents[0], above)
        stack = list(self.stack(parents[0]))
        for parent in parents[1:]:
            if base is None or self.book(parent, above) is None:
                return None
            for layer in self.stack(parent):
                if base is not None and layer not in stack:
                    base = self._laid_on(base, layer)
                    stack.append(layer)
        self.stacks[os.path.realpath(path)] = [*stack, os.path.realpath(path)]
        return base

    def _parent(self, path: str, above: Sequence[str]) -> RuleBook | None:
        name = shipped_name(path)
        if name is None:
            return self.book(path, above)
        book = library().book(name)
        self.stacks[os.path.realpath(path)] = [
            os.path.realpath(shipped(f"{layer.book}.yaml")) for layer in book.layers
        ]
        return book

    def stack(self, path: str) -> list[str]:
        """Return the files that make up a book, its own last."""
        name = os.path.realpath(path)
        return self.stacks.get(name, [name])

    def _laid_on(self, base: RuleBook, path: str) -> RuleBook | None:
        """Return a book with one more file laid on it, which was read and found good by itself."""
        if path not in self.trees:
            self.book(path, ())
        tree, text = self.trees[path]
        ledger, beside = Ledger(path, text), Beside(path)
        laid = assemble(tree, ledger, beside, base)
        words = _words(tree, beside, ledger)
        self.mistakes.extend(ledger.mistakes())
        return _finished(laid, words, text.encode() + beside.data()) if laid else None


def _finished(book: RuleBook, words: dict[str, float] | None, data: bytes) -> RuleBook:
    """Return a book with its words, put to those taken over, and the hash of all it is made of."""
    if words is not None:
        book = replace(book, words={**(book.words or {}), **words})
    return replace(book, sha256=sha256(book.sha256.encode() + data).hexdigest())


def _words(tree: Table | None, beside: Beside, ledger: Ledger) -> dict[str, float] | None:
    """Return the words of the word file that a book names."""
    name = tree.entries.get("words") if tree else None
    if not isinstance(name, Scalar):
        return None
    with suppress(TooManyError):
        file = beside.open("words", name, Text("词表文件", "word file"), ledger)
        if file:
            return read_words(file.text, file.ledger)
    return None
