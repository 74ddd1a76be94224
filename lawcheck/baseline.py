"""A baseline: the findings that papers had on a day, so that only new ones stop a pipeline.

The file is JSON made for version control: papers and findings in a settled order, no line numbers, no
dates. Papers are named relative to the file's folder. One that cannot be read stops the run: a baseline
that is not there must not look like one in which nothing is known.
"""

from __future__ import annotations

import json
import os
import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from lawcheck import states
from lawcheck.errors import ReadError, UsageError
from lawcheck.model import Known, Report, Severity, Text
from lawcheck.readers import read_bytes

FILE = "lawcheck-baseline.json"
_VERSION = "1"
_LENGTH = 16  # hexadecimal digits of a fingerprint, and of a rule book's hash
_LIMIT = 50_000_000  # bytes


class KnownPaper(NamedTuple):
    """What is known of a paper, and by which rule book (the beginning of its hash)."""

    rulebook: str
    findings: tuple[Known, ...]


_UNKNOWN = KnownPaper("", ())


@dataclass(frozen=True, slots=True, eq=False)
class Baseline:
    """What is known of each paper; ``folder`` is the one that the papers' names start from."""

    folder: str
    papers: Mapping[str, KnownPaper]

    def compare(self, report: Report, titles: Mapping[str, str] | None = None) -> Report:
        """Return a report whose findings are new or remaining, with those that are solved.

        A known finding is solved only where the same rule book judged its rule on the whole paper, told
        it, and found nothing more: what was not looked at is not solved. ``titles`` of rules, in the
        report's language, stand for the messages of solved findings, which are in that of the baseline.
        """
        paper = self.papers.get(self.name(report.path), _UNKNOWN)
        old = states.matched(report.findings, paper.findings)
        findings = tuple(replace(each, state=states.state(each, old)) for each in report.findings)
        let_stand = [each.finding.fingerprint for each in report.suppressed]
        seen = {known.fingerprint for known in old.values()}.union(let_stand)
        gone = [each for each in paper.findings if each.fingerprint not in seen]
        looked_at = states.looked_at(report) if paper.rulebook == _book(report) else set()
        told = [each for each in gone if each.rule in looked_at]
        solved = (each._replace(message=(titles or {}).get(each.rule, each.message)) for each in told)
        return replace(report, findings=findings, solved=tuple(solved))

    def is_of_another_book(self, report: Report) -> bool:
        """Tell whether a paper's baseline was written by another rule book, or another version of it."""
        paper = self.papers.get(self.name(report.path))
        return paper is not None and paper.rulebook != _book(report)

    def knows(self, path: str) -> bool:
        """Tell whether the baseline was written with a paper, whatever was found in it."""
        return self.name(path) in self.papers

    def name(self, path: str) -> str:
        """Return a paper's name in the file: its path from the file's folder, with slashes."""
        if path == "-":
            return ""  # standard input has no name, and no baseline
        folder = os.path.realpath(self.folder)
        try:
            return os.path.relpath(os.path.realpath(path), folder).replace(os.sep, "/")
        except ValueError:  # another drive of Windows
            return os.path.realpath(path).replace(os.sep, "/")

    def fingerprints(self) -> set[tuple[str, str]]:
        """Return paper and fingerprint of each finding that it holds."""
        return {(name, each.fingerprint) for name, paper in self.papers.items() for each in paper.findings}

    def lost(self) -> list[str]:
        """Return the papers that are not where they were: renamed ones have no baseline any more."""
        return [name for name in self.papers if not self._stands(name)]

    def written_anew(self, reports: Iterable[Report]) -> Baseline:
        """Return the baseline with the findings of reports; of other papers it keeps those that stand."""
        papers = {name: known for name, known in self.papers.items() if self._stands(name)}
        for report in reports:
            known = tuple(map(states.known, report.findings))
            papers[self.name(report.path)] = KnownPaper(_book(report), known)
        return Baseline(self.folder, papers)

    def dump(self) -> str:
        """Return the file's text."""
        papers = {name: _written(paper) for name, paper in sorted(self.papers.items())}
        content = {"baseline_version": _VERSION, "papers": papers}
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"

    def _stands(self, name: str) -> bool:
        return os.path.exists(os.path.join(self.folder, name))


def _book(report: Report) -> str:
    return report.rulebook.sha256[:_LENGTH]


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


def _written(paper: KnownPaper) -> dict[str, Any]:
    known = sorted(paper.findings, key=lambda each: (each.rule, each.fingerprint))
    return {"rulebook": paper.rulebook, "findings": [each._asdict() for each in known]}


def _papers(content: Any) -> dict[str, KnownPaper]:
    if content["baseline_version"] != _VERSION:
        raise ValueError
    return {posixpath.normpath(name): _paper(paper) for name, paper in content["papers"].items()}


def _paper(content: Any) -> KnownPaper:
    return KnownPaper(_hash(content["rulebook"]), tuple(map(_read, content["findings"])))


def _read(known: Any) -> Known:
    texts = (known["rule"], known["message"], known["text"])
    if not all(isinstance(text, str) for text in texts):
        raise TypeError
    rule, message, text = texts
    severity, places = Severity(known["severity"]), int(known["places"])
    return Known(_hash(known["fingerprint"]), rule, severity, message, text, places)


def _hash(text: Any) -> str:
    if not re.fullmatch(f"[0-9a-f]{{{_LENGTH}}}", text):
        raise ValueError
    return str(text)
