"""How fast many papers are checked: ``python tests/benchmarks/many.py [COUNT…]``; on request, never in CI.

Makes so many papers (100, 1,000, 10,000 and 100,000 by default), checks them as a user does, on one core
and on two (``--jobs 1,2``) and on so many workers of Dask (``--dask N``), and prints for each run

- the seconds on the clock, papers a second, and how many times as many as in the count's first run;
- the processor time of a paper, of all processes together;
- the most memory that the main process and the largest of its workers had resident at a time. On
  systems without /proc it is that of the largest process.

Papers are kept and used again where ``--folder`` names a folder; 100,000 of them take some 2 GB.
``--profile`` tells instead where the time of one process goes, part by part of lawcheck. Compile the
bytecode first (``python -m compileall -q lawcheck``) where PYTHONDONTWRITEBYTECODE is set.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from cProfile import Profile
from importlib import import_module
from pathlib import Path
from pstats import Stats
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory
from typing import NamedTuple

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
COUNTS = (100, 1_000, 10_000, 100_000)
PROFILED = 300
_INTERVAL = 0.1  # seconds between two looks at the processes
_DONE = (0, 1, 3)  # nothing found, something found, some papers that cannot be read

# --- what is run


def _command(folder: Path, jobs: int, result: Path) -> list[str]:
    """Return the command line that checks a folder."""
    base = [sys.executable, "-m", "lawcheck", "check", str(folder)]
    return [*base, "--jobs", str(jobs), "-o", f"jsonl={result}"]


def _dask(folder: Path, jobs: int, result: Path) -> list[str]:
    """Return a program that checks a folder on workers of Dask."""
    return [sys.executable, __file__, "--child", str(folder), str(jobs), str(result)]


def _child(folder: str, jobs: str, result: str) -> None:
    """Check a folder through Python on so many workers of Dask."""
    dask = import_module("dask.distributed")  # which need not be there for the other runs
    cluster = dask.LocalCluster(n_workers=int(jobs), threads_per_worker=1, dashboard_address=None)
    with cluster, dask.Client(cluster) as client, Path(result).open("w", encoding="utf-8") as file:
        _write_lines(file.write, files_of(Path(folder)), executor=client.get_executor())


def _write_lines(write: Callable[[str], object], papers: Sequence[str], **options: object) -> None:
    """Check papers and write a line of JSON for each."""
    from lawcheck import Report, Run, check_many, render

    for answer in check_many(papers, **options):  # type: ignore[arg-type]
        line = render(answer if isinstance(answer, Report) else Run((), (answer,)), "jsonl")
        write(str(line))


def files_of(folder: Path) -> list[str]:
    """Return the files below a folder in their order."""
    return sorted(str(path) for path in folder.rglob("*") if path.is_file())


# --- running and measuring


class Took(NamedTuple):
    """What a run took: seconds on the clock and of the processors, and the most memory in bytes."""

    seconds: float
    processor: float
    main: int
    worker: int


def measured(command: Sequence[str]) -> Took:
    """Run a command and return what it took."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    before, start = getrusage(RUSAGE_CHILDREN), time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=env) as process:
        peaks = _Peaks(process.pid)
        said = b""
        while True:
            try:
                said = process.communicate(timeout=_INTERVAL)[1]
                break
            except subprocess.TimeoutExpired:
                peaks.look()
    seconds, after = time.perf_counter() - start, getrusage(RUSAGE_CHILDREN)
    if process.returncode not in _DONE:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}: {said.decode()[-800:]}")
    user, system = after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime
    return Took(seconds, user + system, peaks.main or after.ru_maxrss * 1024, peaks.worker)


