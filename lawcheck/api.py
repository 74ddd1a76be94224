"""check(), check_text(), check_many(): the one path that all doors use."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import TypedDict, Unpack

from lawcheck.engine import Asked, Selection, Source, judge
from lawcheck.errors import ReadError, UsageError
from lawcheck.model import Document, Report, Run, Suppression, Text, Unreadable
from lawcheck.previous import Beside, Earlier, Given, read_paper, read_shelf
from lawcheck.readers import SUFFIXES, File, read, read_bytes
from lawcheck.renderers import Look
from lawcheck.renderers import render as render_run
from lawcheck.rulebook import RuleBook, shipped_names
from lawcheck.rulebook import load_rules as load_rule_file
from lawcheck.rulebook.compiled import library

Path = str | os.PathLike[str]
_LANGUAGES = ("zh", "en")
# scans, archives and documents that no reader knows: told where they are passed over
_UNREAD = (
    *(".rtf", ".odt", ".ceb", ".caj", ".zip", ".rar", ".7z"),
    *(".tif", ".tiff", ".png", ".jpg", ".jpeg", ".bmp"),
)


def load_rules(name: Path | None = None) -> RuleBook:
    """Return the rule book of a YAML file, or a shipped one by its id (the national one by default).

    Raises:
        RuleBookError: The file has mistakes; all of them are listed.
    """
    return load_rule_file(name)


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


def check(path: Path, **options: Unpack[Options]) -> Report:
    """Read a paper and check it.

    Args:
        path: The file; a string is a path, never the paper's text.
        **options: See `Options`.

    Returns:
        The report; ``status`` is ``not_applicable`` and ``score`` None for another sort of paper.

    Raises:
        ReadError: The file, or that of the year before, could not be read as a paper.
        RuleBookError: The rule file has mistakes.
        UsageError: An unknown rule or language; ``previous`` is no paper of the year before.
    """
    name = os.fspath(path)
    return _prepare(**options).check(read_bytes(name), name)


def check_bytes(data: bytes, *, path: str = "-", **options: Unpack[Options]) -> Report:
    """Check a file's bytes; ``path`` is its name for messages and for its format. Like `check`."""
    return _prepare(**options).check(data, path)


def check_text(text: str, *, path: str = "-", **options: Unpack[Options]) -> Report:
    r"""Check a paper's text, plain or Markdown; offsets and lines are those of ``text``.

    Line breaks are read as ``\n``. Options, result and errors as in `check`; ``path`` is a name for
    messages and tells the format by its suffix.
    """
    prepared = _prepare(**options)
    try:
        data = text.encode()
    except UnicodeEncodeError:
        raise ReadError(
            path, "文字中有不成对的代理字符，不是完整的文本", "the text holds unpaired surrogates"
        ) from None
    return prepared.check(data, path)


def check_many(paths: Iterable[Path], **options: Unpack[Options]) -> Iterator[Report | Unreadable]:
    """Yield a report, or why there is none, for each path in turn; options as in `check`."""
    prepared = _prepare(**options)
    for path in paths:
        name = os.fspath(path)
        try:
            yield prepared.check(read_bytes(name), name)
        except ReadError as error:
            yield unreadable(error, prepared.lang)


def unreadable(error: ReadError, lang: str) -> Unreadable:
    """Return what a run keeps of a file that could not be read."""
    return Unreadable(error.path, Text(error.reason, error.reason_en).say(lang), error.foreign)


@dataclass(frozen=True, slots=True, eq=False)
class _Prepared:
    """One call's options, checked once for all its papers."""

    book: RuleBook | None  # None: the shipped one that is for the paper's issuer
    lang: str
    selection: Selection
    force: bool
    office: bool
    as_of: date | None
    suppress: tuple[Suppression, ...]
    previous: Earlier | None

    def check(self, data: bytes, path: str) -> Report:
        document = read(File(data, path, office=self.office))
        beside = self._beside(document)
        return judge(
            document,
            self.book or load_rules(library().choose(document)),
            Source(path, sha256(data).hexdigest()),
            Asked(
                lang=self.lang,
                selection=self.selection,
                force=self.force,
                as_of=self.as_of,
                suppress=[each for each in self.suppress if _is_for(each, path)],
                previous=beside.paper,
                notes=beside.notes,
            ),
        )

    def _beside(self, document: Document) -> Beside:
        if self.previous is None:
            return Beside(None)
        return self.previous.beside(document, lang=self.lang, force=self.force)


def _is_for(suppression: Suppression, path: str) -> bool:
    """Tell whether a suppression is for a paper: its pattern is one of whole names, or of their ends."""
    if not suppression.paper:
        return True
    from fnmatch import fnmatchcase  # only where there are suppressions

    pattern = os.path.abspath(suppression.paper).replace(os.sep, "/")
    names = (os.path.abspath(path), os.path.realpath(path))
    return any(fnmatchcase(name.replace(os.sep, "/"), pattern) for name in names)


