"""Count what a run over many papers found: verdicts, scores, parts and rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from lawcheck.gate import Gate, Tally
from lawcheck.model import Finding, Report, ReportStatus, Severity, State, Status, Unreadable
from lawcheck.renderers._clean import clean
from lawcheck.renderers._overview import Answer, Answers
from lawcheck.rulebook import RuleBook, shipped_names
from lawcheck.rulebook.compiled import library

BINS = 10
_JUDGED = (ReportStatus.COMPLETE, ReportStatus.GAPS)


@dataclass(slots=True, eq=False)
class PartCount:
    """A required part: in how many papers it stands how."""

    id: str
    title: str
    counts: Counter[Status] = field(default_factory=Counter)


@dataclass(slots=True, eq=False)
class RuleCount:
    """A rule that found something: how often, in how many papers, and at most how serious."""

    id: str
    title: str
    severity: Severity
    findings: int = 0
    papers: int = 0


@dataclass(slots=True, eq=False)
class Survey:
    """What was counted over all papers.

    ``scores`` counts the scores of papers that have a verdict; ``rows`` how many findings are told one by
    one, those that somebody lets stand among them; ``characters`` how long the papers' texts at hand are.
    """

    lang: str
    gate: Gate | None = None
    papers: int = 0
    unreadable: int = 0
    verdicts: Counter[ReportStatus] = field(default_factory=Counter)
    severities: Counter[Severity] = field(default_factory=Counter)
    states: Counter[State] = field(default_factory=Counter)
    solved: int = 0
    is_compared: bool = False
    suppressed: int = 0
    characters: int = 0
    scores: Counter[float] = field(default_factory=Counter)
    parts: dict[str, PartCount] = field(default_factory=dict)
    rules: dict[str, RuleCount] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    misused: tuple[str, ...] = ()

    @property
    def findings(self) -> int:
        """How many findings there are."""
        return sum(self.severities.values())

    @property
    def rows(self) -> int:
        """How many findings are told, with those that somebody lets stand."""
        return self.findings + self.suppressed

    @property
    def without_verdict(self) -> int:
        """How many files could not be read, not wholly, or are no such reports."""
        return self.papers - sum(self.verdicts[status] for status in _JUDGED)

    def bins(self) -> list[int]:
        """Return how many scores there are below 10, 20, …, and from 90 to 100."""
        counts = [0] * BINS
        for score, papers in self.scores.items():
            counts[min(BINS - 1, int(score * BINS // 100))] += papers
        return counts

    def mean(self) -> float | None:
        """Return the mean score, None where no paper has any."""
        papers = sum(self.scores.values())
        whole = sum(score * count for score, count in self.scores.items())
        return _rounded(whole / papers) if papers else None

    def median(self) -> float | None:
        """Return the score in the middle, None where no paper has any."""
        scores = sorted(self.scores)
        papers = sum(self.scores.values())
        if not papers:
            return None
        return _rounded((self._at(scores, (papers - 1) // 2) + self._at(scores, papers // 2)) / 2)

    def _at(self, scores: Sequence[float], index: int) -> float:
        seen = 0
        for score in scores:
            seen += self.scores[score]
            if index < seen:
                return score
        raise IndexError(index)

    def frequent(self) -> list[RuleCount]:
        """Return the rules that found something, those in most papers first."""
        return sorted(self.rules.values(), key=lambda each: (-each.papers, -each.findings, each.id))


def survey(
    answers: Answers, tally: Tally, gate: Gate | None = None, *, books: Sequence[RuleBook] = ()
) -> Survey:
    """Count over all papers; ``tally`` is what counts of them for the gate."""
    lang = tally.lang
    counted = Survey(lang, gate, misused=tuple(tally.misused()))
    if gate:
        counted.reasons = tuple(reason.say(lang) for reason in tally.reasons())
    titles = _Titles(books, lang)
    for answer in answers:
        counted.papers += 1
        if isinstance(answer, Unreadable):
            counted.unreadable += 1
        else:
            _count(counted, answer, titles)
    return counted


def _rounded(score: float) -> float:
    """Return a score with one decimal, a half rounded up, as every view shows it."""
    return round(score + 1e-9, 1)


def bin_labels() -> list[str]:
    """Return the names of the ranges of scores."""
    width = 100 // BINS
    return [f"{low}–{low + width - (low < 100 - width)}" for low in range(0, 100, width)]


def findings_of(report: Report) -> tuple[Finding, ...]:
    """Return the findings to tell of a paper: none where it is no such report."""
    return () if report.status is ReportStatus.NOT_APPLICABLE else report.findings


def is_judged(answer: Answer) -> bool:
    """Tell whether a paper has a verdict."""
    return isinstance(answer, Report) and answer.status in _JUDGED


def _count(counted: Survey, report: Report, titles: _Titles) -> None:
    counted.verdicts[report.status] += 1
    counted.characters += len(report.document.text)
    if report.solved is not None:
        counted.is_compared = True
        counted.solved += len(report.solved)
    if report.status is ReportStatus.NOT_APPLICABLE:
        return
    if is_judged(report) and report.score is not None:
        counted.scores[report.score] += 1
    for section in report.sections:
        part = counted.parts.get(section.id)
        if part is None:
            part = counted.parts[section.id] = PartCount(section.id, clean(section.title))
        part.counts[section.status] += 1
    counted.suppressed += len(report.suppressed)
    for finding in report.findings:
        counted.severities[finding.severity] += 1
        if finding.state:
            counted.states[finding.state] += 1
        _rule(counted, finding, report, titles).findings += 1
    for rule in {finding.rule for finding in report.findings}:
        counted.rules[rule].papers += 1


def _rule(counted: Survey, finding: Finding, report: Report, titles: _Titles) -> RuleCount:
    known = counted.rules.get(finding.rule)
    if known is None:
        known = RuleCount(finding.rule, clean(titles.of(finding, report), 100), finding.severity)
        counted.rules[finding.rule] = known
    known.severity = min(known.severity, finding.severity, key=lambda each: each.rank)
    return known


class _Titles:
    """The titles of rules: of the books at hand, else of the shipped ones, else what a finding says."""

    def __init__(self, books: Sequence[RuleBook], lang: str) -> None:
        self._lang = lang
        self._known: dict[str, str] = {}
        self._seen = {book.sha256 for book in books}
        for book in books:
            self._take(book)

    def of(self, finding: Finding, report: Report) -> str:
        """Return the title of the rule of a finding."""
        used = report.rulebook
        if used.sha256 not in self._seen:
            self._seen.add(used.sha256)
            if used.id in shipped_names():
                book = library().book(used.id)
                if book.sha256 == used.sha256:
                    self._take(book)
        return self._known.get(finding.rule) or finding.message

    def _take(self, book: RuleBook) -> None:
        for section in book.sections:
            self._known.setdefault(section.id, section.title.say(self._lang))
        for rule in (*book.rules, *(rule for section in book.sections for rule in section.rules)):
            self._known.setdefault(rule.id, rule.title.say(self._lang))
