"""Find the printed title of a paper among the lines of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from lawcheck.readers._chrome import is_chrome
from lawcheck.readers._lines import Line
from lawcheck.text.dates import dates
from lawcheck.text.markers import read_marker
from lawcheck.text.names import is_issuer_line, is_name
from lawcheck.text.titles import looks_like_title, parse_title

_TITLE_REACH = 80  # lines of menu that a page may print before its text
_PROSE = re.compile(r"^.{100}|^.{8,}[,。;].{8}|^.{20,}:$")
_DATE_ONLY = re.compile(r"[(\[]?\s*[\d〇○零一二三四五六七八九十Oo]{2,4}\s*[年./-].{0,12}")


class TitleLines(NamedTuple):
    """Which lines print the title: the first and the one after the last; equal if none.

    ``body`` is the line with which the text begins, a numbered heading or a paragraph.
    """

    first: int
    end: int
    body: int


def find_title(lines: Sequence[Line]) -> TitleLines:
    """Return the lines of the printed title, the last before the text begins."""
    body = _body_start(lines)
    region = range(max(0, body - _TITLE_REACH), body)
    marked = next((i for i in region if lines[i].level == 1), None)
    if marked is not None and not read_marker(lines[marked].text):
        return TitleLines(marked, marked + 1, body)
    titled = [i for i in region if looks_like_title(_bare(lines[i].text)) and not is_chrome(lines[i].text)]
    if titled:
        last = max(titled, key=lambda i: ("报告" in lines[i].text, i))
        return TitleLines(_first_line(lines, last), last + 1, body)
    late = _late_title(lines, body)
    if late is not None:
        after = late + 1 + _body_start(lines[late + 1 :])
        return TitleLines(_first_line(lines, late), late + 1, after)
    return _plain_title(lines, body)


def _late_title(lines: Sequence[Line], body: int) -> int | None:
    """Return the line of a report's title below a notice of the website, which looks like text."""
    whole = sum(len(line.text) for line in lines)
    above = 0
    for index, line in enumerate(lines[:_TITLE_REACH]):
        text = _bare(line.text)
        report = text.endswith(("报告", "总结")) and re.search("法治|依法行政", text)
        if index >= body and report and looks_like_title(text) and not is_chrome(line.text):
            return index if above < 0.2 * whole else None
        above += len(line.text)
    return None


def _plain_title(lines: Sequence[Line], body: int) -> TitleLines:
    """Return the title of another sort of paper, which no word at its end gives away."""
    plain = [i for i in range(max(0, body - 4), body) if _may_be_title(lines[i])]
    if not plain:
        return TitleLines(body, body, body)
    longest = max(plain, key=lambda i: len(lines[i].text))
    end = longest + 1
    while end < body and lines[end].text.startswith("—"):  # a sub-title
        end += 1
    return TitleLines(longest, end, body)


def _bare(text: str) -> str:
    return text.strip("*_ #《》")


def _body_start(lines: Sequence[Line]) -> int:
    """Return the first line of text: a numbered heading or a paragraph."""
    for index, line in enumerate(lines):
        if is_chrome(line.text) or line.level == 1:
            continue
        if line.level > 1 or line.text.endswith(("。", ";")):
            return index
        marker = read_marker(line.text)
        if marker and marker.rank <= 3 and not _DATE_ONLY.fullmatch(line.text):
            return index
        if _PROSE.search(line.text) and not looks_like_title(_bare(line.text)):
            return index
    return len(lines)


def _first_line(lines: Sequence[Line], last: int) -> int:
    """Return the first line of the title that ends at a line: it may be broken over two or three."""
    first = last
    for index in range(last - 1, max(-1, last - 3), -1):
        above, joined = lines[index].text, "".join(line.text for line in lines[first : last + 1])
        if is_chrome(above) or above.endswith((":", "。", ";")) or looks_like_title(above):
            break
        if next(dates(above), None):  # a signature that stands above the title
            break
        if is_issuer_line(above):
            if parse_title(joined).issuer:
                break
        elif not _is_broken(above, joined):
            break
        first = index
    return first


def _is_broken(above: str, below: str) -> bool:
    """Tell whether a title goes on from one line to the next: 关于2025年度法治政府 / 建设情况的报告."""
    begins = "关于" in above or re.search(r"\d{4}年|[局厅委县市区镇乡]", above) is not None
    return (
        begins and "关于" not in below and len(above) <= 40 and not re.search(r"[〔\[(]\d{4}[)\]〕]", above)
    )


def _may_be_title(line: Line) -> bool:
    text = _bare(line.text)
    return (
        6 <= len(text) <= 60
        and not is_chrome(line.text)
        and not re.search(r"[。;:,!?]$", text)
        and not is_name(text)
        and not text.startswith(("—", "("))
        and not (" " in text and all(len(word) <= 7 for word in text.split()))  # a menu
        and not re.search(r"[〔\[(]\d{4}[)\]〕]|\d{4}[-年]\d{1,2}[-月]\d", text)
        and re.search(r"[^\W\d_]{4}", text) is not None
    )
