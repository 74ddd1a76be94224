"""lawcheck check: check papers, show the result, and tell it by the exit status."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lawcheck import api
from lawcheck.cli import _actions
from lawcheck.cli._check_arguments import Options, parse
from lawcheck.cli._comparing import compared
from lawcheck.cli._files import Target, refuse_results_among_papers, save, targets, write_streaming
from lawcheck.cli._papers import Papers, examine, find
from lawcheck.cli._streams import is_screen, look, say, show
from lawcheck.cli._telling import tell_misused, tell_troubles
from lawcheck.errors import UsageError
from lawcheck.gate import Tally
from lawcheck.model import Run, Text
from lawcheck.renderers import Look, render, streams, visible
from lawcheck.renderers._overview import OfRun

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
    _refuse_one_for_many(papers, options)
    if options.jobs or options.resume:
        status = _long_run(papers, files, options)
    else:
        book = None if options.rules is None else api.load_rules(options.rules)
        run = compared(examine(papers, book, options), options.baseline)
        status = options.gate.judge(run)
        look = _look(options)
        for target in files:
            _save(target, run, plainly(look))
        _show(run, look, options)
        _tell(run, options)
    _tell_passed_over(papers, lang)
    return status


def _save(target: Target, run: Run, look: Look) -> None:
    if streams(target.format):
        write_streaming(target, OfRun(run), look, Tally.of(run, look.gate), run.books)
    else:
        save(target, render(run, target.format, look), run.lang)


def _long_run(papers: Papers, files: Sequence[Target], options: Options) -> int:
    """Check papers that may be very many, and return the exit status."""
    from lawcheck.cli._long_run import begin, ended_like_interrupted, whole, write_target

    lang, look = options.lang, _look(options)
    with ended_like_interrupted(), begin(papers, options).results(files) as (results, totals):
        status = totals.tally.status()
        for target in files:
            write_target(target, results, plainly(look), totals.tally)
        if options.totals:
            show("".join(f"{line}\n" for line in totals.lines()), "plain", lang)
        else:
            _show(whole(results, lang, papers.met), look, options)
    for message in totals.tally.misused():
        say(message)
    return status


def _look(options: Options) -> Look:
    return replace(look(options.color), explain=options.explain, gate=options.gate)


def plainly(shown: Look) -> Look:
    """Return a look for files: without colour, as wide as usual."""
    return Look(explain=shown.explain, gate=shown.gate, here=shown.here, root=shown.root)


def _show(run: Run, shown: Look, options: Options) -> None:
    """Show a run on standard output, and on the page of the pipeline's run."""
    if options.format == _actions.FORMAT:
        _actions.summarise(render(run, "markdown", plainly(shown)), options.lang)
    show(render(run, options.format, shown), options.format, options.lang)


def _taken(papers: Papers, options: Options) -> Iterator[str]:
    """Yield the files that no result may overwrite."""
    yield from papers.named
    yield from papers.met
    yield from filter(None, (options.rules, options.config, options.baseline, options.previous))


def _refuse_one_for_many(papers: Papers, options: Options) -> None:
    """Raise UsageError where one paper of the year before is given for several papers."""
    count = len(papers.named) + len(papers.met)
    if options.previous and count > 1 and not os.path.isdir(options.previous):
        told = Text(
            f"--previous {options.previous} 只是一份报告，要检查的有 {count} 份；请写上一年度报告的文件夹",
            f"--previous {options.previous} is one paper, but {count} are to be checked; name the folder of "
            "last year's papers",
        )
        raise UsageError(told.say(options.lang))


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
        tell_troubles(run)
    tell_misused(run.reports)
