"""What a run's rule books ask for, rule by rule; of a book that is not at hand, what its findings tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lawcheck.kinds import Rule
from lawcheck.model import Finding, Run, Severity
from lawcheck.renderers import _words
from lawcheck.rulebook import RuleBook, SectionRule

_SECTION = "section"  # the kind of a required part, as verdicts call it


@dataclass(frozen=True, slots=True)
class Asked:
    """One rule or required part, in the language of the run; ``about`` says what its kind does."""

    id: str
    kind: str
    section: str | None
    severity: Severity
    title: str
    about: str = ""
    hint: str = ""
    basis: str = ""


def asked(run: Run) -> list[Asked]:
    """Return all rules of a run, each once, in the order of its books."""
    found: dict[str, Asked] = {}
    for book in run.books:
        for each in _of_book(book, run.lang):
            found.setdefault(each.id, each)
    for report in run.reports:
        findings = (*report.findings, *(each.finding for each in report.suppressed))
        kinds = {verdict.rule: verdict.kind for verdict in report.rules}
        for finding in findings:
            found.setdefault(finding.rule, _of_finding(finding, kinds.get(finding.rule, "")))
    return list(found.values())


def _of_book(book: RuleBook, lang: str) -> Iterator[Asked]:
    for section in book.sections:
        yield _asked(section, _SECTION, section.id, "", lang)
        yield from (_of_rule(rule, section.id, lang) for rule in section.rules)
    yield from (_of_rule(rule, None, lang) for rule in book.rules)


def _of_rule(rule: Rule, section: str | None, lang: str) -> Asked:
    return _asked(rule, rule.kind, section, rule.ABOUT.say(lang), lang)


def _asked(each: Rule | SectionRule, kind: str, section: str | None, about: str, lang: str) -> Asked:
    basis = _words.SEMICOLON.say(lang).join(known.say(lang) for known in each.basis)
    hint = each.hint.say(lang) if each.hint else ""
    return Asked(each.id, kind, section, each.severity, each.title.say(lang), about, hint, basis)


def _of_finding(finding: Finding, kind: str) -> Asked:
    return Asked(
        finding.rule,
        kind,
        finding.section,
        finding.severity,
        finding.message,
        hint=finding.hint,
        basis=finding.basis,
    )
