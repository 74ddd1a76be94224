"""The paper of the year before: found, read, and fit to stand beside one of this year's."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from lawcheck.engine import LastYear, Source
from lawcheck.errors import ReadError, UsageError
from lawcheck.genre import recognise
from lawcheck.model import Document, Text
from lawcheck.readers import File, read, read_bytes
from lawcheck.rulebook import load_rules
from lawcheck.rulebook.compiled import library
from lawcheck.text.issuers import names_of, same_name

_NOT_KNOWN = Text(
    "本报告的发文机关或年度不明，没有作跨年比较",
    "issuer or year of this paper is not known: nothing was compared",
)


class Beside(NamedTuple):
    """What a paper is compared with, None where there is nothing, and what its reader has to know of that."""

    paper: LastYear | None
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """One paper of the year before, for whichever paper it is compared with."""

    paper: LastYear

    def beside(self, document: Document, *, lang: str, force: bool) -> Beside:
        """Return it for a paper.

        Raises:
            UsageError: It is of another year than the one before, and nobody forces it.
        """
        old = self.paper.document
        if old.year and document.year and old.year != document.year - 1 and not force:
            wrong = Text(
                f"{self.paper.source.path} 是{old.year}年度的报告，被检查的是{document.year}年度的，"
                f"不是它的上一年度（仍要比较请加 --force）",
                f"{self.paper.source.path} reports {old.year}, the paper checked {document.year}: not the "
                "year before (--force compares them all the same)",
            )
            raise UsageError(wrong.say(lang))
        return Beside(self.paper, tuple(_notes(old, document)))

    @property
    def identity(self) -> str:
        """What changes when the paper does."""
        return self.paper.source.sha256


class _Entry(NamedTuple):
    """A paper in a folder: its file, the year that it reports and who issued it."""

    path: str
    year: int
    issuer: str
    sha256: str


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """A folder of papers: for each paper the one of its issuer for the year before is looked up."""

    folder: str
    entries: tuple[_Entry, ...]
    office: bool
    root: str  # where relative paths start from, wherever a paper is checked

    def beside(self, document: Document, *, lang: str, force: bool) -> Beside:
        """Return the paper of the same issuer for the year before, or that there is none."""
        if document.issuer is None or document.year is None:
            return Beside(None, (_NOT_KNOWN,))
        found = [each for each in self.entries if _is_before(each, document)]
        if not found:
            none = Text(
                f"{self.folder} 里没有这个机关上一年度的报告，没有作跨年比较",
                f"{self.folder} holds no paper of this issuer for the year before: nothing was compared",
            )
            return Beside(None, (none,))
        paper = read_paper(found[0].path, office=self.office, root=self.root)
        notes = list(_notes(paper.document, document))
        if len(found) > 1:
            zh = f"{self.folder} 里有 {len(found)} 份这个机关上一年度的报告，用的是 {found[0].path}"
            en = f"{self.folder} holds {len(found)} such papers of the year before; {found[0].path} was taken"
            notes.append(Text(zh, en))
        return Beside(paper, tuple(notes))

    @property
    def identity(self) -> str:
        """What changes when one of the papers does."""
        return repr(self.entries)


Earlier = Given | Shelf


def read_paper(path: str, *, office: bool = False, root: str = "") -> LastYear:
    """Read a paper of the year before; ``root`` is where a relative path starts from.

    Raises:
        ReadError: It could not be read, or is no such report.
    """
    return _read(read_bytes(os.path.join(root, path)), path, office=office)


def read_text(text: str, path: str = "-") -> LastYear:
    """Read the text of a paper of the year before, plain or Markdown; like `read_paper`."""
    return _read(text.encode(), path)


def _read(data: bytes, path: str, *, office: bool = False) -> LastYear:
    document = read(File(data, path, office=office))
    book = load_rules(library().choose(document))
    genre = recognise(document, book.scanner.scan(document.folded), book)
    if not genre.fits:
        zh, en = (
            f"不能作为上一年度报告：{genre.reason.zh}",
            f"no paper of the year before: {genre.reason.say('en')}",
        )
        raise ReadError(path, zh, en)
    return LastYear(document, Source(path, sha256(data).hexdigest()))


def read_shelf(folder: str, paths: Iterable[str], *, office: bool = False) -> Shelf:
    """Return what a folder holds; files that are no such reports are left aside.

    Raises:
        ReadError: None of them is one that tells its issuer and year.
    """
    entries = tuple(_entries(paths, office))
    if not entries:
        raise ReadError(
            folder,
            "文件夹里没有写明发文机关和年度的法治政府建设年度报告",
            "it holds no such report that tells its issuer and year",
        )
    return Shelf(folder, entries, office, os.getcwd())


def _entries(paths: Iterable[str], office: bool) -> Iterator[_Entry]:
    for path in paths:
        try:
            paper = read_paper(path, office=office)
        except ReadError:
            continue
        document = paper.document
        if document.year and document.issuer:
            yield _Entry(path, document.year, document.issuer, paper.source.sha256)


def _is_before(entry: _Entry, document: Document) -> bool:
    if document.year is None or document.issuer is None or entry.year != document.year - 1:
        return False
    return _same_issuer(entry.issuer, document.issuer)


def _same_issuer(one: str, other: str) -> bool:
    names: Sequence[str] = names_of(other)
    return any(same_name(name, each) for name in names_of(one) for each in names)


def _notes(old: Document, document: Document) -> Iterator[Text]:
    """Yield what the reader of a comparison has to know."""
    if old.unread:
        why = Text(
            "；".join(each.zh for each in old.unread), "; ".join(each.say("en") for each in old.unread)
        )
        yield Text("上一年度报告没有全部读出：", "last year's paper was not read wholly: ") + why
    if old.issuer and document.issuer and not _same_issuer(old.issuer, document.issuer):
        yield Text(
            f"上一年度报告的发文机关是“{old.issuer}”，与本报告不同",
            f"last year's paper is by another issuer, “{old.issuer}”",
        )
    if old.year is None or document.year is None:
        yield Text(
            "报告年度不明，不能断定所给的是上一年度的报告",
            "a reported year is not known: the other paper may not be that of the year before",
        )
