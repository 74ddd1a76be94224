"""GitLab's code quality report: shown in merge requests.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format. GitLab compares branches by
fingerprints itself, so all findings are told, remaining ones too. What has no verdict is told as a
blocker: a report without entries means that all is well.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from lawcheck.gate import misused, troubles
from lawcheck.model import Finding, Report, ReportStatus, Run, Severity
from lawcheck.renderers import Look, _words
from lawcheck.renderers._clean import clean
from lawcheck.renderers._places import has_lines, relative
from lawcheck.renderers.json_ import dump

MEDIA = "application/json"

_SEVERITY = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.INFO: "info"}
_WORST = "blocker"


def render(run: Run, look: Look) -> str:
    """Return a run as a list of issues."""
    return dump(list(_issues(run, look)))


def _issues(run: Run, look: Look) -> Iterator[dict[str, Any]]:
    for path, why in troubles(run):
        yield _issue("no-verdict", clean(why), _WORST, relative(path, look))
    for text in misused(run.reports):
        yield _issue("suppressions", clean(text), _WORST, "lawcheck.toml")
    for report in run.reports:
        if report.status is not ReportStatus.NOT_APPLICABLE:
            yield from (_finding(report, finding, look) for finding in report.findings)


def _finding(report: Report, finding: Finding, look: Look) -> dict[str, Any]:
    path, place = relative(report.path, look), finding.place
    told = _words.in_one(finding, report)
    if has_lines(report.document):
        return _issue(finding.rule, told, _SEVERITY[finding.severity], path, finding.fingerprint, place.line)
    where = _words.where(place, report.lang)
    return _issue(finding.rule, f"{where}\n{told}", _SEVERITY[finding.severity], path, finding.fingerprint)


def _issue(
    rule: str, text: str, severity: str, path: str, fingerprint: str = "", line: int = 1
) -> dict[str, Any]:
    whole = "\n".join((rule, path, fingerprint or text))  # told apart from those of other files
    return {
        "type": "issue",
        "check_name": rule,
        "description": text,
        "categories": ["Style"],
        "severity": severity,
        "fingerprint": sha256(whole.encode()).hexdigest()[:32],
        "location": {"path": path, "lines": {"begin": line}},
    }
