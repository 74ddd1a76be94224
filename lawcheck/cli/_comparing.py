"""A run and a baseline: what is new, and what the baseline can no longer tell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lawcheck.cli._streams import say
from lawcheck.model import Run, Text
from lawcheck.renderers import visible

if TYPE_CHECKING:
    from lawcheck.baseline import Baseline


def compared(run: Run, path: str | None) -> Run:
    """Return a run that was compared with the baseline of a file, as it is where there is none.

    Raises:
        UsageError: The file is no baseline.
    """
    if path is None:
        return run
    from lawcheck.baseline import load
    from lawcheck.renderers._metadata import asked

    baseline = load(path, run.lang)
    _tell_lost(baseline, run)
    _tell_other_books(baseline, run)
    # a baseline's own messages are mostly Chinese
    titles = {each.id: each.title for each in asked(run)} if run.lang == "en" else {}
    reports = tuple(baseline.compare(report, titles) for report in run.reports)
    paths = (*(report.path for report in run.reports), *(file.path for file in run.unreadable))
    return replace(run, reports=reports, known=frozenset(filter(baseline.knows, paths)))


def _tell_lost(baseline: Baseline, run: Run) -> None:
    """Say which papers of the baseline are gone and which are not in it: they may be the same, renamed."""
    lost = baseline.lost()
    for name in map(visible, lost):
        gone = Text(f"基线中的 {name} 已不在那里", f"{name} of the baseline is no longer there")
        say(gone.say(run.lang))
    unknown = [it.path for it in run.reports if it.findings and not baseline.knows(it.path)]
    for path in map(visible, unknown if lost else ()):
        zh = f"{path} 不在基线中；如是改名，请再写一次基线（lawcheck baseline write）"
        en = f"{path} is not in the baseline; if it was renamed, run lawcheck baseline write again"
        say(Text(zh, en).say(run.lang))


def _tell_other_books(baseline: Baseline, run: Run) -> None:
    """Say that a rule book has changed: what it does not find any more need not be solved."""
    count = sum(map(baseline.is_of_another_book, run.reports))
    if count:
        zh = f"写基线以后规则书变了（{count} 份报告），不能断定哪些问题已解决；请再写一次基线"
        en = f"another rule book than that of the baseline ({count} papers): nothing can be called solved"
        say(Text(zh, en).say(run.lang))
