"""Markdown → Document: ``#`` headings, bold headings, lists and quotes, front matter left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lawcheck.model import Document, Mark, Span, Text
from lawcheck.readers._build import build
from lawcheck.readers._bytes import decode
from lawcheck.readers._file import File
from lawcheck.readers._lines import Line, cut_lines
from lawcheck.readers.text import SUFFIXES as PLAIN_SUFFIXES
from lawcheck.text.fold import fold
from lawcheck.text.titles import looks_like_title

NAME = Text("Markdown", "Markdown")
SUFFIXES = (".md", ".markdown")
NEEDS = None

# compiled when a Markdown text is read
_HEADING = r"(#{1,6})\s+(?P<text>.*?)\s*#*$"
_BOLD = r"(\*\*|__)(?P<text>[^*_]{2,90})\1(?=[:。]?$)"
_LEAD = r"(?:[-*+>]\s+)+|\*\*|__"
_FRONT_MATTER = r"(?s)\A---\n.*?\n(?:---|\.\.\.)(?=\n|$)"
_FENCE = r"```|~~~"
_LONGEST_HEADING = 200
_NAME_REACH = 20  # code points in which an open comment names lawcheck


def recognises(file: File) -> bool:
    """Tell whether a text is Markdown: its name says so, or there is no telling name but ``#`` headings."""
    if file.suffix in SUFFIXES:
        return True
    if file.suffix in PLAIN_SUFFIXES:
        return False
    return len(re.findall(rb"^#{1,4} \S", file.data[:40_000], re.MULTILINE)) > 1


def read(file: File) -> Document:
    """Return the document of a Markdown text; its marks are no part of headings and lines.

    Raises:
        ReadError: It is no text, or not the text of a paper.
    """
    text, encoding = decode(file.data, file.path)
    folded = fold(text)
    bare, comments = _without_comments(_without_front_matter(folded))
    lines = [_unmark(line) for line in cut_lines(bare) if not re.match(_FENCE, line.text)]
    document = build(text, bare, _shift(lines), format="markdown", encoding=encoding)
    return replace(document, marks=tuple(_marks(text, bare, comments)))


def _blank(folded: str, start: int, end: int) -> str:
    """Replace what stands between two offsets by blanks, line breaks aside."""
    return folded[:start] + re.sub(r"[^\n]", " ", folded[start:end]) + folded[end:]


def _without_comments(folded: str) -> tuple[str, list[Span]]:
    """Blank the comments <!-- … --> and return where they stand; one that is never closed is text."""
    comments: list[Span] = []
    start = folded.find("<!--")
    while start >= 0:
        end = folded.find("-->", start)
        if end < 0:
            comments.append(Span(start, start))  # none, but somebody may have meant one
            break
        folded = _blank(folded, start, end + 3)
        comments.append(Span(start, end + 3))
        start = folded.find("<!--", end)
    return folded, comments


def _marks(text: str, bare: str, comments: Iterable[Span]) -> Iterator[Mark]:
    """Yield the comments to lawcheck, each with the line that it is about: its own, else the next."""
    for span in comments:
        closed = span.end > span.start
        inner = text[span.start + 4 : span.end - 3 if closed else span.start + _NAME_REACH].strip()
        if inner.lower().startswith("lawcheck"):
            yield Mark(inner if closed else "", span, _line_of(bare, span))


def _line_of(bare: str, span: Span) -> Span:
    start = bare.rfind("\n", 0, span.start) + 1
    own = re.compile(r"[^\n]*").match(bare, start)
    if own and own[0].strip():
        return Span(*own.span())
    following = re.compile(r"\S[^\n]*").search(bare, span.end)
    return Span(*following.span()) if following else span


def _without_front_matter(folded: str) -> str:
    match = re.match(_FRONT_MATTER, folded)
    return _blank(folded, 0, match.end()) if match else folded


def _unmark(line: Line) -> Line:
    if len(line.text) > _LONGEST_HEADING:
        return line
    heading = re.match(_HEADING, line.text)
    if heading:
        return _inner(line, heading, level=len(heading[1]))
    bold = re.match(_BOLD, line.text)
    if bold:
        return _inner(line, bold, level=0)
    lead = re.match(_LEAD, line.text)
    if lead and len(lead.group()) < len(line.text):
        text = line.text[lead.end() :]
        return line._replace(span=Span(line.span.start + lead.end(), line.span.end), text=text)
    return line


def _inner(line: Line, match: re.Match[str], *, level: int) -> Line:
    text = match["text"].strip("*_ ")
    start = line.span.start + line.text.index(text, match.start("text"))
    return Line(Span(start, start + len(text)), text, level)


def _shift(lines: list[Line]) -> list[Line]:
    """Keep the first heading as the title, at level 1, where it is one; the others stand below it."""
    headings = [line for line in lines if line.level]
    if not headings:
        return lines
    top = min(line.level for line in headings)
    alone = headings[0].level == top and sum(line.level == top for line in headings) == 1
    title = headings[0] if alone or looks_like_title(headings[0].text) else None
    lowest = 1 if alone else 2
    return [
        line._replace(level=1 if line is title else line.level - top + lowest) if line.level else line
        for line in lines
    ]
