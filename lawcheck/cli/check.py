"""lawcheck check: check papers, show the result, and tell it by the exit status."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from lawcheck import api
from lawcheck.cli import _actions
from lawcheck.cli._check_arguments import Options, parse
from lawcheck.cli._files import refuse_results_among_papers, save, targets
from lawcheck.cli._papers import Papers, examine, find
from lawcheck.cli._streams import is_screen, look, say, say_why, show
from lawcheck.gate import misused, troubles
from lawcheck.model import Run, Text
from lawcheck.renderers import Look, render, visible

if TYPE_CHECKING:
    from lawcheck.baseline import Baseline

SUMMARY = Text("检查报告，列出缺漏", "check papers and list what is missing")

_FOR_PEOPLE = ("terminal", "plain")
_FEW = 5


def main(args: Sequence[str], lang: str) -> int:
    """Check the papers that the arguments name and return the exit status."""
    options = parse(args, lang)
    lang = options.lang
    papers = find(options.paths, lang)
    files = targets(options.output, options.format, _taken(papers, options), lang)
    for file in files:
        refuse_results_among_papers(file.path, filter(os.path.isdir, options.paths), lang)
    book = None if options.rules is None else api.load_rules(options.rules)
    run = _compared(examine(papers, book, options), options)
    status = options.gate.judge(run)
    screen = replace(look(options.color), explain=options.explain, gate=options.gate)
    plain = Look(explain=options.explain, gate=options.gate, here=screen.here, root=screen.root)
    for target in files:
        save(target, render(run, target.format, plain), lang)
    if options.format == _actions.FORMAT:
        _actions.summarise(render(run, "markdown", plain), lang)
    show(render(run, options.format, screen), options.format, lang)
    _tell(run, options)
    _tell_passed_over(papers, lang)
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
    _tell_other_books(baseline, run)
    titles = _titles(run) if run.lang == "en" else {}  # a baseline's own messages are mostly Chinese
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


def _titles(run: Run) -> dict[str, str]:
    """Return the titles of rules in the language of the run."""
    found = {id_: book.find(id_) for book in reversed(run.books) for id_ in book.rule_ids()}
    return {id_: asked.title.say(run.lang) for id_, asked in found.items() if asked}


def _tell_passed_over(papers: Papers, lang: str) -> None:
    """Say which files of folders may be papers and were not looked at."""
    names = [visible(os.path.basename(path)) for path in papers.passed_over]
    if names:
        few = Text("、", ", ").say(lang).join(names[:_FEW]) + ("…" if len(names) > _FEW else "")
        zh = f"文件夹里有 {len(names)} 个文件不是能读的格式，没有检查：{few}"
        say(Text(zh, f"{len(names)} files of formats that cannot be read were not checked: {few}").say(lang))


def _tell(run: Run, options: Options) -> None:
    """Say on standard error what has no verdict, unless the view on the screen already says it."""
    if not (is_screen() and options.format in _FOR_PEOPLE):
        for path, why in troubles(run):
            say_why(path, why, options.lang)
    for message in misused(run.reports):
        say(message)
