"""From the paths of a command line to a run."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lawcheck import api
from lawcheck.call import Options, load_previous
from lawcheck.cli._rule_options import PaperOptions
from lawcheck.errors import ReadError
from lawcheck.many import unreadable as _unreadable
from lawcheck.model import Report, Run, Text, Unreadable
from lawcheck.papers import find_papers
from lawcheck.readers import LIMIT
from lawcheck.rulebook import RuleBook

_MOST = LIMIT + 1  # bytes of standard input: one more than any reader takes, and an endless one ends


@dataclass(frozen=True, slots=True, eq=False)
class Papers:
    """Files to check: ``named`` one by one, ``met`` in a folder or by a pattern; and what has none.

    ``passed_over`` are files of folders that may be papers and that nothing here can read.
    """

    named: tuple[str, ...]
    met: tuple[str, ...]
    unreadable: tuple[Unreadable, ...]
    passed_over: tuple[str, ...] = ()


def find(paths: Sequence[str], lang: str) -> Papers:
    """Return the files that paths stand for, each once; a folder without papers stops no other."""
    named: dict[str, str] = {}
    met: dict[str, str] = {}
    failed: list[Unreadable] = []
    passed_over: dict[str, None] = {}
    for path in paths:
        try:
            found = find_papers([path])
        except ReadError as error:
            failed.append(_unreadable(error, lang))
            continue
        for name in found.named:
            named.setdefault(_identity(name), name)
        for name in found.met:
            met.setdefault(_identity(name), name)
        passed_over |= dict.fromkeys(found.passed_over)
    others = tuple(name for key, name in met.items() if key not in named)
    return Papers(tuple(named.values()), others, tuple(failed), tuple(passed_over))


def examine(papers: Papers, book: RuleBook | None, options: PaperOptions) -> Run:
    """Return the reports on papers, and why there is none."""
    asked, failed = ask(papers, book, options)
    answers = list(_answers(papers, asked, options.lang))
    reports = tuple(answer for answer in answers if isinstance(answer, Report))
    unreadable = tuple(answer for answer in answers if isinstance(answer, Unreadable))
    books = (book,) if book else api.books_of(reports)
    return Run(reports, failed + unreadable, options.lang, frozenset(papers.met), books=books)


def ask(
    papers: Papers, book: RuleBook | None, options: PaperOptions
) -> tuple[Options, tuple[Unreadable, ...]]:
    """Return what a check is to be told, and what cannot be read before any paper is looked at.

    Where the paper of the year before cannot, the papers are judged by themselves.
    """
    asked: Options = {**options.asked(), "rules": book, "office": options.office, "previous": None}
    if options.previous is None:
        return asked, papers.unreadable
    try:
        asked["previous"] = load_previous(options.previous, office=options.office)
    except ReadError as error:
        return asked, (*papers.unreadable, _unreadable(error, options.lang))
    return asked, papers.unreadable


def _answers(papers: Papers, asked: Options, lang: str) -> Iterator[Report | Unreadable]:
    if "-" in papers.named:
        yield _standard_input(asked, lang)
    yield from api.check_many([path for path in (*papers.named, *papers.met) if path != "-"], **asked)


def _standard_input(asked: Options, lang: str) -> Report | Unreadable:
    if sys.stdin is None:
        return Unreadable("-", Text("标准输入已关闭", "standard input is closed").say(lang))
    try:
        return api.check_bytes(sys.stdin.buffer.read(_MOST), **asked)
    except ReadError as error:
        return _unreadable(error, lang)


def _identity(path: str) -> str:
    return path if path == "-" else os.path.realpath(path)
