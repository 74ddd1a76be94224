"""Every rule of the shipped books proves itself: by the cases beside it, one test each."""

from __future__ import annotations

from functools import cache

import pytest

from lawcheck import RuleBook, check_text
from lawcheck.author.cases import Outcome, try_book, try_case
from lawcheck.rulebook import shipped_names
from lawcheck.rulebook.cases import Case, CaseBook, load_cases

FEWEST = 3  # cases of each sort for each rule of the national book


@cache
def loaded(name: str) -> tuple[RuleBook, CaseBook]:
    return load_cases(name)


CASES = [(name, case) for name in shipped_names() for case in loaded(name)[1].cases]


def _id(value: object) -> str:
    return f"{value.at}-{value.why.replace(' ', '-')}" if isinstance(value, Case) else str(value)


def _shown(outcome: Outcome) -> str:
    told = [
        f"{f.expected.rule} {f.wanted} {f.verdict and f.verdict.reason} {f.told}" for f in outcome.failures
    ]
    return "\n".join([outcome.case.why, outcome.unread, *told, "", outcome.paper])


@pytest.mark.parametrize(("name", "case"), CASES, ids=_id)
def test_case_holds(name: str, case: Case) -> None:
    book, cases = loaded(name)
    outcome = try_case(book, cases, case)
    assert outcome.holds, _shown(outcome)


@pytest.mark.parametrize("name", shipped_names())
def test_every_rule_of_a_shipped_book_is_proved(name: str) -> None:
    trial = try_book(*loaded(name), rules=())
    proved = try_book(loaded(name)[0], loaded(name)[1])
    assert trial.outcomes == ()
    assert proved.without_good == proved.without_bad == ()


@pytest.mark.parametrize("rule", loaded("annual-report")[0].rule_ids())
def test_every_national_rule_has_several_good_and_bad_cases(rule: str) -> None:
    cases = loaded("annual-report")[1].cases
    good = [case for case in cases if rule in {each.rule for each in case.leaves}]
    bad = [case for case in cases if rule in {each.rule for each in case.finds}]
    assert len(good) >= FEWEST
    assert len(bad) >= FEWEST


def test_the_frame_has_nothing_wanting() -> None:
    frame = loaded("annual-report")[1].frame
    assert frame
    report = check_text("\n".join(frame.values()) + "\n")
    assert (report.status, report.score, report.findings) == ("complete", 100.0, ())


def test_the_cases_are_papers_of_the_kind() -> None:
    """Without being forced to, lawcheck takes each for such a report."""
    cases = loaded("annual-report")[1]
    others = [case.why for case in cases.cases if check_text(cases.paper(case)[0]).status == "not_applicable"]
    assert others == []
