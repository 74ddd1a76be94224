"""The paper's text as HTML, with marks where something was found or shows a part."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from lawcheck.model import Document, Section, Span, Text
from lawcheck.renderers._clean import printed
from lawcheck.renderers._html.markup import text

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
    waiting = sorted(marks, key=lambda mark: mark.span.start)
    sections = {document.locate(each.heading.start)[0]: each for each in document.sections}
    pages = _Pages(document)
    start = at = 0
    open_marks: list[Mark] = []
    for number, line in enumerate(document.text[:MOST].split("\n"), 1):
        span = Span(start, start + len(line))
        first = at
        while at < len(waiting) and waiting[at].span.start <= span.end:
            at += 1
        begun = waiting[first:at]
        yield from pages.before(span, lang)
        yield _line(document, span, number, sections.get(number), _inside(span, [*open_marks, *begun]))
        open_marks = [mark for mark in (*open_marks, *begun) if mark.span.end > span.end + 1]
        start = span.end + 1
    if len(document.text) > MOST:
        yield f'<p class="note">{_CUT.say(lang)}</p>'


class _Pages:
    """The beginnings of the pages of a document, told once each."""

    def __init__(self, document: Document) -> None:
        self._starts, self._told = document.pages, 0

    def before(self, span: Span, lang: str) -> Iterator[str]:
        """Yield a line between two pages where a new one begins."""
        page = bisect_right(self._starts, span.start)
        if page > self._told:
            self._told = page
            yield f'<p class="page">{Text(f"第 {page} 页", f"page {page}").say(lang)}</p>'


def _inside(span: Span, marks: Iterable[Mark]) -> list[tuple[Span, Mark]]:
    """Return marks with what of them lies in a line."""
    return [
        (Span(max(mark.span.start, span.start), min(max(mark.span.end, span.start), span.end)), mark)
        for mark in marks
    ]


def _line(
    document: Document, span: Span, number: int, section: Section | None, marks: list[tuple[Span, Mark]]
) -> str:
    classes = []
    if section is not None and not section.inline:
        classes.append(f"h{min(section.level, 4)}")
    if document.title_span is not None and document.title_span.start <= span.start < document.title_span.end:
        classes.append("t")
    if not any(part.start < span.end and span.start < part.end for part in document.content):
        classes.append("off")
    kind = f' class="{" ".join(classes)}"' if classes else ""
    return f"<p{kind}{_number(document, span, number)}>{''.join(_pieces(document.text, span, marks))}</p>"


def _number(document: Document, span: Span, number: int) -> str:
    """Return the number of a line where findings are told by it: of its paragraph, else of itself."""
    if document.pages or span.start == span.end:
        return ""
    if document.paragraphs:
        number = bisect_right(document.paragraphs, span.start)
    return f' data-n="{number}"' if number else ""


def _pieces(whole: str, span: Span, marks: Sequence[tuple[Span, Mark]]) -> Iterator[str]:
    """Yield the pieces of a line between the ends of its marks."""
    ends = sorted({span.start, span.end, *(end for part, _ in marks for end in part)})
    begin: dict[int, list[Mark]] = {}
    end: dict[int, list[Mark]] = {}
    for part, mark in marks:
        begin.setdefault(part.start, []).append(mark)
        end.setdefault(part.end, []).append(mark)
    shown: Counter[str] = Counter()
    for at, stop in zip(ends, [*ends[1:], span.end], strict=True):
        shown.subtract(mark.color for mark in end.get(at, ()) if mark.span.start < at)
        for mark in begin.get(at, ()):
            if mark.span.start >= span.start:
                yield _sign(mark)
            if mark.span.end > at:
                shown[mark.color] += 1
        color = next((each for each in _ORDER if shown[each] > 0), "")
        piece = escape(printed(whole[at:stop]))
        if piece:
            yield f'<mark class="{color}">{piece}</mark>' if color else piece


def _sign(mark: Mark) -> str:
    name = f' id="{mark.name}"' if mark.name else ""
    return (
        f'<a class="n {mark.color}"{name} href="#{mark.target}" title="{text(mark.told, 120)}" '
        f'aria-label="{text(f"{mark.sign} {mark.told}", 120)}">{escape(mark.sign)}</a>'
    )
