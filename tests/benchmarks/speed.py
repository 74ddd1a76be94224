"""How long a check takes: ``python tests/benchmarks/speed.py [PAPER…]``; run on request, never in CI.

For each paper (the good example by default) it prints

- the processor time of ``lawcheck check --format json`` and of the terminal view as whole processes,
  in multiples of ``python -c pass``: medians of alternating runs. Compile the bytecode first
  (``python -m compileall -q lawcheck``) where PYTHONDONTWRITEBYTECODE is set;
- the same of one run with five results, in multiples of the run with JSON alone: as a pipeline asks for
  them (json, sarif, junit, gitlab, csv), and with the terminal view among them, which alone imports rich;
- the processor time of ``check_text`` in a warm process, scaled to 15 KB of UTF-8 text;
- what reading the file costs more than checking its text, for files that are no text.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory

from lawcheck import check, check_text

ROOT = Path(__file__).parent.parent.parent
RUNS = 15
WARM_RUNS = 60
SCALE = 15 * 1024


def process_seconds(command: Sequence[str]) -> float:
    """Return the user and system seconds of one run of a command."""
    before = getrusage(RUSAGE_CHILDREN)
    with TemporaryDirectory() as folder:  # for the results that a check writes
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False, cwd=folder, env=env)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}")
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def alternating(one: Sequence[str], other: Sequence[str]) -> tuple[float, float]:
    """Return the median seconds of two commands that are run in turn."""
    runs = [(process_seconds(one), process_seconds(other)) for _ in range(RUNS)]
    return statistics.median(a for a, _ in runs), statistics.median(b for _, b in runs)


def checking(paper: str, form: str, *more: str) -> list[str]:
    """Return the command of a check that shows one format and writes more into files."""
    with_files = [word for format in more for word in ("-o", f"{format}=result.{format}")]
    return [sys.executable, "-m", "lawcheck", "check", "--format", form, *with_files, paper]


def warm(run: Callable[[], object]) -> float:
    """Return the median processor seconds of a call in this process."""
    run()
    times = []
    for _ in range(WARM_RUNS):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return statistics.median(times)


def main(papers: Sequence[str]) -> None:
    """Print the figures of each paper."""
    for paper in papers:
        document = check(paper).document
        text = document.text
        size = len(text.encode())
        path = str(Path(paper).resolve())
        print(f"{paper}: {size / 1024:.1f} KB")
        for form in ("json", "terminal"):
            took, base = alternating(checking(path, form), [sys.executable, "-c", "pass"])
            times = f"{took / base:4.1f} times an empty program ({base * 1000:.0f} ms)"
            print(f"  {form:9} {took * 1000:6.0f} ms, {times}")
        for form, *more in (
            ("json", "sarif", "junit", "gitlab", "csv"),
            ("terminal", "json", "sarif", "junit", "csv"),
        ):
            took, base = alternating(checking(path, form, *more), checking(path, "json"))
            print(f"  five, on the screen {form:9} {took / base:4.2f} times json alone")
        took = warm(lambda text=text: check_text(text))  # type: ignore[misc]
        print(f"  warm      {took * 1000:6.1f} ms, {took * 1000 * SCALE / size:4.1f} ms scaled to 15 KB")
        if document.format not in ("text", "markdown"):
            whole = warm(lambda paper=paper: check(paper))  # type: ignore[misc]
            print(f"  file      {(whole - took) * 1000:6.1f} ms more than its text ({document.format})")


if __name__ == "__main__":
    main(sys.argv[1:] or [str(ROOT / "examples" / "complete.txt")])
