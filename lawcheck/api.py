"""check(), check_text(), check_many(): the one path that all doors use."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, TypeVar, Unpack

from lawcheck.call import Options, Path, prepare
from lawcheck.errors import ReadError, UsageError
from lawcheck.model import Report, Run, Text, Unreadable
from lawcheck.readers import read_bytes
from lawcheck.renderers import Look
from lawcheck.renderers import render as render_run
from lawcheck.rulebook import RuleBook, shipped_names
from lawcheck.rulebook import load_rules as load_rule_file

if TYPE_CHECKING:
    from concurrent.futures import Executor

Answer = TypeVar("Answer")


def load_rules(name: Path | None = None) -> RuleBook:
    """Return the rule book of a YAML file, or a shipped one by its id (the national one by default).

    Raises:
        RuleBookError: The file has mistakes; all of them are listed.
    """
    return load_rule_file(name)


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
    return prepare(options).check(read_bytes(name), name)


def check_bytes(data: bytes, *, path: str = "-", **options: Unpack[Options]) -> Report:
    """Check a file's bytes; ``path`` is its name for messages and for its format. Like `check`."""
    return prepare(options).check(data, path)


def check_text(text: str, *, path: str = "-", **options: Unpack[Options]) -> Report:
    r"""Check a paper's text, plain or Markdown; offsets and lines are those of ``text``.

    Line breaks are read as ``\n``. Options, result and errors as in `check`; ``path`` is a name for
    messages and tells the format by its suffix.
    """
    prepared = prepare(options)
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
) -> Generator[Answer, None, None]:
    """Yield what ``finish`` makes of each report and of each reason why there is none; like `check_many`.

    ``finish`` works where the paper was checked, and only what it returns is sent back: it is a function
    of a module, or an object that can be pickled, and keeps no state.
    """
    from lawcheck.many import Job  # one paper needs neither
    from lawcheck.pooling import ordered

    prepared = replace(prepare(options), folder=_folder())
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
