"""lawcheck check: check papers, show the result, and tell it by the exit status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from lawcheck import api
from lawcheck.cli import _actions
from lawcheck.cli._check_arguments import Options, parse
from lawcheck.cli._files import save, targets
from lawcheck.cli._papers import Papers, examine, find
from lawcheck.cli._streams import is_screen, look, say, say_why, show
from lawcheck.gate import misused, troubles
from lawcheck.model import Run, Text
from lawcheck.renderers import Look, render

if TYPE_CHECKING:
    from lawcheck.baseline import Baseline

SUMMARY = Text("检查报告，列出缺漏", "check papers and list what is missing")

_FOR_PEOPLE = ("terminal", "plain")


def main(args: Sequence[str], lang: str) -> int:
    """Check the papers that the arguments name and return the exit status."""
    options = parse(args, lang)
    lang = options.lang
    papers = find(options.paths, lang)
    files = targets(options.output, options.format, _taken(papers, options), lang)
    book = None if options.rules is None else api.load_rules(options.rules)
    run = _compared(examine(papers, book, options), options)
    status = options.gate.judge(run)
    screen = replace(look(options.color), explain=options.explain, gate=options.gate)
    file = Look(explain=options.explain, gate=options.gate, here=screen.here, root=screen.root)
    for target in files:
        save(target, render(run, target.format, file), lang)
    if options.format == _actions.FORMAT:
        _actions.summarise(render(run, "markdown", file), lang)
    show(render(run, options.format, screen), options.format, lang)
    _tell(run, options)
    return status


def _taken(papers: Papers, options: Options) -> Iterator[str]:
    """Yield the files that no result may overwrite."""
    yield from papers.named
    yield from papers.met
    yield from filter(None, (options.rules, options.config, options.baseline))


def _compared(run: Run, options: Options) -> Run:
    """Return a run that was compared with the baseline, where there is one."""
    if options.baseline is None:
        return run
    from lawcheck.baseline import load

    baseline = load(options.baseline, run.lang)
    _tell_lost(baseline, run)
    titles = _titles(run) if run.lang == "en" else {}  # a baseline's own messages are mostly Chinese
    return replace(run, reports=tuple(baseline.compare(report, titles) for report in run.reports))


def _tell_lost(baseline: Baseline, run: Run) -> None:
    """Say which papers of the baseline are gone and which are not in it: they may be the same, renamed."""
    lost = baseline.lost()
    for name in lost:
        gone = Text(f"基线中的 {name} 已不在那里", f"{name} of the baseline is no longer there")
        say(gone.say(run.lang))
    unknown = [report.path for report in run.reports if report.findings and not baseline.knows(report)]
    for path in unknown if lost else ():
        zh = f"{path} 不在基线中；如是改名，请再写一次基线（lawcheck baseline write）"
        en = f"{path} is not in the baseline; if it was renamed, run lawcheck baseline write again"
        say(Text(zh, en).say(run.lang))


def _titles(run: Run) -> dict[str, str]:
    """Return the titles of rules in the language of the run."""
    found = {id_: book.find(id_) for book in reversed(run.books) for id_ in book.rule_ids()}
    return {id_: asked.title.say(run.lang) for id_, asked in found.items() if asked}


def _tell(run: Run, options: Options) -> None:
    """Say on standard error what has no verdict, unless the view on the screen already says it."""
    if not (is_screen() and options.format in _FOR_PEOPLE):
        for path, why in troubles(run):
            say_why(path, why, options.lang)
    for message in misused(run.reports):
        say(message)