class _Peaks:
    """The most memory that a process and the largest of its descendants had at a time, in bytes."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self.main = 0
        self.worker = 0

    def look(self) -> None:
        """Take notice of the processes that run now."""
        self.main = max(self.main, _peak(self._pid))
        self.worker = max([self.worker, *map(_peak, _descendants(self._pid))])


def _peak(pid: int) -> int:
    """Return the most memory that a process has had resident, 0 where it is gone or unknown."""
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def _descendants(pid: int) -> Iterator[int]:
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in map(int, (task / "children").read_text().split()):
                yield child
                yield from _descendants(child)
    except OSError:  # it is gone, or there is no /proc
        return


# --- the table

_WIDTHS = (8, 7, 9, 9, 7, 10, 9, 11)
_HEAD = ("papers", "jobs", "seconds", "papers/s", "times", "CPU ms", "MB main", "MB worker")


def made(folder: Path, count: int) -> Path:
    """Return a folder with so many papers, which are made where they are not there yet."""
    whole, part = folder / f"papers-{count}", folder / f"papers-{count}.part"
    if not whole.exists():
        shutil.rmtree(part, ignore_errors=True)  # of a run that was broken off
        subprocess.run([sys.executable, str(HERE / "papers.py"), str(part), str(count)], check=True)
        part.rename(whole)
    return whole


def tabulate(folder: Path, counts: Sequence[int], jobs: Sequence[int], dask: int) -> None:
    """Print what the runs take."""
    runs = [(str(number), _command, number) for number in jobs]
    runs += [(f"dask {dask}", _dask, dask)] if dask else []
    _row(_HEAD)
    for count in counts:
        papers = made(folder, count)
        first = 0.0
        for name, command, number in runs:
            result = folder / f"result-{count}.jsonl"
            took = measured(command(papers, number, result))
            _check(result, count)
            first = first or took.seconds
            megabytes = (f"{size / 1e6:.0f}" if size else "-" for size in (took.main, took.worker))
            figures = (f"{took.seconds:.1f}", f"{count / took.seconds:.1f}", f"{first / took.seconds:.2f}")
            _row((str(count), name, *figures, f"{took.processor / count * 1000:.1f}", *megabytes))


def _row(cells: Sequence[str]) -> None:
    print("".join(cell.rjust(width) for cell, width in zip(cells, _WIDTHS, strict=True)), flush=True)


def _check(result: Path, count: int) -> None:
    """Refuse a run that does not tell of every paper: its figures would say nothing."""
    with result.open("rb") as file:
        told = sum(1 for _ in file)
    result.unlink()
    if told != count:
        raise SystemExit(f"{told} of {count} papers are told of")


# --- the profile


class _Shares:
    """Whose the time of a function is: its own file's, or that of those parts which call it."""

    def __init__(self, stats: Stats) -> None:
        self._stats = stats.stats  # type: ignore[attr-defined]
        self._known: dict[object, dict[str, float]] = {}

    def of(self, function: tuple[str, int, str]) -> dict[str, float]:
        """Return the parts to which a function's time belongs, which sum up to one."""
        part = _part(function[0])
        if part:
            return {part: 1.0}
        if function not in self._known:
            self._known[function] = {}  # functions that call each other
            self._known[function] = self._by_callers(self._stats[function][4])
        return self._known[function]

    def _by_callers(
        self, callers: dict[tuple[str, int, str], tuple[int, int, float, float]]
    ) -> dict[str, float]:
        found: defaultdict[str, float] = defaultdict(float)
        for caller, (_, _, _, spent) in callers.items():
            for part, share in self.of(caller).items():
                found[part] += share * spent
        whole = sum(found.values())
        return {part: share / whole for part, share in found.items()} if whole else {}


def _part(file: str) -> str:
    """Return the part of lawcheck to which a file belongs, kinds and text file by file; empty for another."""
    place = Path(file)
    if not place.is_relative_to(ROOT / "lawcheck"):
        return ""
    folder, *below = place.relative_to(ROOT / "lawcheck").parts
    return f"{folder}/{below[-1]}" if folder in ("kinds", "text") else folder


def profile(folder: Path) -> None:
    """Print where the time of one process goes: milliseconds of a paper and share, by lawcheck's parts."""
    papers = files_of(made(folder, PROFILED))
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        _write_lines(nowhere.write, papers[:5])  # loading the rules is no part of it
        profiler = Profile()
        profiler.runcall(_write_lines, nowhere.write, papers)
    stats = Stats(profiler)
    shares, spent = _Shares(stats), defaultdict[str, float](float)
    for function, (_, _, own, _, _) in stats.stats.items():  # type: ignore[attr-defined]
        for part, share in (shares.of(function) or {"else": 1.0}).items():
            spent[part] += own * share
    whole = sum(spent.values())
    print(f"{PROFILED} papers, {whole:.1f} s under the profiler, which makes small functions look slow")
    for part, seconds in sorted(spent.items(), key=lambda pair: -pair[1]):
        print(f"{part:28} {seconds / PROFILED * 1000:7.2f} ms {seconds / whole:6.1%}")


# --- the command


def main() -> None:
    """Do what the command line asks."""
    if sys.argv[1:2] == ["--child"]:
        _child(*sys.argv[2:])
        return
    parser = argparse.ArgumentParser(description="Measure how fast many papers are checked.")
    parser.add_argument("counts", metavar="COUNT", type=int, nargs="*", default=COUNTS)
    parser.add_argument("--jobs", default="1,2", help="cores, each a run (default: 1,2)")
    parser.add_argument("--dask", type=int, default=0, metavar="N", help="a run on so many workers of Dask")
    parser.add_argument("--folder", type=Path, help="where papers are kept to be used again")
    parser.add_argument("--profile", action="store_true", help=f"where the time of {PROFILED} papers goes")
    asked = parser.parse_args()
    with TemporaryDirectory() as temporary:
        folder = asked.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        if asked.profile:
            profile(folder)
        else:
            tabulate(folder, asked.counts, [int(number) for number in asked.jobs.split(",")], asked.dask)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
