"""A long run: each result is a line of a file as soon as it is known, and all else is made of that file."""

from __future__ import annotations

import os
import shutil
import signal
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from lawcheck import api
from lawcheck._version import __version__
from lawcheck.call import Options as CheckOptions
from lawcheck.cli._check_arguments import Options
from lawcheck.cli._files import Target, save, saving, write_streaming
from lawcheck.cli._journal import Journal
from lawcheck.cli._papers import Papers, ask
from lawcheck.cli._streams import say
from lawcheck.cli._totals import Totals
from lawcheck.errors import UsageError
from lawcheck.gate import Brief, Gate, Tally
from lawcheck.model import Report, Run, Text, Unreadable
from lawcheck.previous import Given, Shelf
from lawcheck.readers import formats as readable
from lawcheck.renderers import Look, render, streams
from lawcheck.renderers._progress import progress
from lawcheck.renderers.jsonl import line
from lawcheck.results import Results, load
from lawcheck.rulebook import RuleBook, shipped_names

if TYPE_CHECKING:
    from lawcheck.baseline import Baseline

_OWN = "jsonl"  # the format in which results are kept


class _Told(NamedTuple):
    """The answer on a paper as it comes from a process: its line, and what counts of it."""

    line: bytes
    brief: Brief


@dataclass(frozen=True, slots=True, eq=False)
class _Telling:
    """Makes the line of an answer, where the paper was checked."""

    options: str
    gate: Gate
    baseline: Baseline | None

    def __call__(self, answer: Report | Unreadable) -> _Told:
        """Return the line of an answer and what counts of it."""
        if self.baseline and isinstance(answer, Report):
            answer = self.baseline.compare(answer)
        text = line(answer, self.options)
        return _Told(text.encode("utf-8", "backslashreplace"), self.gate.brief(answer))


@dataclass(frozen=True, slots=True, eq=False)
class LongRun:
    """What a long run is made of: which papers, told what, and where the results go."""

    papers: Papers
    failed: tuple[Unreadable, ...]
    asked: CheckOptions
    options: Options
    baseline: Baseline | None

    @contextmanager
    def results(self, targets: Sequence[Target]) -> Iterator[tuple[Results, Totals]]:
        """Check what is to be checked; give the results while their file is there, and what they come to.

        Raises:
            UsageError: The file could not be written, or holds something else.
        """
        with self._file(targets) as path:
            tally = Tally(self.options.gate, self.options.lang, frozenset(self.papers.met), self._known())
            totals = Totals(tally, years=self.options.previous is not None)
            self._fill(path, totals, lasts=any(target.path == path for target in targets))
            yield Results(path, self.options.lang), totals

    @contextmanager
    def _file(self, targets: Sequence[Target]) -> Iterator[str]:
        own = next((target.path for target in targets if target.format == _OWN), None)
        if own is not None and _is_file(own):
            yield own
            return
        if self.options.resume:
            wrong = Text(
                "--resume 要写明接着做哪个文件：-o jsonl=文件",
                "--resume wants the file to go on with: -o jsonl=FILE",
            )
            raise UsageError(wrong.say(self.options.lang))
        with TemporaryDirectory(prefix="lawcheck-") as folder:
            yield os.path.join(folder, "results.jsonl")

    def _known(self) -> frozenset[str]:
        if self.baseline is None:
            return frozenset()
        return frozenset(filter(self.baseline.knows, (*self.papers.named, *self.papers.met)))

    def _fill(self, path: str, totals: Totals, *, lasts: bool) -> None:
        told = self._told()
        journal = Journal(path, told, self.options.lang, lasts=lasts)
        telling = _Telling(told, self.options.gate, self.baseline)
        papers = [*self.papers.named, *self.papers.met]
        done = False
        try:
            kept = journal.take_up(papers) if self.options.resume else journal.start()
            for answer in Results(path, self.options.lang) if kept else ():
                totals.take(self.options.gate.brief(answer))
            lines = self._lines(papers[kept:], journal, telling)
            with progress(len(papers), kept, self.options.lang) as shown, closing(lines):
                for each in lines:
                    journal.append(each.line)
                    totals.take(each.brief)
                    shown.step()
            for file in self.failed:
                each = telling(file)
                journal.append(each.line)
                totals.take(each.brief)
            done = True
        except KeyboardInterrupt:
            if lasts and os.path.exists(path):
                self._say_how_to_go_on(path)
            raise
        finally:
            journal.close(done=done)

    def _lines(
        self, papers: Sequence[str], journal: Journal, telling: _Telling
    ) -> Generator[_Told, None, None]:
        """Yield the answers in the order of the papers: those that are known already, and new ones."""
        waiting: deque[str | None] = deque()  # papers with a known answer; None: it is on its way

        def unknown() -> Iterator[str]:
            for paper in papers:
                known = journal.knows(paper)
                waiting.append(paper if known else None)
                if not known:
                    yield paper

        with closing(api.answers(unknown(), telling, jobs=self.options.jobs, **self.asked)) as answers:
            for new in answers:
                while (paper := waiting.popleft()) is not None:
                    yield self._known_answer(paper, journal)
                yield new
        yield from (self._known_answer(paper, journal) for paper in waiting if paper is not None)

    def _known_answer(self, paper: str, journal: Journal) -> _Told:
        text = journal.known(paper)
        return _Told(text, self.options.gate.brief(load(text, self.options.lang).answer))

    def _say_how_to_go_on(self, path: str) -> None:
        told = Text(
            f"已经写好的结果在 {path}，同样的命令加 --resume 接着做",
            f"what is written is in {path}: the same command with --resume goes on from there",
        )
        say(told.say(self.options.lang))

    def _told(self) -> str:
        """Return the hash of everything but the papers that makes a result what it is."""
        options, previous = self.options, self.asked.get("previous")
        books = [options.rules and self.asked["rules"], *map(api.load_rules, shipped_names())]
        parts = (
            __version__,
            [book.sha256 for book in books if isinstance(book, RuleBook)],
            (options.lang, options.select, options.ignore, options.force, options.office, options.as_of),
            options.suppress,
            self.baseline.dump() if self.baseline else None,
            previous.identity if isinstance(previous, Given | Shelf) else options.previous,
            [(each.name.en, each.missing) for each in readable()],
        )
        return sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()[:16]


