"""A baseline: the findings that papers had on a day, so that only new ones stop a pipeline.

The file is JSON made for version control: papers and findings in a settled order, no line numbers, no
dates. Papers are named relative to the file's folder. One that cannot be read stops the run: a baseline
that is not there must not look like one in which nothing is known.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lawcheck.errors import ReadError, UsageError
from lawcheck.model import Finding, Known, Report, ReportStatus, Severity, State, Status, Text
from lawcheck.readers import read_bytes

FILE = "lawcheck-baseline.json"
_VERSION = "1"
_LIMIT = 50_000_000  # bytes
_SHOWN = 80  # characters of a text: for people who read the file's changes
_OPEN = (Status.WEAK, Status.MISSING)
_JUDGED = (Status.MET, *_OPEN)


@dataclass(frozen=True, slots=True, eq=False)
class Baseline:
    """What is known of each paper; ``folder`` is the one that the papers' names start from."""

    folder: str
    papers: Mapping[str, tuple[Known, ...]]

    def compare(self, report: Report, titles: Mapping[str, str] | None = None) -> Report:
        """Return a report whose findings are new or remaining, with those that are solved.

        A known finding is solved only where its rule was judged on the whole paper, told, and found
        nothing more: what was not looked at is not solved. ``titles`` of rules, in the report's language,
        stand for the messages of solved findings, which are in that of the baseline.
        """
        known = {each.fingerprint: each for each in self.papers.get(self.name(report.path), ())}
        findings = tuple(replace(each, state=_state(each, known)) for each in report.findings)
        seen = {each.fingerprint for each in findings} | {s.finding.fingerprint for s in report.suppressed}
        gone = (each for fingerprint, each in known.items() if fingerprint not in seen)
        looked_at = _looked_at(report)
        solved = [each for each in gone if each.rule in looked_at]
        told = (each._replace(message=(titles or {}).get(each.rule, each.message)) for each in solved)
        return replace(report, findings=findings, solved=tuple(told))

    def knows(self, report: Report) -> bool:
        """Tell whether the baseline was written with a paper, whatever was found in it."""
        return self.name(report.path) in self.papers

    def name(self, path: str) -> str:
        """Return a paper's name in the file: its path from the file's folder, with slashes."""
        if path == "-":
            return path
        folder = os.path.realpath(self.folder)
        try:
            return os.path.relpath(os.path.realpath(path), folder).replace(os.sep, "/")
        except ValueError:  # another drive of Windows
            return os.path.realpath(path).replace(os.sep, "/")

    def fingerprints(self) -> set[tuple[str, str]]:
        """Return paper and fingerprint of each finding that it holds."""
        return {(name, each.fingerprint) for name, known in self.papers.items() for each in known}

    def lost(self) -> list[str]:
        """Return the papers that are not where they were: renamed ones have no baseline any more."""
        return [name for name in self.papers if name != "-" and not self._stands(name)]

    def written_anew(self, reports: Iterable[Report]) -> Baseline:
        """Return the baseline with the findings of reports; of other papers it keeps those that stand."""
        papers = {name: known for name, known in self.papers.items() if self._stands(name)}
        papers |= {self.name(report.path): tuple(map(_known, report.findings)) for report in reports}
        return Baseline(self.folder, papers)

    def dump(self) -> str:
        """Return the file's text."""
        papers = {
            name: [each._asdict() for each in sorted(known, key=lambda each: (each.rule, each.fingerprint))]
            for name, known in sorted(self.papers.items())
        }
        content = {"baseline_version": _VERSION, "papers": papers}
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"

    def _stands(self, name: str) -> bool:
        return os.path.exists(os.path.join(self.folder, name))


def _state(finding: Finding, known: Mapping[str, Known]) -> State:
    old = known.get(finding.fingerprint)
    return State.REMAINING if old and _places(finding) <= old.places else State.NEW


def _places(finding: Finding) -> int:
    """Return how many places a finding tells; sentences that only mention a part are no faults."""
    return 1 if finding.rule == finding.section else 1 + len(finding.related)


def _looked_at(report: Report) -> set[str]:
    """Return the rules of which a known finding that is no more is solved."""
    if report.status in (ReportStatus.NOT_APPLICABLE, ReportStatus.PARTLY_READ):
        return set()
    told = {finding.rule for finding in report.findings}
    # what a rule of a part that is only mentioned finds is told by the part's own finding
    untold = {v.rule for v in report.rules if v.status in _OPEN and v.gaps == () and v.rule not in told}
    return {v.rule for v in report.rules if v.status in _JUDGED} - untold


def _known(finding: Finding) -> Known:
    text = " ".join(finding.place.excerpt.split())
    told = finding.rule, finding.severity, finding.message, text[:_SHOWN]
    return Known(finding.fingerprint, *told, _places(finding))


def load(path: str, lang: str = "zh") -> Baseline:
    """Return the baseline in a file.

    Raises:
        UsageError: It cannot be read or is none.
    """
    try:
        data = read_bytes(path, _LIMIT)
    except ReadError as error:
        why = Text(
            f"基线 {path} 读不了：{error.reason}（用 lawcheck baseline write 生成）",
            f"the baseline {path} cannot be read: {error.reason_en} (lawcheck baseline write makes one)",
        )
        raise UsageError(why.say(lang)) from error
    try:
        papers = _papers(json.loads(data))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        why = Text(
            f"{path} 不是 lawcheck 的基线文件，请用 lawcheck baseline write 重新生成",
            f"{path} is no baseline of lawcheck, make one with lawcheck baseline write",
        )
        raise UsageError(why.say(lang)) from None
    return Baseline(os.path.dirname(path) or ".", papers)


def _papers(content: Any) -> dict[str, tuple[Known, ...]]:
    if content["baseline_version"] != _VERSION:
        raise ValueError
    return {str(name): tuple(_read(known)) for name, known in content["papers"].items()}


def _read(known: Any) -> Iterator[Known]:
    for each in known:
        texts = (each["fingerprint"], each["rule"], each["message"], each["text"])
        if not all(isinstance(text, str) for text in texts):
            raise TypeError
        severity, places = Severity(each["severity"]), int(each["places"])
        yield Known(texts[0], texts[1], severity, texts[2], texts[3], places)
