"""What one call asks: its options, looked at once, and what they do with a paper."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TypedDict

from lawcheck.engine import Asked, Selection, Source, judge
from lawcheck.errors import ReadError, UsageError
from lawcheck.model import Document, Report, Suppression, Text
from lawcheck.papers import find_papers
from lawcheck.previous import Beside, Earlier, Given, read_paper, read_shelf
from lawcheck.readers import File, read, read_bytes
from lawcheck.rulebook import RuleBook, load_rules, shipped_names
from lawcheck.rulebook.compiled import library

Path = str | os.PathLike[str]
_LANGUAGES = ("zh", "en")


class Options(TypedDict, total=False):
    """What every check may be told, all of it by keyword.

    ``rules`` is a rule book, the path of one, or the id of a shipped one; by default the shipped book
    for the level and kind of each paper's issuer. ``as_of`` is the day of which the law in force
    counts (by default the last of the reported year), ``lang`` the language of messages (``zh`` or
    ``en``). ``select`` and ``ignore`` list rule ids, or the first words of
    ids, to choose which findings are told; the verdict is on the whole paper all the same.
    ``suppress`` are findings to let stand, each with its reason.
    ``force`` checks also a paper for which the rule book is not meant. ``office`` has an installed
    office program, instead of a library, convert old Word and WPS files.
    ``previous`` is the same issuer's paper of the year before, for comparing the two (a file, or what
    `load_previous` returns), or a folder in which it is looked up for each paper.
    """

    rules: Path | RuleBook | None
    lang: str
    select: Sequence[str]
    ignore: Sequence[str]
    force: bool
    office: bool
    as_of: date | None
    suppress: Sequence[Suppression]
    previous: Path | Earlier | None


@dataclass(frozen=True, slots=True, eq=False)
class Call:
    """One call's options, looked at once for all its papers."""

    book: RuleBook | None  # None: the shipped one that is for the paper's issuer
    lang: str
    selection: Selection
    force: bool
    office: bool
    as_of: date | None
    suppress: tuple[Suppression, ...]
    previous: Earlier | None
    folder: str = ""  # where relative paths start from, the working folder where it is empty

    def check_file(self, path: str) -> Report:
        """Read and judge a file.

        Raises:
            ReadError: It could not be read as a paper.
        """
        try:
            data = read_bytes(os.path.join(self.folder, path))
        except ReadError as error:  # of the file as it was named
            raise ReadError(path, error.reason, error.reason_en, error.foreign) from None
        return self.check(data, path)

    def check(self, data: bytes, path: str) -> Report:
        """Read and judge the bytes of a paper.

        Raises:
            ReadError: They could not be read as a paper; it tells their hash.
        """
        digest = sha256(data).hexdigest()
        try:
            document = read(File(data, path, office=self.office))
        except ReadError as error:
            error.sha256 = digest
            raise
        beside = self._beside(document)
        return judge(
            document,
            self.book or load_rules(library().choose(document)),
            Source(path, digest),
            Asked(
                lang=self.lang,
                selection=self.selection,
                force=self.force,
                as_of=self.as_of,
                suppress=[each for each in self.suppress if self._is_for(each, path)],
                previous=beside.paper,
                notes=beside.notes,
            ),
        )

    def _beside(self, document: Document) -> Beside:
        if self.previous is None:
            return Beside(None)
        return self.previous.beside(document, lang=self.lang, force=self.force)

    def _is_for(self, suppression: Suppression, path: str) -> bool:
        """Tell whether a suppression is for a paper: its pattern is one of whole names, or of their ends."""
        if not suppression.paper:
            return True
        from fnmatch import fnmatchcase  # only where there are suppressions

        pattern = os.path.abspath(os.path.join(self.folder, suppression.paper)).replace(os.sep, "/")
        name = os.path.join(self.folder, path)
        names = (os.path.abspath(name), os.path.realpath(name))
        return any(fnmatchcase(name.replace(os.sep, "/"), pattern) for name in names)


