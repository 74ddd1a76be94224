"""GitHub Actions: workflow commands that become annotations at the lines of a change.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions. GitHub shows ten errors,
ten warnings and ten notices of a step, so new and serious findings come first; those of the baseline that
remain are only counted.
"""

from __future__ import annotations

from collections.abc import Iterator

from lawcheck.gate import Gate, misused, troubles
from lawcheck.model import Finding, Report, ReportStatus, Run, Severity, State
from lawcheck.renderers import Look, _words
from lawcheck.renderers._clean import clean, visible, without_old_commands
from lawcheck.renderers._places import has_lines, relative

MEDIA = "text/x-workflow-commands"  # no plain text: what acts is meant to

_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(run: Run, look: Look) -> str:
    """Return a run as workflow commands, and a line on each paper."""
    # the runner still obeys the old commands, which may stand anywhere in a line
    return without_old_commands("".join(f"{line}\n" for line in _lines(run, look)))


def _lines(run: Run, look: Look) -> Iterator[str]:
    for path, why in troubles(run):
        yield _command("error", clean(why), file=relative(path, look), title=_words.NO_VERDICT.say(run.lang))
    for text in misused(run.reports):
        yield _command("error", clean(text), title="lawcheck")
    judged = [report for report in run.reports if report.status is not ReportStatus.NOT_APPLICABLE]
    told = [(report, finding) for report in judged for finding in report.findings]
    for report, finding in sorted(told, key=lambda each: each[1].severity.rank):
        if finding.state is not State.REMAINING:
            yield _finding(report, finding, look)
    yield from (_low(report, look.gate, look) for report in judged if look.gate and look.gate.is_low(report))
    yield from (_verdict(report) for report in run.reports)
    if len(run.reports) + len(run.unreadable) > 1:
        yield _words.summary(run)
    if look.gate:
        yield _words.outcome(run, look.gate)


def _low(report: Report, gate: Gate, look: Look) -> str:
    told = _words.low(report, gate)
    return _command("error", told, file=relative(report.path, look), title=_words.SCORE.say(report.lang))


def _finding(report: Report, finding: Finding, look: Look) -> str:
    place, told = finding.place, "\n".join(_words.all_details(finding, report))
    known = {"file": relative(report.path, look)}
    if not has_lines(report.document):
        told = f"{_words.where(place, report.lang)}\n{told}"
    elif place.line == place.end_line:  # columns count only within a line
        known |= {"line": str(place.line), "col": str(place.column), "endColumn": str(place.end_column)}
    else:
        known |= {"line": str(place.line), "endLine": str(place.end_line)}
    title = f"{clean(finding.message)} ({finding.rule})"
    return _command(_COMMAND[finding.severity], told, **known, title=title)


def _command(name: str, text: str, **properties: str) -> str:
    told = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {told}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _verdict(report: Report) -> str:
    return f"lawcheck {visible(report.path)}: {_words.verdict(report)}"