def _prepare(
    *,
    rules: Path | RuleBook | None = None,
    lang: str = "zh",
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    force: bool = False,
    office: bool = False,
    as_of: date | None = None,
    suppress: Sequence[Suppression] = (),
    previous: Path | Earlier | None = None,
) -> _Prepared:
    if isinstance(select, str) or isinstance(ignore, str):
        told = Text("select 和 ignore 应为规则的列表", "select and ignore take lists of rules")
        raise UsageError(told.say(lang))
    if lang not in _LANGUAGES:  # in which one to say so, nobody knows
        unknown = Text(f"没有语言“{lang}”，只有 zh、en", f"no language {lang!r}: zh or en")
        raise UsageError(f"{unknown.zh} / {unknown.en}")
    book = load_rules(rules) if isinstance(rules, str | os.PathLike) else rules
    selection = Selection(tuple(select), tuple(ignore))
    known = _rule_ids(book) if select or ignore or suppress else []
    wrong = [_unknown_rule(entry, known, lang) for entry in selection.unknown(known)]
    if known and not any(map(selection.tells, known)):
        none = Text("所选规则与不用的规则相抵，一条也不剩", "the selection leaves no rule")
        wrong.append(none.say(lang))
    wrong += [each for suppression in suppress for each in _wrong(suppression, known, lang)]
    if wrong:
        raise UsageError("\n".join(wrong))
    earlier = previous
    if isinstance(previous, str | os.PathLike):
        earlier = load_previous(previous, office=office)
    return _Prepared(book, lang, selection, force, office, as_of, tuple(suppress), earlier)


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


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Papers found for a command: ``named`` one by one, ``met`` through a folder or a glob.

    ``passed_over`` are files in folders that may be papers and that lawcheck cannot read: scans, archives.
    """

    named: tuple[str, ...]
    met: tuple[str, ...]
    passed_over: tuple[str, ...] = ()


def find_papers(paths: Sequence[str]) -> Found:
    """Expand folders and globs; ``-`` and plain names stay as they are.

    Raises:
        ReadError: A folder or a glob without any file that could be a paper; a folder that cannot be opened.
    """
    named: list[str] = []
    met: list[str] = []
    passed_over: list[str] = []
    for path in paths:
        if path != "-" and os.path.isdir(path):
            met += _in_folder(path, passed_over)
        elif path != "-" and any(mark in path for mark in "*?[") and not os.path.lexists(path):
            met += _by_glob(path, passed_over)
        else:
            named.append(path)
    kept = dict.fromkeys(named)
    others = tuple(p for p in dict.fromkeys(met) if p not in kept)
    return Found(tuple(kept), others, tuple(p for p in dict.fromkeys(passed_over) if p not in kept))


def _in_folder(folder: str, passed_over: list[str]) -> list[str]:
    found: list[str] = []
    for where, names in _walk(folder):
        found += [os.path.join(where, name) for name in names if _may_be_paper(name)]
        passed_over += [os.path.join(where, name) for name in sorted(names) if name.lower().endswith(_UNREAD)]
    if not found:
        kinds = " ".join(SUFFIXES)
        raise ReadError(folder, f"文件夹里没有可检查的文件（{kinds}）", f"no file to check in it ({kinds})")
    return sorted(found)


def _walk(folder: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each folder below one with its files; a link to a folder is followed, each folder once."""
    seen: set[str] = set()
    for where, folders, names in os.walk(folder, onerror=_raise, followlinks=True):
        real = os.path.realpath(where)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield where, names


def _raise(error: OSError) -> None:
    name = str(error.filename)
    raise ReadError(name, "没有权限打开这个文件夹", "this folder cannot be opened") from error


def _may_be_paper(name: str) -> bool:
    return name.lower().endswith(SUFFIXES) and not name.startswith((".", "~$"))


def _by_glob(pattern: str, passed_over: list[str]) -> list[str]:
    import glob  # only for a pattern

    if "**" in pattern:  # it would pass over folders that cannot be opened
        above = os.path.dirname(re.split(r"[*?[]", pattern, maxsplit=1)[0])
        for _ in _walk(above or "."):
            pass
    found: list[str] = []
    for path in sorted(glob.glob(pattern, recursive=True)):
        if not os.path.isdir(path):
            found.append(path)
        elif pattern.endswith(("*", os.sep)):
            found += _in_folder(path, passed_over)
    if not found:
        raise ReadError(pattern, "没有与此通配符相符的文件", "no file matches this pattern")
    return found


def books_of(reports: Iterable[Report]) -> tuple[RuleBook, ...]:
    """Return the shipped books that judged some reports, each once."""
    used = dict.fromkeys((report.rulebook.id, report.rulebook.sha256) for report in reports)
    found = [(load_rules(id_), sha) for id_, sha in used if id_ in shipped_names()]
    return tuple(book for book, sha in found if book.sha256 == sha)


def render(
    answer: Report | Run,
    format: str = "plain",
    *,
    lang: str | None = None,
    width: int = 80,
    rules: Path | RuleBook | None = None,
) -> str | bytes:
    """Return a report or a run in one of the formats: the files of ``lawcheck/renderers``.

    ``rules`` is the rule book that judged, or its path, where it is no shipped one: some formats (sarif)
    tell of all its rules, and without it of those alone that found something.

    Raises:
        UsageError: There is no such format.
    """
    run = answer if isinstance(answer, Run) else Run((answer,), lang=lang or answer.lang)
    own = load_rules(rules) if isinstance(rules, str | os.PathLike) else rules
    books = (own,) if own else run.books or books_of(run.reports)
    return render_run(replace(run, books=books), format, Look(width=width))