def prepare(options: Options) -> Call:
    """Return what is to be done with each paper.

    Raises:
        ReadError: The paper of the year before could not be read.
        RuleBookError: The rule file has mistakes.
        UsageError: An unknown rule or language.
    """
    rules, previous, lang = options.get("rules"), options.get("previous"), options.get("lang", "zh")
    select, ignore, suppress = (
        options.get("select", ()),
        options.get("ignore", ()),
        options.get("suppress", ()),
    )
    office = options.get("office", False)
    book = load_rules(rules) if isinstance(rules, str | os.PathLike) else rules
    selection = _selection(select, ignore, lang)
    _refuse_unknown(book, selection, suppress, lang)
    if isinstance(previous, str | os.PathLike):
        previous = load_previous(previous, office=office)
    return Call(
        book=book,
        lang=lang,
        selection=selection,
        force=options.get("force", False),
        office=office,
        as_of=options.get("as_of"),
        suppress=tuple(suppress),
        previous=previous,
    )


def _selection(select: Sequence[str], ignore: Sequence[str], lang: str) -> Selection:
    if isinstance(select, str) or isinstance(ignore, str):
        told = Text("select 和 ignore 应为规则的列表", "select and ignore take lists of rules")
        raise UsageError(told.say(lang))
    if lang not in _LANGUAGES:  # in which one to say so, nobody knows
        unknown = Text(f"没有语言“{lang}”，只有 zh、en", f"no language {lang!r}: zh or en")
        raise UsageError(f"{unknown.zh} / {unknown.en}")
    return Selection(tuple(select), tuple(ignore))


def _refuse_unknown(
    book: RuleBook | None, selection: Selection, suppress: Sequence[Suppression], lang: str
) -> None:
    """Raise UsageError where rules are named that no book has, or none is left."""
    known = _rule_ids(book) if selection.select or selection.ignore or suppress else []
    wrong = [_unknown_rule(entry, known, lang) for entry in selection.unknown(known)]
    if known and not any(map(selection.tells, known)):
        none = Text("所选规则与不用的规则相抵，一条也不剩", "the selection leaves no rule")
        wrong.append(none.say(lang))
    wrong += [each for suppression in suppress for each in _wrong(suppression, known, lang)]
    if wrong:
        raise UsageError("\n".join(wrong))


def load_previous(path: Path, *, office: bool = False) -> Earlier:
    """Read the paper of the year before, or see what papers a folder holds; for ``previous`` of `Options`.

    Raises:
        ReadError: It could not be read or is no such report; the folder holds none.
    """
    name = os.fspath(path)
    if os.path.isdir(name):
        return read_shelf(name, find_papers([name]).met, office=office)
    return Given(read_paper(name, office=office))


def _wrong(suppression: Suppression, known: Sequence[str], lang: str) -> Iterator[str]:
    """Yield what is wrong with a suppression whatever the paper."""
    source = f"{suppression.source}{Text('：', ': ').say(lang)}" if suppression.source else ""
    if not suppression.reason.strip():
        why = Text(f"略过 {suppression.rule} 没有写理由", f"no reason is given for {suppression.rule}")
        yield source + why.say(lang)
    if Selection(select=(suppression.rule,)).unknown(known):
        yield source + _unknown_rule(suppression.rule, known, lang)


def _rule_ids(book: RuleBook | None) -> list[str]:
    """Return the ids of a book's rules, those of all shipped books where it is chosen by the paper."""
    books = [book] if book else [load_rules(name) for name in shipped_names()]
    return list(dict.fromkeys(id_ for each in books for id_ in each.rule_ids()))


def _unknown_rule(entry: str, known: Sequence[str], lang: str) -> str:
    from difflib import get_close_matches  # only for a mistake

    near = get_close_matches(entry, known, 1)
    if lang == "en":
        return f"no rule {entry!r}" + (f"; did you mean {near[0]!r}?" if near else "")
    return f"没有规则“{entry}”" + (f"，您是不是要写“{near[0]}”？" if near else "")
