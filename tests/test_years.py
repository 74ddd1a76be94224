"""Which year a paper is of, where it is lost or told in words, and what is told of wrong years."""

from __future__ import annotations

import pytest
from frames import frame
from hypothesis import given, settings
from hypothesis import strategies as st

from lawcheck import Report, check_text

often = settings(derandomize=True, max_examples=60)
LOST = "县委、县政府：\n现将有关情况报告如下。"


def years(report: Report) -> list[str]:
    return [finding.rule for finding in report.findings if finding.rule in ("time.year", "plan.year")]


@pytest.mark.parametrize(
    "passages",
    [
        {"title": "云溪县司法局关于上年度法治政府建设情况的报告", "opening": LOST},
        {"title": "云溪县司法局关于　　年度法治政府建设情况的报告", "opening": LOST},
        {"title": "云溪县司法局关于20  年度法治政府建设情况的报告", "opening": LOST},
        {
            "achievements.heading": "一、上年度推进法治政府建设的主要举措和成效",
            "plan.heading": "四、本年度工作安排",
        },
        {"opening": "县委、县政府：\n上年度，我局扎实推进法治政府建设。现将2025年有关情况报告如下。"},
        {"plan.heading": "四、下一年度工作安排"},
    ],
    ids=["last year in the title", "no year", "half a year", "headings", "opening", "next year"],
)
def test_year_that_is_lost_or_told_in_words(passages: dict[str, str]) -> None:
    """The paper is signed in January 2026."""
    report = check_text(frame(passages))
    assert (report.document.year, years(report)) == (2025, [])


@given(year=st.integers(min_value=2015, max_value=2035))
@often
def test_heading_and_plan_of_another_year(year: int) -> None:
    heading = frame({"achievements.heading": f"一、{year}年主要举措和成效"})
    assert years(check_text(heading)) == ([] if year == 2025 else ["time.year"])
    plan = frame({"plan.heading": f"四、{year}年工作安排"})
    assert years(check_text(plan)) == ([] if year == 2026 else ["plan.year"])
    opening = frame(
        {"opening": f"县委、县政府：\n{year}年，我局扎实推进法治政府建设。现将有关情况报告如下。"}
    )
    assert years(check_text(opening)) == ([] if year == 2025 else ["time.year"])


@given(
    month=st.integers(min_value=1, max_value=12),
    day=st.integers(min_value=1, max_value=28),
    later=st.integers(min_value=1, max_value=2),
)
@often
def test_days_of_submission_and_publication(month: int, day: int, later: int) -> None:
    """Before 1 March and 1 April by the letter: the days themselves are infos."""
    signature = f"云溪县司法局\n{2025 + later}年{month}月{day}日"
    told = {f.rule: f.severity.value for f in check_text(frame({"signature": signature})).findings}
    handed_in, published = (month, day) < (3, 1), (month, day) < (4, 1)
    for rule, in_time, limit in (
        ("time.submission", handed_in, (3, 1)),
        ("time.publication", published, (4, 1)),
    ):
        if later == 1 and in_time:
            assert rule not in told
        else:
            assert told[rule] == ("info" if later == 1 and (month, day) == limit else "warning")
