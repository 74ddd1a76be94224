"""Read of which year a paper is and when it was published."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from lawcheck.model import Section
from lawcheck.readers._chrome import is_chrome
from lawcheck.readers._lines import Line
from lawcheck.text.dates import dates, years

_PUBLISHED = re.compile(
    r"(?:发布时间|发布日期|发文时间|发文日期|公开时间|公开日期|生成日期|更新时间|(?<!成文)时\s*间|(?<![文行效止改印])日\s*期|来源[^\n]{0,30}?)\s*[\]】]?\s*[:：]?\s*"
)
_OPENING_YEAR = re.compile(r"(?:^|[\n。:;—])[ —]*(?:\w{0,4},?)?$|现将|我[局县市区镇乡省厅委办]")
_PLANS = re.compile("安排|打算|计划|思路|下一步|谋划|展望")
_LOOKS_BACK = re.compile("情况|回顾|成效|进展|总结")
_SALUTATION = re.compile(r"[:：]$")


def find_year(
    titled: int | None, opening: str, sections: Sequence[Section], signed: date | None
) -> int | None:
    """Return the reported year: the ``titled`` one, else from the opening, else headings, else the date."""
    if titled:
        return titled
    for year, span in years(opening):
        if opening.startswith("年", span.end) and _OPENING_YEAR.search(
            opening[max(0, span.start - 8) : span.start]
        ):
            return year
    latest = signed.year - (signed.month < 12) if signed else None  # the plan's year is no reported one
    told_by_headings = [year for section in sections for year in _reported(section.title)]
    counted = Counter(year for year in told_by_headings if latest is None or year <= latest)
    if counted:
        return min(counted, key=lambda year: (-counted[year], year))
    return latest


def _reported(heading: str) -> list[int]:
    """Return the years that a heading tells as reported: the plan's is the year after it."""
    told = [year for year, _ in years(heading)]
    if len(told) == 1 and _PLANS.search(heading) and not _LOOKS_BACK.search(heading):
        return [told[0] - 1]
    return told


def find_published(lines: Sequence[Line], year: int | None) -> date | None:
    """Return when the page was published: the earliest labelled date after the reported year began."""
    found: list[date] = []
    for index, line in enumerate(lines):
        if not is_chrome(line.text) or line.text.startswith("今天是"):
            continue
        text = line.text
        if _SALUTATION.search(text) and index + 1 < len(lines):  # the value stands on the next line
            text += lines[index + 1].text
        if _PUBLISHED.search(text) or re.search(r"\|", text):
            found += [d.date for d in dates(_tight(text)) if d.date]
    later = [
        day for day in found if year is None or day.year > year or (day.year == year and day.month == 12)
    ]
    return min(later, default=None)


def _tight(text: str) -> str:
    return re.sub(r"(?<=[\-./])\s+(?=\d)", "", text)
