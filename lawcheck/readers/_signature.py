"""Find who signed a paper and when, and where the paper ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from lawcheck.model import Signature, Span
from lawcheck.readers._chrome import is_chrome
from lawcheck.readers._lines import Line
from lawcheck.text.dates import Dated, dates
from lawcheck.text.markers import read_marker
from lawcheck.text.names import is_issuer_line, is_name

_BRACKETS = "()[]〔〕【】 \t*_"
_SEAL = re.compile(r"[(\[【]\s*(?:盖章|公章|印章|章|印)\s*[)\]】]")
_NOTE = re.compile(r"\(?此件(?:主动)?公开(?:发布)?\)?")
_MAY_BE_DATED = re.compile(r"年|\d[-./]\d")
_UNFINISHED = re.compile(r"(?:19|20)\d\d\s*年\s*[\dXx×_*\s]{0,4}月(?:\s*[\dXx×_*\s]{0,4}日)?")


def find_signature(lines: Sequence[Line], after: int, title: str = "") -> tuple[Signature | None, int]:
    """Return the signature below a line index and the index of its last line (-1 if none).

    A line with which the ``title`` begins is a name, whatever it ends in.
    """
    signed = [index for index in range(after + 1, len(lines)) if _signs(lines, index, after, title)]
    for index in signed:  # the paper's own stands above colophon, attachments and the website's lists
        if index == signed[-1] or ends_paper(lines, index):
            return _signature(lines[index], _names(lines, index, after, title)), index
    for index in range(len(lines) - 1, max(after, len(lines) - 40), -1):
        text = lines[index].text
        if is_name(_bare_name(text)) and not is_chrome(text) and _stands_at_end(lines, index):
            return _signature(None, [lines[index]]), index
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
    beside = _name_beside(lines[index])
    if beside and is_issuer_line(beside):
        return [lines[index]]
    return _names_above(lines, index, after, title) or _name_below(lines, index)


def _name_beside(line: Line) -> str:
    """Return what stands before the date of a line."""
    found = _dated_line(line)
    return _bare_name(line.text[: found.span.start]) if found else ""


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
        if not behind and (not before or is_issuer_line(before)):
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
        if not text or not (begins_title or is_issuer_line(text)):
            break
        names.insert(0, lines[above])
    return names


def _name_below(lines: Sequence[Line], index: int) -> list[Line]:
    """Return the name on the line after the date, where the two changed places."""
    below = lines[index + 1 : index + 2]
    return [line for line in below if is_issuer_line(_bare_name(line.text)) and _stands_at_end(lines, index)]


def _stands_at_end(lines: Sequence[Line], index: int) -> bool:
    """Tell whether the line above ends the text and nothing but chrome or short lines follow."""
    above = index > 0 and lines[index - 1].text.endswith(("。", "!", "”", ")"))
    return above and not any(len(line.text) > 80 for line in lines[index + 1 :])


def _signature(dated: Line | None, names: Sequence[Line]) -> Signature:
    found = _dated_line(dated) if dated else None
    issuer_span = date_span = None
    issuer = None
    if names and names[0] is dated:
        issuer = _name_beside(names[0])
        at = names[0].text.find(issuer)
        if at < 0:  # letter-spaced: 云 溪 县 司 法 局
            issuer_span = names[0].span
        else:
            issuer_span = Span(names[0].span.start + at, names[0].span.start + at + len(issuer))
    elif names:
        parts = [part for line in names for part in re.split(r"\s+|、", _bare_name(line.text)) if part]
        issuer = "、".join(parts)
        issuer_span = Span(names[0].span.start, names[-1].span.end)
    if dated and found:
        date_span = Span(dated.span.start + found.span.start, dated.span.start + found.span.end)
    return Signature(issuer, issuer_span, found.date if found else None, date_span)
