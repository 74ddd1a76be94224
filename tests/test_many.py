"""Many papers: the same answers in the same order, by however many processes, and whoever of them dies."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from itertools import islice
from pathlib import Path
from time import sleep
from typing import Any

import finishing
import pytest

import lawcheck
from lawcheck import (
    ReadError,
    Report,
    RuleBookError,
    Suppression,
    Unreadable,
    UsageError,
    check_many,
    pooling,
)
from lawcheck.api import answers
from lawcheck.call import Options
from lawcheck.pooling import _processes
from lawcheck.rulebook import shipped_names

ROOT = Path(__file__).parents[1]
PAPERS = [(ROOT / "examples" / name).read_text("utf-8") for name in ("complete.txt", "gappy.txt")]
ENDED = "检查它的进程意外终止"
unix = pytest.mark.skipif(os.name == "nt", reason="signals and process groups as Unix has them")


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return papers, and among them what is none, in no particular order."""
    folder = tmp_path_factory.mktemp("papers")
    found: list[str] = []
    for at in range(110):
        path = folder / f"{at * 7 % 110:03}.txt"
        path.write_text(PAPERS[at % 2].replace("12", str(12 + at)), "utf-8")
        found.append(str(path))
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    found[3:3] = [str(folder / "empty.txt")]
    found[70:70] = [str(folder / "nowhere.txt"), str(folder)]
    return [*found, str(folder / "picture.txt")]


