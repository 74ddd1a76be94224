"""check(), check_text(), check_many(): the one path that all doors use."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Literal, TypedDict, TypeVar, Unpack

from lawcheck.engine import Selection, Source, judge
from lawcheck.errors import ReadError, UsageError
from lawcheck.many import Job
from lawcheck.model import Report, Run, Suppression, Text, Unreadable
from lawcheck.pooling import ordered
from lawcheck.readers import SUFFIXES, File, read, read_bytes
from lawcheck.renderers import Look
from lawcheck.renderers import render as render_run
from lawcheck.rulebook import RuleBook, shipped_names
from lawcheck.rulebook import load_rules as load_rule_file
from lawcheck.rulebook.compiled import library

if TYPE_CHECKING:
    from concurrent.futures import Executor

Answer = TypeVar("Answer")
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
    """

    rules: Path | RuleBook | None
    lang: str
    select: Sequence[str]
    ignore: Sequence[str]
    force: bool
    office: bool
    as_of: date | None
    suppress: Sequence[Suppression]


def check(path: Path, **options: Unpack[Options]) -> Report:
    """Read a paper and check it.

    Args:
        path: The file; a string is a path, never the paper's text.
        **options: See `Options`.

    Returns:
        The report; ``status`` is ``not_applicable`` and ``score`` None for another sort of paper.

    Raises:
        ReadError: The file could not be read as a paper.
        RuleBookError: The rule file has mistakes.
        UsageError: An unknown rule or language.
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


def check_many(
    paths: Iterable[Path],
    *,
    jobs: int | None = None,
    executor: Executor | None = None,
    on_error: Literal["record", "raise"] = "record",
    **options: Unpack[Options],
) -> Iterator[Report | Unreadable]:
    """Yield a report, or why there is none, for each path in turn.

    Args:
        paths: The files; they may be endless, a limited number is fetched ahead.
        jobs: How many processes to use at most: one for each processor by default, none besides this one
            with 1. They are started when the work has taken half a second and there is as much again;
            where none can be started, all is done here. With an executor: about how many workers it has
            (16 by default).
        executor: Where to check instead: any `concurrent.futures.Executor`, of threads, processes or a
            cluster (Dask's ``client.get_executor()``). Its workers need lawcheck and the files under the
            same names. It is not shut down; if it fails for good, the rest is checked on this machine
            and a RuntimeWarning says so.
        on_error: With ``record`` a file that cannot be read, and one on which the check fails or whose
            process ends (a crash in a library, no memory), is an `Unreadable` that says so, and the run
            goes on. With ``raise`` the first such error is raised when it is that file's turn.
        **options: See `Options`.

    Returns:
        The answers in the order of the paths. Closing the iterator (or Ctrl-C) ends the processes.

    Raises:
        ReadError: With ``raise``, at that file's turn.
        RuleBookError: The rule file has mistakes; told at the call.
        UsageError: An unknown rule or language, less than one job; told at the call.
    """
    return answers(paths, _as_it_is, jobs=jobs, executor=executor, on_error=on_error, **options)


def answers(
    paths: Iterable[Path],
    finish: Callable[[Report | Unreadable], Answer],
    *,
    jobs: int | None = None,
    executor: Executor | None = None,
    on_error: Literal["record", "raise"] = "record",
    **options: Unpack[Options],
) -> Iterator[Answer]:
    """Yield what ``finish`` makes of each report and of each reason why there is none; like `check_many`.

    ``finish`` works where the paper was checked, and only what it returns is sent back: it is a function
    of a module, or an object that can be pickled, and keeps no state.
    """
    prepared = replace(_prepare(**options), folder=_folder())
    lang = prepared.lang
    if isinstance(paths, str):
        raise UsageError(Text("paths 应为路径的列表", "paths is to be a list of paths").say(lang))
    if on_error not in ("record", "raise"):
        raise UsageError(Text("on_error 只有 record、raise", "on_error is either record or raise").say(lang))
    if jobs is not None and jobs < 1:
        raise UsageError(Text("jobs 至少为 1", "jobs is at least 1").say(lang))
    if executor is not None and not callable(getattr(executor, "submit", None)):
        raise UsageError(Text("executor 不是执行器", "the executor is none").say(lang))
    job = Job(prepared.check_file, finish, lang, on_error == "record")
    return ordered(job, (os.fspath(path) for path in paths), jobs=jobs, executor=executor)


def _as_it_is(answer: Report | Unreadable) -> Report | Unreadable:
    return answer


def _folder() -> str:
    """Return where relative paths start from: wherever a paper is checked it is here."""
    try:
        return os.getcwd()
    except OSError:  # it was deleted
        return ""


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
    folder: str = ""  # where relative paths start from, the working folder where it is empty

    def check_file(self, path: str) -> Report:
        try:
            data = read_bytes(os.path.join(self.folder, path))
        except ReadError as error:  # of the file as it was named
            raise ReadError(path, error.reason, error.reason_en, error.foreign) from None
        return self.check(data, path)

    def check(self, data: bytes, path: str) -> Report:
        document = read(File(data, path, office=self.office))
        return judge(
            document,
            self.book or load_rules(library().choose(document)),
            Source(path, sha256(data).hexdigest()),
            lang=self.lang,
            selection=self.selection,
            force=self.force,
            as_of=self.as_of,
            suppress=[each for each in self.suppress if self._is_for(each, path)],
        )

    def _is_for(self, suppression: Suppression, path: str) -> bool:
        """Tell whether a suppression is for a paper: its pattern is one of whole names, or of their ends."""
        if not suppression.paper:
            return True
        from fnmatch import fnmatchcase  # only where there are suppressions

        pattern = os.path.abspath(os.path.join(self.folder, suppression.paper)).replace(os.sep, "/")
        name = os.path.join(self.folder, path)
        names = (os.path.abspath(name), os.path.realpath(name))
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
    return _Prepared(book, lang, selection, force, office, as_of, tuple(suppress))


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
