"""lawcheck check: check papers, show the result, and tell it by the exit status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lawcheck import api
from lawcheck.cli._check_arguments import Options, parse
from lawcheck.cli._files import save, targets
from lawcheck.cli._gate import Gate, troubles
from lawcheck.cli._misused import tell_misused
from lawcheck.cli._papers import Papers, examine, find
from lawcheck.cli._streams import is_screen, look, say_why, show
from lawcheck.model import Run, Text
from lawcheck.renderers import Look, render

SUMMARY = Text("检查报告，列出缺漏", "check papers and list what is missing")

_FOR_PEOPLE = ("terminal", "plain")


def main(args: Sequence[str], lang: str) -> int:
    """Check the papers that the arguments name and return the exit status."""
    options = parse(args, lang)
    lang = options.lang
    papers = find(options.paths, lang)
    files = targets(options.output, options.format, _taken(papers, options), lang)
    book = None if options.rules is None else api.load_rules(options.rules)
    run = examine(papers, book, options)
    status = Gate(options.fail_on, options.min_score).judge(run, papers.met)
    for file in files:
        save(file, render(run, file.format, Look(explain=options.explain)), lang)
    screen = replace(look(options.color), explain=options.explain)
    show(render(run, options.format, screen), options.format, lang)
    _tell(run, papers, options)
    return 2 if tell_misused(run.reports) else status


def _taken(papers: Papers, options: Options) -> Iterator[str]:
    """Yield the files that no result may overwrite."""
    yield from papers.named
    yield from papers.met
    yield from filter(None, (options.rules, options.config))


def _tell(run: Run, papers: Papers, options: Options) -> None:
    """Say on standard error what has no verdict, unless the view on the screen already says it."""
    if is_screen() and options.format in _FOR_PEOPLE:
        return
    for path, why in troubles(run, papers.met):
        say_why(path, why, options.lang)
