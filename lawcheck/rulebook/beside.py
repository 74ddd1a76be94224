"""The files beside a rule book that it names: read once, each with a ledger of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field

from lawcheck.errors import Mistake, RuleBookError
from lawcheck.model import Text
from lawcheck.rulebook import source
from lawcheck.rulebook.frames import Ledger
from lawcheck.rulebook.nodes import Node, Scalar
from lawcheck.rulebook.phrases import here, quoted


@dataclass(frozen=True, slots=True)
class File:
    """A file beside the book, with what is wrong in it."""

    text: str
    data: bytes
    ledger: Ledger


@dataclass(slots=True)
class Beside:
    """The files that a book names, in the book's own folder and nowhere else."""

    book: str
    _files: dict[str, File] = field(default_factory=dict)
    _unreadable: list[Mistake] = field(default_factory=list)

    def open(self, key: str, name: Node, what: Text, ledger: Ledger) -> File | None:
        """Return the file that a key names, None where there is none to read; that is told.

        Args:
            key: The key, for the message.
            name: What stands under it.
            what: What sort of file it is.
            ledger: The book's ledger.
        """
        wrong = self._wrong(key, name, what)
        if wrong:
            ledger.add(name.place, wrong)
        if wrong or not isinstance(name, Scalar):
            return None
        if name.text not in self._files:
            self._read(name.text)
        return self._files.get(name.text)

    def _read(self, name: str) -> None:
        path = os.path.join(os.path.dirname(self.book), name)
        try:
            data = source.read(path)
            text = source.text_of(data, path)
        except RuleBookError as error:
            self._unreadable += error.mistakes
            return
        self._files[name] = File(text, data, Ledger(path, text))

    def _wrong(self, key: str, node: Node, what: Text) -> Text | None:
        asked = Text(
            f'"{key}" 应为同一文件夹里的{what.zh}名',
            f'"{key}" must be the name of a {what.en} of the same folder',
        )
        if not isinstance(node, Scalar):
            return asked
        name = node.text
        if not name.strip() or name in (".", "..") or any(char in name for char in "/\\:\0"):
            return asked + here(name)
        if not os.path.exists(os.path.join(os.path.dirname(self.book), name)):
            zh = f"找不到{what.zh} {quoted(name)}（应与规则文件在同一文件夹）"
            return Text(zh, f"there is no {what.en} {quoted(name)} (it must lie in the rule file's folder)")
        return None

    def mistakes(self) -> Iterator[Mistake]:
        """Yield what is wrong with and in the files."""
        yield from self._unreadable
        for file in self._files.values():
            yield from file.ledger.mistakes()

    def data(self) -> bytes:
        """Return the bytes of all files, in the order of their names."""
        return b"".join(file.data for _, file in sorted(self._files.items()))
