"""A row for each paper: who issued it, what came of it, and how each required part stands."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from lawcheck.gate import Gate, has_no_verdict
from lawcheck.kinds import LEVELS
from lawcheck.model import Finding, Report, ReportStatus, Severity, Status, Text
from lawcheck.renderers import _words
from lawcheck.renderers._clean import clean, visible
from lawcheck.renderers._identity import Identity, identity
from lawcheck.renderers._overview import Answer
from lawcheck.renderers._overview.survey import findings_of

LEVEL = Text("层级", "level")
PASSES = Text("是否通过", "passes")
FROM_NAME = Text("* 发文机关或年度取自文件名", "* issuer or year taken from the name of the file")
SEVERITY_HEAD = Text("级别", "severity")
RULE = Text("规则", "rule")
RULE_ID = Text("编号", "id")
PAPERS = Text("份数", "papers")
FINDINGS = Text("问题数", "findings")
REASON = Text("原因", "reason")
WHOLE = Text("全文", "whole paper")
PARTS = Text("必备部分", "required parts")

# The verdicts as a column tells them, the best first.
VERDICTS = (*_words.OUTCOMES.values(), _words.UNREADABLE)
PASSING = (_words.PASSED, _words.FAILED, _words.NO_VERDICT)
# How a part may stand, the worst first.
STANDINGS = (Status.MISSING, Status.WEAK, Status.SKIPPED, Status.NOT_APPLICABLE, Status.MET)


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One paper; ``verdict`` and ``passes`` are words of a column, ``score`` None where it has none."""

    path: str
    who: Identity
    verdict: Text
    passes: Text | None
    score: float | None
    parts: dict[str, Status]
    counts: Counter[Severity] | None

    def issuer(self, lang: str) -> str:
        """Return who issued it, with an asterisk where the name of the file told something."""
        told = clean(self.who.issuer or "", 120) or _words.NO_ISSUER.say(lang)
        return told + ("*" if self.who.from_name else "")

    def level(self, lang: str) -> str:
        """Return the issuer's level."""
        return LEVELS[self.who.level].say(lang) if self.who.level in LEVELS else ""


def row(answer: Answer, gate: Gate | None) -> Row:
    """Return the row of a paper; whether it passes is told where somebody asked."""
    path, who, passes = visible(answer.path), identity(answer), _passes(answer, gate) if gate else None
    if not isinstance(answer, Report):
        return Row(path, who, _words.UNREADABLE, passes, None, {}, None)
    applies = answer.status is not ReportStatus.NOT_APPLICABLE
    return Row(
        path,
        who,
        _words.OUTCOMES[answer.status],
        passes,
        answer.score if applies else None,
        {section.id: section.status for section in answer.sections} if applies else {},
        Counter(finding.severity for finding in findings_of(answer)) if applies else None,
    )


def _passes(answer: Answer, gate: Gate) -> Text:
    if not isinstance(answer, Report) or has_no_verdict(answer):
        return _words.NO_VERDICT
    return _words.PASSED if gate.passes(answer) else _words.FAILED


def reason(answer: Answer, lang: str) -> str:
    """Return why a paper has no verdict, or only one on a part of it."""
    if not isinstance(answer, Report):
        return clean(answer.reason)
    told = _words.SEMICOLON.say(lang).join(_words.notes(answer))
    force = _words.FORCE.say(lang) if answer.status is ReportStatus.NOT_APPLICABLE else ""
    return " ".join(filter(None, (told, force)))


def part_title(finding: Finding, report: Report) -> str:
    """Return the title of the part that a finding is about."""
    titles = {section.id: section.title for section in report.sections}
    if finding.section is None:
        return WHOLE.say(report.lang)
    return clean(titles.get(finding.section) or finding.section)


def state(finding: Finding, lang: str) -> str:
    """Return how a finding compares with a baseline."""
    return _words.STATE[finding.state].say(lang) if finding.state else ""