def _is_file(path: str) -> bool:
    """Tell whether a path is that of a file that is there or can be: no device and no pipe."""
    usual = os.path.isfile(path) or not os.path.exists(path)
    return usual and not path.startswith(("/dev/", "/proc/"))


@contextmanager
def ended_like_interrupted() -> Iterator[None]:
    """Have a run that is told to end (SIGTERM) do so as after Ctrl-C, so that nothing half is left."""
    try:
        before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    except ValueError:  # not in the main thread: whoever runs it there sees to it
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def begin(papers: Papers, options: Options) -> LongRun:
    """Return the long run on papers that options ask for.

    Raises:
        UsageError: Standard input is one of the papers; the baseline or the rule book is none.
    """
    if "-" in papers.named:
        none = Text("--jobs、--resume 不能检查标准输入", "--jobs and --resume take no standard input")
        raise UsageError(none.say(options.lang))
    book = None if options.rules is None else api.load_rules(options.rules)
    asked, failed = ask(papers, book, options)
    baseline = None
    if options.baseline is not None:
        from lawcheck.baseline import load as load_baseline

        baseline = load_baseline(options.baseline, options.lang)
    return LongRun(papers, failed, asked, options, baseline)


def write_target(target: Target, results: Results, look: Look, tally: Tally) -> None:
    """Write the results into a file in a format; the file that holds them is one already."""
    if target.format != _OWN and not streams(target.format):
        save(target, render(whole(results, tally.lang), target.format, look), tally.lang)
    elif target.format != _OWN:
        write_streaming(target, results, look, tally)
    elif os.path.realpath(target.path) != os.path.realpath(results.path):
        with saving(target, tally.lang) as file, open(results.path, "rb") as own:
            shutil.copyfileobj(own, file)


def whole(results: Results, lang: str, met: Iterable[str] = ()) -> Run:
    """Return all results as one run, for formats that want it whole."""
    answers = list(results)
    reports = tuple(answer for answer in answers if isinstance(answer, Report))
    unreadable = tuple(answer for answer in answers if isinstance(answer, Unreadable))
    return Run(reports, unreadable, lang, frozenset(met), books=api.books_of(reports))
