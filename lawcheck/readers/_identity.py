"""Read whose paper it is: title, cover line, signature, issuer, reported year, dates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from lawcheck.model import Section, Signature, Span
from lawcheck.readers._chrome import is_chrome
from lawcheck.readers._lines import Line
from lawcheck.readers._numbering import read_marker
from lawcheck.text.dates import Dated, dates, years
from lawcheck.text.names import is_name
from lawcheck.text.titles import looks_like_title, parse_title

_TITLE_REACH = 80  # lines of menu that a page may print before its text
_BRACKETS = "()[]〔〕【】 \t*_"
_SEAL = re.compile(r"[(\[【]\s*(?:盖章|公章|印章|章|印)\s*[)\]】]")
_NOTE = re.compile(r"\(?此件(?:主动)?公开(?:发布)?\)?")
_PUBLISHED = re.compile(
    r"(?:发布时间|发布日期|发文时间|发文日期|公开时间|公开日期|生成日期|更新时间|(?<!成文)时\s*间|(?<![文行效止改印])日\s*期|来源[^\n]{0,30}?)\s*[\]】]?\s*[:：]?\s*"
)
_OPENING_YEAR = re.compile(r"(?:^|[\n。:;—])[ —]*(?:\w{0,4},?)?$|现将|我[局县市区镇乡省厅委办]")
_SALUTATION = re.compile(r"[:：]$")


@dataclass(frozen=True, slots=True, eq=False)
class TitleLines:
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


_MAY_BE_DATED = re.compile(r"年|\d[-./]\d")
_PROSE = re.compile(r"^.{100}|^.{8,}[,。;].{8}|^.{20,}:$")
_UNFINISHED = re.compile(r"(?:19|20)\d\d\s*年\s*[\dXx×_*\s]{0,4}月(?:\s*[\dXx×_*\s]{0,4}日)?")
_DATE_ONLY = re.compile(r"[(\[]?\s*[\d〇○零一二三四五六七八九十Oo]{2,4}\s*[年./-].{0,12}")


def _first_line(lines: Sequence[Line], last: int) -> int:
    """Return the first line of the title that ends at a line: it may be broken over two or three."""
    first = last
    for index in range(last - 1, max(-1, last - 3), -1):
        above, joined = lines[index].text, "".join(line.text for line in lines[first : last + 1])
        if is_chrome(above) or above.endswith((":", "。", ";")) or looks_like_title(above):
            break
        if next(dates(above), None):  # a signature that stands above the title
            break
        if _is_issuer_line(above):
            if parse_title(joined).issuer:
                break
        elif not _is_broken(above, joined):
            break
        first = index
    return first


def _is_issuer_line(text: str) -> bool:
    return all(is_name(name) for name in re.split(r"\s{1,}|、", text.strip()) if name)


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


def find_signature(lines: Sequence[Line], after: int, title: str = "") -> tuple[Signature | None, int]:
    """Return the signature below a line index and the index of its last line (-1 if none).

    A line with which the ``title`` begins is a name, whatever it ends in.
    """
    signed = [index for index in range(after + 1, len(lines)) if _signs(lines, index, after, title)]
    for index in signed:  # the paper's own stands above colophon, attachments and the website's lists
        if index == signed[-1] or ends_paper(lines, index):
            found = _dated_line(lines[index])
            rest = _bare_name(lines[index].text[: found.span.start]) if found else ""
            return _signature(lines[index], found, _names(lines, index, after, title), rest), index
    for index in range(len(lines) - 1, max(after, len(lines) - 40), -1):
        if is_name(_bare_name(lines[index].text)) and _stands_at_end(lines, index):
            return _signature(None, None, [lines[index]], ""), index
    return None, -1


def ends_paper(lines: Sequence[Line], index: int) -> bool:
    """Tell whether a paper ends with a line: no heading of a part with text below it follows."""
    for heading, below in pairwise(lines[index + 1 :]):
        marker = read_marker(heading.text)
        if (heading.level or (marker and marker.rank <= 2)) and _is_text(below):
            return False
    return True


def _is_text(line: Line) -> bool:
    marked = read_marker(line.text) is not None
    return len(line.text) >= 12 and (line.text.endswith(("。", ";")) or marked) and not is_chrome(line.text)


def left_over(lines: Sequence[Line], end: int) -> Line | None:
    """Return the first line below the paper's end that looks like text and not like a website."""
    return next((line for line in lines[end:] if len(line.text) >= 20 and _is_text(line)), None)


