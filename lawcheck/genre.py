"""Is the paper of the kind that the rule book is for? Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from lawcheck.model import Document, Span, Text
from lawcheck.rulebook import RuleBook
from lawcheck.text.fold import fold
from lawcheck.text.terms import GAP, Hits, fold_term, occurrences
from lawcheck.text.titles import parse_title

_TAIL = re.compile(r"[\s)\]】〕》”\"。*_]+$|\((?:[^()]{1,16})\)$|[(【\[〔][^()]{0,16}$")
_NOTE = re.compile(r"[(【\[〔][^()【】\[\]〔〕]{1,12}[)】\]〕]$")
_NUMBERED = re.compile(r"[\s#*\[【(]*(?:[(一二三四五六七八九十\d]{1,4}[、.)\s]{1,2})?\s*")
_OPENING = 1500  # code points of the text before which a paper says what it is


@dataclass(frozen=True, slots=True, eq=False)
class Recognised:
    """Whether a rule book is for a paper, and why not."""

    fits: bool
    reason: Text


def recognise(document: Document, hits: Hits, book: RuleBook) -> Recognised:
    """Tell whether the rule book applies: by issuer and year, then by title, else opening, else headings."""
    genre = book.applies
    excluded = genre.excludes(document)
    if excluded:
        zh = f"“{book.title.say('zh')}”不适用于这份报告：{excluded.zh}"
        return Recognised(
            False, Text(zh, f"“{book.title.say('en')}” is not for this paper: {excluded.say('en')}")
        )
    if not genre.titles:
        return Recognised(True, Text(""))
    title = fold(document.title or "").strip()
    if title.startswith("《") and title.find("》") == len(title) - 1:
        title = title[1:-1]
    about = _without_issuer(title)  # 规划和自然资源局 makes no 规划 of its report
    other = next((term for term in genre.not_titles if _holds(about, term)), None)
    if other:
        return _refused(title, f"标题含“{other}”", f"its title holds “{other}”", book)
    if any(_ends(title, term) for term in genre.titles):
        return Recognised(True, Text(""))
    scholarly = next((term for term in genre.not_headings if _begins_line(document, hits, term)), None)
    if scholarly:
        return _refused(title, f"有“{scholarly}”", f"it has “{scholarly}”", book)
    if _announces(document, book):
        return Recognised(True, Text(""))
    if title and _names_a_genre(title):
        return _refused(title, "标题不是这类报告", "its title is of another kind", book)
    return _by_headings(document, hits, book)


def _without_issuer(title: str) -> str:
    """Return a title without its issuer's name and a note in brackets at its end (征求意见稿)."""
    title = _NOTE.sub("", title)
    for name in (parse_title(title).issuer or "").split("、"):
        title = title.replace(name, "") if name else title
    return title


def _refused(title: str, zh: str, en: str, book: RuleBook) -> Recognised:
    marked = f"“{title}”" if "《" in title else f"《{title}》"
    name, name_en = (marked, f"“{title}”") if title else ("这份文件", "this paper")
    return Recognised(
        False,
        Text(
            f"{name}不是{book.title.say('zh')}：{zh}",
            f"{name_en} is no {book.title.say('en')}: {en}",
        ),
    )


def _holds(title: str, term: str) -> bool:
    folded = fold_term(term)
    return folded.partition(GAP)[0] in title and bool(occurrences(title, folded))


def _ends(title: str, term: str) -> bool:
    """Tell whether a title, brackets at its end aside, ends with a term."""
    bare = title
    while True:
        cut = _TAIL.sub("", bare)
        if cut == bare:
            break
        bare = cut
    tight = re.sub(r"\s", "", bare)
    return any(span.end == len(tight) for span in _all(tight, fold_term(term)))


def _all(text: str, term: str) -> list[Span]:
    """Return the occurrences of a term from every place where its first piece stands."""
    first = term.partition("…")[0]
    starts = [match.start() for match in re.finditer(re.escape(first), text)]
    return [span for start in starts for span in occurrences(text, term, start)]


def _names_a_genre(title: str) -> bool:
    return (
        re.search(r"报告$|总结$|方案|意见$|通知$|规划|计划$|要点|办法$|解读|预案|汇报$|公示$|公告$", title)
        is not None
    )


def _begins_line(document: Document, hits: Hits, term: str) -> bool:
    """Tell whether a line of the paper begins with a term, its number and brackets aside."""
    for hit in hits.of(term):
        if not any(hit.span.start in content for content in document.content):
            continue
        line = document.folded.rfind("\n", 0, hit.span.start) + 1
        if _NUMBERED.fullmatch(document.folded, line, hit.span.start):
            return True
    return False


def _announces(document: Document, book: RuleBook) -> bool:
    """Tell whether the text before the first heading says that it is such a paper."""
    if not document.content:
        return False
    start = document.title_span.end if document.title_span else document.content[0].start
    end = document.sections[0].heading.start if document.sections else start + _OPENING
    opening = re.sub(r"[ \n]", "", document.folded[start : min(end, start + _OPENING)])
    return any(occurrences(opening, fold_term(term)) for term in book.applies.openings)


def _by_headings(document: Document, hits: Hits, book: RuleBook) -> Recognised:
    genre = book.applies
    headings = [section.heading for section in document.sections]
    starts = [heading.start for heading in headings]

    title = document.title or ""
    words = genre.words or {}
    told: dict[Span, float] = {}  # what the most telling word of each heading weighs
    for term, value in words.items():
        for hit in hits.of(term):
            index = bisect_right(starts, hit.span.start) - 1
            if index >= 0 and hit.span.start in headings[index]:
                heading = headings[index]
                told[heading] = max(value, told.get(heading, 0.0))
    # a title of another sort is a sign against it, which headings have to outweigh
    foreign = bool(title) and not any(_holds(title, term) for term, value in words.items() if value > 1)
    if sum(told.values()) >= genre.threshold * (2 if foreign else 1):
        return Recognised(True, Text(""))
    return _refused(title, "标题和小标题都没有写明", "neither title nor headings say so", book)
