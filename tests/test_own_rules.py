"""The example of a province's and a county's rule book: written by CONTRIBUTING alone, and right."""

from __future__ import annotations

from pathlib import Path

import pytest

from lawcheck import Status, check, check_text, load_rules, render
from lawcheck.author.cases import try_book
from lawcheck.rulebook.cases import load_cases

EXAMPLES = Path(__file__).parent.parent / "examples"
BOOKS = sorted((EXAMPLES / "own-rules").glob("*.yaml"))


def test_there_are_two_levels() -> None:
    assert [path.stem for path in BOOKS] == ["jiangyuan", "yunxi"]
    layers = [layer.book for layer in load_rules(BOOKS[1]).layers]
    assert layers == ["annual-report", "jiangyuan", "yunxi"]


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_every_case_holds_and_none_is_wanting(path: Path) -> None:
    trial = try_book(*load_cases(str(path)))
    assert trial.passes, (
        trial.without_good,
        trial.without_bad,
        [o.case.why for o in trial.outcomes if not o.holds],
    )
    assert trial.outcomes


def test_what_does_not_apply_is_shown_with_the_reason() -> None:
    report = check(EXAMPLES / "gappy.txt", rules=BOOKS[1])
    part = next(section for section in report.sections if section.id == "litigation")
    assert (part.status, part.reason) == (Status.NOT_APPLICABLE, "部门和乡镇无行政复议职责")
    for format in ("terminal", "plain"):
        assert "部门和乡镇无行政复议职责" in str(render(report, format))


def test_the_part_is_asked_of_governments_since_its_basis() -> None:
    text = (EXAMPLES / "complete.txt").read_text("utf-8").replace("云溪县司法局", "云溪县人民政府")
    now, before = (
        check_text(text, rules=BOOKS[0]),
        check_text(text.replace("2025年", "2022年"), rules=BOOKS[0]),
    )
    statuses = [next(s for s in report.sections if s.id == "litigation").status for report in (now, before)]
    assert [status is Status.NOT_APPLICABLE for status in statuses] == [False, True]
