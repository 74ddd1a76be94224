"""The paper's text as HTML, with marks where something was found or shows a part."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from typing import NamedTuple

from lawcheck.model import Document, Section, Span, Text
from lawcheck.renderers._clean import printed
from lawcheck.renderers._html.markup import ours, text

MOST = 200_000  # characters of one paper; the longest known have some 200,000
_ORDER = "bfog"  # where marks lie one on the other the first of these shows
_CUT = Text("（以下文字太长，这里不再显示。）", "(The rest is too long to be shown here.)")


class Mark(NamedTuple):
    """A place to mark: its colour, the sign before it, what the sign tells and leads to.

    ``name`` is what leads to the sign itself, empty for further places of the same finding.
    """

    span: Span
    color: str
    sign: str
    told: str
    target: str
    name: str = ""


def marked(document: Document, marks: Iterable[Mark], lang: str) -> Iterator[str]:
    """Yield the lines of a paper, each an element with its number as its format counts."""
    sections = {document.locate(each.heading.start)[0]: each for each in document.sections}
    pages, places = _Pages(document), _Marks(document.text, marks, lang)
    start = 0
    for number, line in enumerate(document.text[:MOST].split("\n"), 1):
        span = Span(start, start + len(line))
        yield from pages.before(span, lang)
        classes = " ".join(_classes(document, span, sections.get(number)))
        kind = f' class="{classes}"' if classes else ""
        yield f"<p{kind}{_number(document, span, number)}>{''.join(places.pieces(span))}</p>"
        start = span.end + 1
    if len(document.text) > MOST:
        yield f'<p class="note"{ours(lang)}>{_CUT.say(lang)}</p>'


class _Pages:
    """The beginnings of the pages of a document, told once each."""

    def __init__(self, document: Document) -> None:
        self._starts, self._told = document.pages, 0

    def before(self, span: Span, lang: str) -> Iterator[str]:
        """Yield a line between two pages where a new one begins."""
        page = bisect_right(self._starts, span.start)
        if page > self._told:
            self._told = page
            told = Text(f"第 {page} 页", f"page {page}").say(lang)
            yield f'<p class="page"{ours(lang)}>{told}</p>'


class _Marks:
    """The marks of a paper, walked through once, however many lie one on the other."""

    def __init__(self, whole: str, marks: Iterable[Mark], lang: str) -> None:
        self._whole, self._lang = whole, lang
        self._begun: dict[int, list[Mark]] = {}
        self._changes: dict[int, Counter[str]] = {}
        for mark in marks:
            self._begun.setdefault(mark.span.start, []).append(mark)
            for at, by in ((mark.span.start, 1), (mark.span.end, -1)):
                self._changes.setdefault(at, Counter())[mark.color] += by
        self._ends = sorted(self._changes)
        self._next = 0
        self._shown: Counter[str] = Counter()

    def pieces(self, span: Span) -> Iterator[str]:
        """Yield the pieces of the next line between the ends of its marks."""
        at = span.start
        while self._next < len(self._ends) and (end := self._ends[self._next]) <= span.end:
            yield self._piece(at, end)
            yield from (_sign(mark, self._lang) for mark in self._begun.get(end, ()))
            self._shown.update(self._changes[end])
            self._next, at = self._next + 1, end
        yield self._piece(at, span.end)

    def _piece(self, start: int, end: int) -> str:
        color = next((each for each in _ORDER if self._shown[each] > 0), "")
        piece = escape(printed(self._whole[start:end]))
        return f'<mark class="{color}">{piece}</mark>' if color and piece else piece


def _classes(document: Document, span: Span, section: Section | None) -> Iterator[str]:
    if section is not None and not section.inline:
        yield f"h{min(section.level, 4)}"
    if document.title_span is not None and document.title_span.start <= span.start < document.title_span.end:
        yield "t"
    after = bisect_left(document.content, (span.end,))  # of the ranges, which are in order
    if not after or document.content[after - 1].end <= span.start:
        yield "off"


def _number(document: Document, span: Span, number: int) -> str:
    """Return the number of a line where findings are told by it: of its paragraph, else of itself."""
    if document.pages or span.start == span.end:
        return ""
    if document.paragraphs:
        number = bisect_right(document.paragraphs, span.start)
    return f' data-n="{number}"' if number else ""


def _sign(mark: Mark, lang: str) -> str:
    name = f' id="{mark.name}"' if mark.name else ""
    return (
        f'<a class="n {mark.color}"{name}{ours(lang)} href="#{mark.target}" title="{text(mark.told, 120)}" '
        f'aria-label="{text(f"{mark.sign} {mark.told}", 120)}">{escape(mark.sign)}</a>'
    )
