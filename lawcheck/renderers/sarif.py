"""SARIF 2.1.0: for code scanning and for editors that show findings beside the text.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. Papers without a verdict are told as
notifications, and the invocation then counts as failed. Lines are given only where they are the file's
own; in Word, PDF and the like a place is told by page, paragraph and the headings above.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from lawcheck._version import __version__
from lawcheck.gate import Gate, misused, troubles
from lawcheck.model import (
    Document,
    Finding,
    Known,
    Place,
    Report,
    ReportStatus,
    Run,
    Severity,
    State,
    Suppressed,
)
from lawcheck.renderers import Look, _words
from lawcheck.renderers._clean import clean
from lawcheck.renderers._metadata import Asked, asked
from lawcheck.renderers._places import has_lines, uri
from lawcheck.renderers.json_ import dump

MEDIA = "application/sarif+json"

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_STATE = {State.NEW: "new", State.REMAINING: "unchanged"}
_LANGUAGE = {"zh": "zh-CN", "en": "en"}
_FINGERPRINT = "lawcheck/v1"
_GITHUBS_FINGERPRINT = "primaryLocationLineHash"  # the one that GitHub's code scanning goes by
_Object = dict[str, Any]


def render(run: Run, look: Look) -> str:
    """Return a run as a SARIF log of one run."""
    rules = asked(run)
    log = _Log(run, look, rules, {each.id: index for index, each in enumerate(rules)})
    # for machines only, and several times faster in one line
    return dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [log.run_object()]}, indent=None)


@dataclass(frozen=True, slots=True, eq=False)
class _Log:
    """What all parts of a log go by; ``numbers`` are the places of the rules in their list."""

    run: Run
    look: Look
    rules: list[Asked]
    numbers: dict[str, int]

    def run_object(self) -> _Object:
        lang = self.run.lang
        return {
            "tool": {"driver": self._driver()},
            "language": _LANGUAGE[lang],
            "columnKind": "unicodeCodePoints",
            "invocations": [self._invocation()],
            "artifacts": [self._artifact(report) for report in self.run.reports],
            "results": [result for report in self.run.reports for result in self._results(report)],
        }

    def _driver(self) -> _Object:
        return {
            "name": "lawcheck",
            "version": __version__,
            "semanticVersion": __version__,
            "language": _LANGUAGE[self.run.lang],
            "rules": [_rule(each, self.run.lang) for each in self.rules],
        }

    def _invocation(self) -> _Object:
        status = (self.look.gate or Gate()).judge(self.run)
        paths = dict(troubles(self.run))
        told = [self._notification(path, why, "error") for path, why in paths.items()]
        for report in self.run.reports:
            level = "warning" if report.path in paths else "note"
            told += [self._notification(report.path, note, level) for note in _words.notes(report)]
        others = (file for file in self.run.unreadable if file.path not in paths)
        told += [self._notification(file.path, file.reason, "note") for file in others]
        wrong = [{"level": "error", "message": _message(clean(text))} for text in misused(self.run.reports)]
        return {
            "executionSuccessful": status in (0, 1),
            "exitCode": status,
            "toolExecutionNotifications": told,
            "toolConfigurationNotifications": wrong,
        }

    def _notification(self, path: str, text: str, level: str) -> _Object:
        return {
            "level": level,
            "message": _message(clean(text)),
            "locations": [{"physicalLocation": {"artifactLocation": self._file(path)}}],
        }

    def _artifact(self, report: Report) -> _Object:
        book = report.rulebook
        return {
            "location": self._file(report.path),
            "hashes": {"sha-256": report.sha256},
            "properties": {
                "status": report.status,
                "score": report.score,
                "rulebook": f"{book.id} {book.version}",
            },
        }

    def _results(self, report: Report) -> Iterator[_Object]:
        if report.status is ReportStatus.NOT_APPLICABLE:
            return
        for finding in report.findings:
            yield self._result(report, finding)
        for each in report.suppressed:
            yield {**self._result(report, each.finding), "suppressions": [_suppression(each)]}
        for known in report.solved or ():
            yield self._solved(report, known)

    def _result(self, report: Report, finding: Finding) -> _Object:
        document = report.document
        state = {"baselineState": _STATE[finding.state]} if finding.state else {}
        related = [self._location(report.path, document, place) for place in finding.related]
        return {
            **self._named(finding.rule, finding.severity),
            **state,
            "message": _message(_words.in_one(finding, report)),
            "locations": [self._location(report.path, document, finding.place)],
            "relatedLocations": [{"id": at, **place} for at, place in enumerate(related, 1)],
            "partialFingerprints": self._fingerprints(report.path, finding.fingerprint),
        }

    def _solved(self, report: Report, known: Known) -> _Object:
        return {
            **self._named(known.rule, known.severity),
            "baselineState": "absent",
            "message": _message(clean(known.message)),
            "locations": [{"physicalLocation": {"artifactLocation": self._file(report.path)}}],
            "partialFingerprints": self._fingerprints(report.path, known.fingerprint),
        }

    def _named(self, rule: str, severity: Severity) -> _Object:
        number = {"ruleIndex": self.numbers[rule]} if rule in self.numbers else {}
        return {"ruleId": rule, **number, "level": _LEVEL[severity]}

    def _fingerprints(self, path: str, fingerprint: str) -> _Object:
        """Return the finding's fingerprint, and one that is told apart from other papers' as well."""
        whole = sha256(f"{uri(path, self.look)}\n{fingerprint}".encode()).hexdigest()[:16]
        return {_FINGERPRINT: fingerprint, _GITHUBS_FINGERPRINT: f"{whole}:1"}

    def _location(self, path: str, document: Document, place: Place) -> _Object:
        physical: _Object = {"artifactLocation": self._file(path)}
        if has_lines(document):
            physical["region"] = _region(place)
        logical = list(_logical(place, self.run.lang))
        return {"physicalLocation": physical, **({"logicalLocations": logical} if logical else {})}

    def _file(self, path: str) -> _Object:
        told = uri(path, self.look)
        return {"uri": told} if ":" in told else {"uri": told, "uriBaseId": "%SRCROOT%"}


def _region(place: Place) -> _Object:
    region = {"startLine": place.line, "startColumn": place.column, "endLine": place.end_line}
    snippet = {"snippet": {"text": place.excerpt}} if place.excerpt else {}
    return {**region, "endColumn": place.end_column, **snippet}


def _logical(place: Place, lang: str) -> Iterator[_Object]:
    """Yield the heading above a place with its path, and the page or paragraph."""
    if place.path:
        steps = [clean(step) for step in place.path]
        yield {"name": steps[-1], "fullyQualifiedName": " / ".join(steps), "kind": "heading"}
    for kind, number in (("page", place.page), ("paragraph", place.paragraph)):
        if number:
            yield {"name": _words.line(place, lang), "fullyQualifiedName": f"{kind} {number}", "kind": kind}
            return


def _suppression(each: Suppressed) -> _Object:
    of_paper = each.by.line is not None
    return {"kind": "inSource" if of_paper else "external", "justification": clean(each.by.reason)}


def _message(text: str) -> _Object:
    """Return a message; in one of SARIF ``[words](1)`` would be a link and ``{1}`` an argument."""
    return {"text": text.replace("](", "] (").replace("{", "{{").replace("}", "}}")}


def _rule(rule: Asked, lang: str) -> _Object:
    basis = f"{_words.BASIS.say(lang)}{_words.COLON.say(lang)}{rule.basis}" if rule.basis else ""
    lines = [line for line in (rule.about, rule.hint, basis) if line]
    help_ = "\n\n".join(map(clean, lines)) or clean(rule.title)
    return {
        "id": rule.id,
        "shortDescription": {"text": clean(rule.title) or rule.id},
        **({"fullDescription": {"text": clean(rule.about)}} if rule.about else {}),
        "help": {"text": help_},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {"kind": rule.kind, "section": rule.section, "tags": list(_tags(rule))},
    }


def _tags(rule: Asked) -> Iterable[str]:
    return dict.fromkeys((rule.id.partition(".")[0], rule.kind))
