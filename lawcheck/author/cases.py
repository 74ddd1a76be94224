"""Try a book's rules on its cases; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lawcheck import api
from lawcheck.errors import ReadError
from lawcheck.model import Finding, Report, Status, Verdict
from lawcheck.previous import Given, read_text
from lawcheck.rulebook import RuleBook
from lawcheck.rulebook.cases import Case, CaseBook, Expectation


@dataclass(frozen=True, slots=True, eq=False)
class Failure:
    """An expectation that does not hold: what was told of its rule, and the rule's verdict.

    ``wanted`` tells that something had to be found; ``verdict`` is None where the text could not be
    read as a paper or the rule judged nothing. ``instead`` is what the rule's part told itself: a bare
    heading is told once, not for each rule.
    """

    expected: Expectation
    wanted: bool
    told: tuple[Finding, ...]
    verdict: Verdict | None
    instead: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """A case with the paper that was made of it and what does not hold.

    ``first_line`` is the line of the paper at which the case's text begins; ``unread`` says why the
    paper could not be read, empty where it could.
    """

    case: Case
    paper: str
    first_line: int
    failures: tuple[Failure, ...]
    unread: str = ""

    @property
    def holds(self) -> bool:
        """Whether everything is as expected."""
        return not self.failures


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """The outcomes of a book's cases, and the rules without a case that meets them or one that fails them.

    ``to_prove`` are the rules that need cases: those that the book makes or changes in what they judge.
    """

    outcomes: tuple[Outcome, ...]
    to_prove: tuple[str, ...]
    without_good: tuple[str, ...]
    without_bad: tuple[str, ...]

    @property
    def passes(self) -> bool:
        """Whether all cases hold and none is wanting."""
        proved = not self.without_good and not self.without_bad
        return proved and all(outcome.holds for outcome in self.outcomes)


def try_book(
    book: RuleBook, cases: CaseBook, rules: Iterable[str] | None = None, *, lang: str = "zh"
) -> Trial:
    """Try the cases of a book, or those of some of its rules.

    Args:
        book: The book, with what it takes over.
        cases: Its cases.
        rules: Ids of the rules to try; all by default.
        lang: The language of messages.
    """
    only = None if rules is None else frozenset(rules)
    chosen = [case for case in cases.cases if only is None or only & set(_rules_of(case))]
    outcomes = tuple(try_case(book, cases, case, lang=lang) for case in chosen)
    to_prove = tuple(id_ for id_ in cases.to_prove if only is None or id_ in only)
    good = {each.rule for case in cases.cases for each in case.leaves}
    bad = {each.rule for case in cases.cases for each in case.finds}
    return Trial(
        outcomes,
        to_prove,
        tuple(id_ for id_ in to_prove if id_ not in good),
        tuple(id_ for id_ in to_prove if id_ not in bad),
    )


def try_case(book: RuleBook, cases: CaseBook, case: Case, *, lang: str = "zh") -> Outcome:
    """Check the paper of a case and compare what is told with what is expected.

    Texts that a case names are Chinese and stand in Chinese messages; ``lang`` is that of what is shown.
    """
    paper, first = cases.paper(case)
    before = cases.previous_paper(case)
    try:
        earlier = Given(read_text(before)) if before else None
        report = api.check_text(paper, rules=book, force=True, previous=earlier)
    except ReadError as error:
        why = error.reason_en if lang == "en" else error.reason
        wanted = [(each, True) for each in case.finds] + [(each, False) for each in case.leaves]
        return Outcome(case, paper, first, tuple(Failure(each, find, (), None) for each, find in wanted), why)
    failures = list(_failures(case, report, first))
    if failures and lang != report.lang:
        other = api.check_text(paper, rules=book, lang=lang, force=True, previous=earlier)
        failures = [_translated(each, report, other) for each in failures]
    return Outcome(case, paper, first, tuple(failures))


def _translated(failure: Failure, report: Report, other: Report) -> Failure:
    """Return a failure in the words of the same report in another language."""
    same = dict(zip(map(id, report.findings), other.findings, strict=True))
    return replace(
        failure,
        told=tuple(same[id(finding)] for finding in failure.told),
        verdict=failure.verdict and _verdict(other, failure.verdict.rule),
        instead=tuple(same[id(finding)] for finding in failure.instead),
    )


def _rules_of(case: Case) -> Iterator[str]:
    yield from (each.rule for each in (*case.finds, *case.leaves))


def _failures(case: Case, report: Report, first: int) -> Iterator[Failure]:
    for each in case.finds:
        told = _told(report, each)
        if not any(_is_meant(finding, each, first) for finding in told):
            verdict = _verdict(report, each.rule)
            part = verdict.section if verdict and verdict.section != each.rule else None
            yield Failure(each, True, told, verdict, tuple(f for f in report.findings if f.rule == part))
    for each in case.leaves:
        told = tuple(finding for finding in _told(report, each) if _is_meant(finding, each, first))
        verdict = _verdict(report, each.rule)
        # a rule that was not judged proves nothing
        if told or verdict is None or (verdict.status is not Status.MET and not (each.line or each.text)):
            yield Failure(each, False, told, verdict)


def _told(report: Report, expected: Expectation) -> tuple[Finding, ...]:
    return tuple(finding for finding in report.findings if finding.rule == expected.rule)


def _is_meant(finding: Finding, expected: Expectation, first: int) -> bool:
    lines = {place.line for place in (finding.place, *finding.related)}
    if expected.line is not None and expected.line + first - 1 not in lines:
        return False
    return expected.text in finding.message or expected.text in finding.place.excerpt


def _verdict(report: Report, rule: str) -> Verdict | None:
    return next((verdict for verdict in report.rules if verdict.rule == rule), None)
