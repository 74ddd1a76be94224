"""JUnit XML: a test suite for each paper, a test case for each rule; every pipeline can show it.

The shape is that of Jenkins' xunit plugin (junit-10.xsd). A rule fails where the gate stops one of its
findings; other findings stand in its output. A paper without a verdict is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree as Xml

from lawcheck.gate import Gate, misused, troubles
from lawcheck.model import Finding, Report, ReportStatus, Run, Status, Verdict
from lawcheck.renderers import Look, _words
from lawcheck.renderers._clean import clean, visible

MEDIA = "application/xml"

_NOT_JUDGED = (Status.SKIPPED, Status.NOT_APPLICABLE)
_READ, _SCORE, _SUPPRESSIONS = "lawcheck.read", "lawcheck.score", "lawcheck.suppressions"
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(run: Run, look: Look) -> bytes:
    """Return a run as UTF-8 XML."""
    root = Xml.Element("testsuites", name="lawcheck")
    wrong = dict(troubles(run))
    for report in run.reports:
        _close(_paper(root, report, wrong.get(report.path), look.gate or Gate()))
    for file in run.unreadable:
        suite = Xml.SubElement(root, "testsuite", name=_text(file.path))
        _told(_case(suite, _READ, file.path), "error" if file.path in wrong else "skipped", [file.reason])
        _close(suite)
    of_nothing = misused(run.reports)
    if of_nothing:
        suite = Xml.SubElement(root, "testsuite", name=_SUPPRESSIONS)
        _told(_case(suite, _SUPPRESSIONS, "lawcheck"), "error", of_nothing)
        _close(suite)
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    Xml.indent(root)
    return bytes(Xml.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _paper(root: Xml.Element, report: Report, trouble: str | None, gate: Gate) -> Xml.Element:
    suite = Xml.SubElement(root, "testsuite", name=_text(report.path))
    _properties(suite, report)
    read = _case(suite, _READ, report.path)
    if trouble is not None:
        _told(read, "error", [trouble])
    elif report.status is ReportStatus.NOT_APPLICABLE:
        _told(read, "skipped", [report.reason])
    if report.status is ReportStatus.NOT_APPLICABLE:
        return suite
    for verdict in report.rules:
        _rule(_case(suite, verdict.rule, report.path), verdict, report, gate)
    if gate.min_score is not None:
        case = _case(suite, _SCORE, report.path)
        if report.status is ReportStatus.PARTLY_READ:
            _told(case, "skipped", [report.reason])
        elif gate.is_low(report):
            _told(case, "failure", [_words.low(report, gate)])
    return suite


def _properties(suite: Xml.Element, report: Report) -> None:
    told = {
        "status": report.status.value,
        "score": "" if report.score is None else f"{report.score:g}",
        "issuer": report.document.issuer or "",
        "year": str(report.document.year or ""),
        "rulebook": f"{report.rulebook.id} {report.rulebook.version}",
    }
    held = Xml.SubElement(suite, "properties")
    for name, value in told.items():
        Xml.SubElement(held, "property", name=name, value=_text(value))


def _rule(case: Xml.Element, verdict: Verdict, report: Report, gate: Gate) -> None:
    own = [finding for finding in report.findings if finding.rule == verdict.rule]
    failing = [_told_of(finding, report) for finding in own if gate.stops(finding)]
    if failing:
        _told(case, "failure", failing)
    elif verdict.status in _NOT_JUDGED:
        _told(case, "skipped", [verdict.reason])
    elif report.status is ReportStatus.PARTLY_READ:  # nothing found in what was read proves nothing
        _told(case, "skipped", [report.reason])
    others = [_told_of(finding, report) for finding in own if not gate.stops(finding)]
    others += _words.suppressed(report, verdict.rule)
    if others:
        Xml.SubElement(case, "system-out").text = _text("\n\n".join(others))


def _told_of(finding: Finding, report: Report) -> str:
    """Return a finding with its place; the message stands on the first line."""
    lang = report.lang
    state = _words.STATE[finding.state].say(lang) if finding.state else ""
    where = _words.where(finding.place, lang)
    head = " ".join(filter(None, (_words.SEVERITY[finding.severity].say(lang), state, where)))
    return "\n".join((clean(finding.message), head, *_words.all_details(finding, report)))


def _case(suite: Xml.Element, name: str, path: str) -> Xml.Element:
    return Xml.SubElement(suite, "testcase", name=_text(name), classname=_text(path))


def _told(case: Xml.Element, kind: str, texts: Iterable[str]) -> None:
    """Say what came of a test case: the first line of the first text is the message."""
    text = "\n\n".join(texts)
    told = Xml.SubElement(case, kind, message=_text(text.partition("\n")[0]))
    if kind != "skipped":
        told.set("type", str(case.get("name")))
        told.text = _text(text)


def _close(suite: Xml.Element) -> None:
    counts = {"tests": "testcase", "failures": "failure", "errors": "error", "skipped": "skipped"}
    for name, tag in counts.items():
        suite.set(name, str(sum(1 for _ in suite.iter(tag))))


def _text(text: str) -> str:
    """Return a text without what XML cannot hold."""
    return _NOT_XML.sub("?", "\n".join(map(visible, text.split("\n"))))