def _signs(lines: Sequence[Line], index: int, after: int, title: str) -> bool:
    """Tell whether a dated line is a signature's: a name stands beside it, or it ends the text."""
    if _dated_line(lines[index]) is None:
        return False
    return bool(_names(lines, index, after, title)) or _stands_at_end(lines, index)


def _names(lines: Sequence[Line], index: int, after: int, title: str) -> list[Line]:
    """Return the lines with the names that belong to a dated line."""
    found = _dated_line(lines[index])
    rest = _bare_name(lines[index].text[: found.span.start]) if found else ""
    if rest and _is_issuer_line(rest):
        return [lines[index]]
    return _names_above(lines, index, after, title) or _name_below(lines, index)


def _bare_name(text: str) -> str:
    """Return a line without the note of a seal, the brackets around it and its letter-spacing."""
    bare = _SEAL.sub("", text).strip(_BRACKETS)
    pieces = bare.split()
    return "".join(pieces) if len(pieces) > 2 and all(len(piece) == 1 for piece in pieces) else bare


def _dated_line(line: Line) -> Dated | None:
    """Return the date of a line that holds nothing else but perhaps a name before it."""
    if len(line.text) > 60 or not _MAY_BE_DATED.search(line.text) or is_chrome(line.text):
        return None
    for found in (*dates(line.text), *_broken_date(line.text)):
        before = _bare_name(line.text[: found.span.start])
        behind = _NOTE.sub("", _bare_name(line.text[found.span.end :])).strip(_BRACKETS)
        if not behind and (not before or _is_issuer_line(before)):
            return found
    return None


def _broken_date(text: str) -> list[Dated]:
    """Return a date that was left unfinished: 2026年1月X日, 2026年 月 日, 2026年2月."""
    match = _UNFINISHED.search(text)
    return [Dated(Span(*match.span()), match.group(), None)] if match else []


def _names_above(lines: Sequence[Line], index: int, after: int, title: str) -> list[Line]:
    names: list[Line] = []
    for above in range(index - 1, max(after, index - 4), -1):
        text = _bare_name(lines[above].text)
        if is_chrome(lines[above].text):
            break
        begins_title = len(text) >= 4 and title.startswith("".join(text.split()))
        if not text or not (begins_title or _is_issuer_line(text)):
            break
        names.insert(0, lines[above])
    return names


def _name_below(lines: Sequence[Line], index: int) -> list[Line]:
    """Return the name on the line after the date, where the two changed places."""
    below = lines[index + 1 : index + 2]
    return [line for line in below if _is_issuer_line(_bare_name(line.text)) and _stands_at_end(lines, index)]


def _stands_at_end(lines: Sequence[Line], index: int) -> bool:
    """Tell whether the line above ends the text and nothing but chrome or short lines follow."""
    above = index > 0 and lines[index - 1].text.endswith(("。", "!", "”", ")"))
    return above and not any(len(line.text) > 80 for line in lines[index + 1 :])


def _signature(dated: Line | None, found: Dated | None, names: Sequence[Line], rest: str) -> Signature:
    issuer_span = date_span = None
    issuer = None
    if names and names[0] is dated:
        issuer = rest
        at = names[0].span.start + names[0].text.index(rest)
        issuer_span = Span(at, at + len(rest))
    elif names:
        parts = [part for line in names for part in re.split(r"\s+|、", _bare_name(line.text)) if part]
        issuer = "、".join(parts)
        issuer_span = Span(names[0].span.start, names[-1].span.end)
    if dated and found:
        date_span = Span(dated.span.start + found.span.start, dated.span.start + found.span.end)
    return Signature(issuer, issuer_span, found.date if found else None, date_span)


def find_year(
    title: str | None, opening: str, sections: Sequence[Section], signed: date | None
) -> int | None:
    """Return the reported year: from the title, else the opening, else headings, else the date."""
    told = parse_title(title).year if title else None
    if told:
        return told
    for year, span in years(opening):
        if opening.startswith("年", span.end) and _OPENING_YEAR.search(
            opening[max(0, span.start - 8) : span.start]
        ):
            return year
    latest = signed.year - (signed.month < 12) if signed else None  # the plan's year is no reported one
    told_by_headings = [year for section in sections for year, _ in years(section.title)]
    counted = Counter(year for year in told_by_headings if latest is None or year <= latest)
    if counted:
        return min(counted, key=lambda year: (-counted[year], year))
    return latest


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