@pytest.fixture(scope="session")
def serial(papers: list[str]) -> list[bytes]:
    """Return the finished lines on the papers, made one after the other here."""
    return list(answers(papers, finishing.line, jobs=1))


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start processes for the second paper."""
    monkeypatch.setattr(pooling, "_PATIENCE", 0.0)


@pytest.fixture
def poisoned(papers: list[str], tmp_path: Path) -> tuple[list[str], str]:
    """Return papers with one among them that is poison to some ways of finishing."""
    poison = tmp_path / "poison.txt"
    poison.write_text(PAPERS[0], "utf-8")
    return [*papers[:30], str(poison), *papers[30:45]], str(poison)


def children() -> list[Any]:
    return multiprocessing.active_children()


# The order, and how much is fetched


@pytest.mark.usefixtures("eager")
def test_processes_say_the_same_as_one(papers: list[str], serial: list[bytes]) -> None:
    assert list(answers(papers, finishing.line, jobs=2)) == serial
    reports = list(check_many(papers, jobs=2))
    assert [finishing.line(answer) for answer in reports] == serial
    assert [answer.path for answer in reports] == papers
    assert sum(isinstance(answer, Unreadable) for answer in reports) == 4
    assert children() == []


@pytest.mark.usefixtures("eager")
def test_the_rest_is_done_elsewhere(papers: list[str]) -> None:
    first, *rest = answers(papers, finishing.slow_process, jobs=2)
    assert first == os.getpid()
    assert len({*rest} - {first}) == 2
    assert first not in rest


@pytest.mark.usefixtures("eager")
def test_an_endless_list_is_fetched_as_needed(papers: list[str]) -> None:
    fetched = 0

    def endless() -> Iterator[str]:
        nonlocal fetched
        while True:
            fetched += 1
            yield papers[0]

    iterator = check_many(endless(), jobs=2)
    assert fetched == 0
    for taken in range(1, 120):
        next(iterator)
        assert fetched - taken <= 64 * (2 * 2 + 2)
    del iterator  # nobody closes it: it is let go
    assert children() == []


def test_one_process_fetches_one_paper_at_a_time(papers: list[str]) -> None:
    fetched: list[str] = []

    def few() -> Iterator[str]:
        for path in papers[:5]:
            fetched.append(path)
            yield path

    assert all(answer.path == fetched[-1] for answer in check_many(few(), jobs=1))
    assert fetched == papers[:5]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.usefixtures("eager")
def test_when_fetching_fails_the_papers_before_are_checked(papers: list[str], jobs: int) -> None:
    def failing() -> Iterator[str]:
        yield from papers[:20]
        raise OSError("the folder is gone")

    iterator = answers(failing(), finishing.line, jobs=jobs)
    assert len(list(islice(iterator, 20))) == 20
    with pytest.raises(OSError, match="the folder is gone"):
        next(iterator)


def test_a_short_run_starts_no_process_and_imports_none() -> None:
    code = (
        "import sys, lawcheck, lawcheck.api\n"
        "paths = ['examples/complete.txt', 'examples/gappy.txt', 'nowhere.txt']\n"
        "found = [type(answer).__name__ for answer in lawcheck.check_many(paths)]\n"
        "print(*found, *({'multiprocessing', 'concurrent.futures'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == ["Report", "Report", "Unreadable"]


@pytest.mark.parametrize("count", [0, 1, 2])
@pytest.mark.usefixtures("eager")
def test_few_papers(papers: list[str], serial: list[bytes], count: int) -> None:
    assert list(answers(papers[:count], finishing.line, jobs=2)) == serial[:count]


def test_relative_paths_start_from_where_the_call_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "paper.txt").write_text(PAPERS[1], "utf-8")
    monkeypatch.chdir(tmp_path)
    let = Suppression(rule="form", reason="示例", paper="paper.txt")
    iterator = check_many(["paper.txt", "nowhere.txt"], suppress=[let])
    direct = lawcheck.check("paper.txt", suppress=[let])
    monkeypatch.chdir(ROOT)
    assert finishing.line(next(iterator)) == finishing.line(direct)
    assert next(iterator) == Unreadable("nowhere.txt", "没有这个文件")


# Options


@pytest.mark.usefixtures("eager")
def test_options_travel(papers: list[str]) -> None:
    options = Options(
        rules=ROOT / "examples" / "own-rules" / "yunxi.yaml",
        lang="en",
        ignore=["copy"],
        force=True,
        as_of=date(2025, 1, 1),
        suppress=[Suppression(rule="form", reason="示例", paper="*1.txt")],
    )
    alone = list(answers(papers[:40], finishing.line, jobs=1, **options))
    assert list(answers(papers[:40], finishing.line, jobs=2, **options)) == alone
    with ThreadPoolExecutor(2) as executor:
        assert list(answers(papers[:40], finishing.line, executor=executor, **options)) == alone


@pytest.mark.parametrize("name", [*shipped_names(), ROOT / "examples" / "own-rules" / "jiangyuan.yaml"])
def test_rule_books_travel(name: str | Path) -> None:
    book = lawcheck.load_rules(name)
    expected = finishing.line(lawcheck.check_text(PAPERS[1], rules=book, force=True))  # and it is in use
    other = pickle.loads(pickle.dumps(book))
    assert finishing.line(lawcheck.check_text(PAPERS[1], rules=other, force=True)) == expected


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "wrong",
    [{"jobs": 0}, {"jobs": -1}, {"executor": 3}, {"on_error": "ignore"}, {"select": ["no.such"]}],
    ids=str,
)
def test_what_is_wrong_with_a_call_is_told_at_the_call(wrong: dict[str, Any], lang: str) -> None:
    with pytest.raises(UsageError):
        check_many([], lang=lang, **wrong)


def test_a_path_is_no_list_of_paths() -> None:
    with pytest.raises(UsageError, match="paths"):
        check_many("paper.txt")


def test_a_bad_rule_file_is_told_at_the_call() -> None:
    with pytest.raises(RuleBookError):
        check_many([], rules="nowhere.yaml")


# What goes wrong with one paper


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.usefixtures("eager")
def test_the_first_error_is_raised_at_its_turn(papers: list[str], jobs: int) -> None:
    iterator = check_many([*papers[4:40], "nowhere.txt", *papers[40:]], jobs=jobs, on_error="raise")
    assert [answer.path for answer in islice(iterator, 36)] == papers[4:40]
    with pytest.raises(ReadError, match=r"nowhere\.txt"):
        next(iterator)
    assert list(iterator) == []
    assert children() == []


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "检查时出错，没有检查完，请报告给维护者："),
        ("en", "it could not be checked, please report it: "),
    ],
)
@pytest.mark.usefixtures("eager")
def test_a_mistake_of_ours_stops_no_run(
    poisoned: tuple[list[str], str], jobs: int, lang: str, words: str
) -> None:
    paths, poison = poisoned
    found = list(answers(paths, finishing.failing, jobs=jobs, lang=lang))
    assert len(found) == len(paths)
    told = found.pop(paths.index(poison)).decode()
    assert told.startswith(poison)
    assert re.search(words + r"ZeroDivisionError: by zero \(finishing\.py:\d+\)", told)
    paths.remove(poison)
    assert found == list(answers(paths, finishing.line, jobs=1, lang=lang))


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.usefixtures("eager")
def test_a_mistake_of_ours_can_be_raised(poisoned: tuple[list[str], str], jobs: int) -> None:
    with pytest.raises(ZeroDivisionError, match="by zero") as raised:
        list(answers(poisoned[0][4:], finishing.failing, jobs=jobs, on_error="raise"))
    told = "".join(getattr(raised.value, "__notes__", []))
    assert ("in failing" in told) == (jobs > 1)  # where it came from, if not from here


@pytest.mark.parametrize("error", [MemoryError(), RecursionError("too deep")])
def test_a_paper_that_is_too_much_stops_no_run(
    error: Exception, papers: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("lawcheck.call.judge", fail)
    (answer,) = check_many(papers[:1])
    assert isinstance(answer, Unreadable)
    assert ("内存不足" if isinstance(error, MemoryError) else "RecursionError: too deep") in answer.reason


def test_what_no_paper_is_to_blame_for_is_raised(papers: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise lawcheck.LawcheckError("安装不完整", "not wholly installed")

    monkeypatch.setattr("lawcheck.call.library", fail)
    with pytest.raises(lawcheck.LawcheckError, match="安装不完整"):
        list(check_many(papers))


# Processes that die


@unix
@pytest.mark.usefixtures("eager")
def test_a_process_that_is_killed_loses_nothing(papers: list[str], serial: list[bytes]) -> None:
    found: list[bytes] = []
    for at, answer in enumerate(answers(papers, finishing.slow_line, jobs=2)):
        found.append(answer)
        if at == 20:
            os.kill(children()[0].pid, signal.SIGKILL)
    assert found == serial
    assert children() == []


@unix
@pytest.mark.usefixtures("eager")
def test_a_paper_that_kills_every_process_is_told_alone(poisoned: tuple[list[str], str]) -> None:
    paths, poison = poisoned
    found = list(answers(paths, finishing.deadly, jobs=2))
    assert len(found) == len(paths)
    assert found.pop(paths.index(poison)).decode() == f"{poison}: {ENDED}\n"
    paths.remove(poison)
    assert found == list(answers(paths, finishing.line, jobs=1))
    assert children() == []


@unix
@pytest.mark.usefixtures("eager")
def test_a_paper_that_kills_every_process_can_be_raised(poisoned: tuple[list[str], str]) -> None:
    paths, poison = poisoned
    paths = [path for path in paths if path[-7].isdigit() or path == poison]
    iterator = answers(paths, finishing.deadly, jobs=2, on_error="raise", lang="en")
    assert len(list(islice(iterator, paths.index(poison)))) == paths.index(poison)
    with pytest.raises(ReadError) as raised:
        next(iterator)
    assert raised.value.say("en") == f"{poison}: the process that checked it ended unexpectedly"


@unix
@pytest.mark.usefixtures("eager")
def test_a_paper_that_kills_once_is_checked(poisoned: tuple[list[str], str]) -> None:
    paths, _ = poisoned
    found = list(answers(paths, finishing.deadly_once, jobs=2))
    assert found == list(answers(paths, finishing.line, jobs=1))


@unix
@pytest.mark.usefixtures("eager")
def test_where_no_process_lives_all_is_done_here(
    papers: list[str], serial: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_processes, "_serve", finishing.begin_badly)
    assert list(answers(papers, finishing.line, jobs=2)) == serial


@pytest.mark.parametrize("error", [ImportError, OSError, NotImplementedError, RuntimeError])
@pytest.mark.usefixtures("eager")
def test_where_there_are_no_processes_all_is_done_here(
    error: type[Exception], papers: list[str], serial: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(_processes, "Pipe", fail)
    assert list(answers(papers[:20], finishing.line, jobs=2)) == serial[:20]


@pytest.mark.usefixtures("eager")
def test_where_none_can_be_started_all_is_done_here(
    papers: list[str], serial: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", fail)
    assert list(answers(papers[:20], finishing.line, jobs=2)) == serial[:20]


@pytest.mark.usefixtures("eager")
def test_what_cannot_be_sent_is_done_here(papers: list[str]) -> None:
    assert {*answers(papers[:9], lambda _: os.getpid(), jobs=2)} == {os.getpid()}


@pytest.mark.usefixtures("eager")
def test_a_child_makes_no_children(papers: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing, "parent_process", object)
    assert {*answers(papers[:9], finishing.process, jobs=2)} == {os.getpid()}


# Executors of others


class Picky(ThreadPoolExecutor):
    """An executor that fails on a certain paper and whatever is with it, and in the end on all."""

    def __init__(self, cursed: str, most: int = 1000) -> None:
        """Take the paper, and how many chunks to do at most."""
        super().__init__(2)
        self.cursed = cursed
        self.most = most
        self.sizes: list[int] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        items = args[1]
        self.sizes.append(len(items))
        if len(self.sizes) > self.most:
            raise RuntimeError("cannot schedule new futures after shutdown")
        if self.cursed not in items:
            return super().submit(fn, *args, **kwargs)
        failed: Future[Any] = Future()
        failed.set_exception(ValueError("the worker was lost"))
        return failed


def test_threads(papers: list[str], serial: list[bytes]) -> None:
    with ThreadPoolExecutor(3) as executor:
        assert list(answers(papers, finishing.line, executor=executor)) == serial
        assert executor.submit(len, "on").result() == 2


def spawned(count: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(count, multiprocessing.get_context("spawn"))


def test_processes_of_others_open_the_work_once(papers: list[str], serial: list[bytes]) -> None:
    with spawned(2) as executor:
        assert list(answers(papers, finishing.line, executor=executor)) == serial
        opened = list(answers(papers, finishing.opened, executor=executor, rules="departments"))
        assert {misses for _, misses in opened} <= {1, 2}
        assert len(executor.submit(os.getcwd).result()) > 0


def test_executors_are_given_chunks(papers: list[str], serial: list[bytes]) -> None:
    executor = Picky("no such paper")
    with executor:
        assert list(answers(papers, finishing.line, executor=executor, jobs=2)) == serial
    assert executor.sizes[0] == 4
    assert len(executor.sizes) < len(papers) / 3


def test_an_executor_that_fails_on_one_paper_loses_that_alone(papers: list[str]) -> None:
    with Picky(papers[50]) as executor:
        found = list(check_many(papers, executor=executor, jobs=2, lang="en"))
    assert [answer.path for answer in found] == papers
    assert [answer.path for answer in found if "the worker was lost" in getattr(answer, "reason", "")] == [
        papers[50]
    ]


def test_when_an_executor_fails_for_good_the_rest_is_done_here(
    papers: list[str], serial: list[bytes]
) -> None:
    with Picky("no such paper", most=5) as executor, pytest.warns(RuntimeWarning, match="after shutdown"):
        assert list(answers(papers, finishing.line, executor=executor, jobs=2)) == serial


@unix
def test_a_paper_that_kills_an_executor_does_not_kill_us(poisoned: tuple[list[str], str]) -> None:
    paths, poison = poisoned
    with spawned(2) as executor, pytest.warns(RuntimeWarning, match="BrokenProcessPool"):
        found = list(answers(paths, finishing.deadly, executor=executor, jobs=2))
    assert found.pop(paths.index(poison)).decode() == f"{poison}: {ENDED}\n"
    paths.remove(poison)
    assert found == list(answers(paths, finishing.line, jobs=1))


def test_closing_cancels_what_an_executor_has_not_begun(papers: list[str]) -> None:
    with ThreadPoolExecutor(1) as executor:
        iterator = answers(papers, finishing.line, executor=executor)
        next(iterator)
        iterator.close()
        assert executor._work_queue.qsize() <= 32
    assert executor.__class__ is ThreadPoolExecutor
    assert isinstance(executor, Executor)


# The end


@pytest.mark.usefixtures("eager")
def test_closing_ends_the_processes(papers: list[str]) -> None:
    iterator = check_many(papers, jobs=2)
    next(iterator)
    next(iterator)
    assert children()
    iterator.close()  # type: ignore[attr-defined]
    assert children() == []


def script(body: str) -> str:
    return (
        "import sys\n"
        f"sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / 'tests')!r}]\n"
        "import finishing, lawcheck, lawcheck.api, lawcheck.pooling, itertools\n"
        "lawcheck.pooling._PATIENCE = 0.0\n"
        f"{body}"
    )


ENDLESS = script(
    "seen = set()\n"
    "for pid in lawcheck.api.answers(itertools.repeat(sys.argv[1]), finishing.slow_process, jobs=2):\n"
    "    if pid not in seen:\n"
    "        seen.add(pid)\n"
    "        print(pid, flush=True)\n"
)


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return Path(f"/proc/{pid}/stat").exists() and Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z"


@unix
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda end: end.name)
def test_when_the_caller_ends_so_do_the_processes(end: signal.Signals, papers: list[str]) -> None:
    running = subprocess.Popen(
        [sys.executable, "-c", ENDLESS, papers[0]],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert running.stdout is not None
    own, *workers = (int(running.stdout.readline()) for _ in range(3))
    if end == signal.SIGINT:
        os.killpg(own, end)  # as a terminal does
    else:
        os.kill(own, end)
    _, told = running.communicate()
    assert running.returncode == -end
    while not all(map(is_gone, workers)):
        sleep(0.05)
    assert told.count("Traceback") == (end == signal.SIGINT)
    assert "Process" not in told


UNGUARDED = script(
    "print('begun')\n"
    "pids = list(lawcheck.api.answers(sys.argv[1:], finishing.slow_process, jobs=2))\n"
    "print(len(pids), len(set(pids)))\n"
)


@pytest.mark.parametrize("how", ["file", "module", "stdin"])
def test_a_script_needs_no_guard(how: str, papers: list[str], tmp_path: Path) -> None:
    (tmp_path / "unguarded.py").write_text(UNGUARDED, "utf-8")
    args = {"file": ["unguarded.py"], "module": ["-m", "unguarded"], "stdin": ["-"]}[how]
    done = subprocess.run(
        [sys.executable, "-W", "error", *args, *papers[:60]],
        input=UNGUARDED if how == "stdin" else "",
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    assert done.stdout.split("\n") == ["begun", "60 3", ""]
    assert done.stderr == ""


def test_reports_are_whole_after_the_journey(papers: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pooling, "_PATIENCE", 0.0)
    for answer in check_many(papers[50:60], jobs=2):
        assert isinstance(answer, Report)
        assert answer == lawcheck.check(answer.path)
