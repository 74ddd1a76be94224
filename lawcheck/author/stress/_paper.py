"""A paper to be changed: its text, and the parts that stand in it by their own headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from lawcheck import api
from lawcheck.alignment import align
from lawcheck.author.stress._texts import Put, line_end, line_start, put
from lawcheck.author.stress._wanted import Told
from lawcheck.model import Document, Part, Placement, Report, Section, Span, Status, Text
from lawcheck.rulebook import RuleBook

_MARKS = re.compile(r"[\s#*_>\-　]*")
_ITEM = re.compile("[是要,，]$|^第.{1,2}、$")
_SUFFIXES = {"markdown": "md"}


@dataclass(frozen=True, slots=True)
class Block:
    """A range of whole lines: a top heading with its text, or several in a row that play one part."""

    part: str | None
    sections: tuple[Section, ...]
    span: Span


@dataclass(frozen=True, eq=False)
class Paper:
    """A paper as read, what a check tells of it, and how to check a changed text of it."""

    path: str
    report: Report
    book: RuleBook
    suffix: str
    force: bool
    closings: tuple[str, ...]

    @property
    def document(self) -> Document:
        """The paper as read from its text."""
        return self.report.document

    @property
    def text(self) -> str:
        """The paper's text."""
        return self.document.text

    @cached_property
    def told(self) -> Told:
        """What a check tells of the paper as it is."""
        return Told(self.report)

    def check(self, text: str) -> Told:
        """Return what a check tells of a changed text."""
        return Told(_checked(text, self.suffix, self.book, self.report.lang, force=self.force))

    @cached_property
    def parts(self) -> Mapping[str, Part]:
        """How the required parts stand, by id."""
        return align(self.document, self.book.scanner.scan(self.document.folded), self.book)

    @cached_property
    def own(self) -> Mapping[str, Part]:
        """The parts asked of the paper that stand as parts of their own, at the beginning of lines."""
        return {id_: part for id_, part in self.parts.items() if self.why_not(id_) is None}

    def why_not(self, part: str) -> Text | None:
        """Say why a part cannot be taken as one of the paper's own, None where it can."""
        placement = self.parts[part].placement
        if self.told.statuses[part][0] is Status.NOT_APPLICABLE:
            return Text("对这份报告不作要求", "is not asked of this paper")
        if placement is not Placement.OWN:
            return _WHY_NOT[placement]
        heads = {section.index for block in self.blocks for section in block.sections}
        if all(section.index in heads for section in self.parts[part].sections):
            return None
        return Text("标题不在行首", "its heading begins no line")

    @cached_property
    def rules(self) -> frozenset[str]:
        """The rules of the book that apply to the paper."""
        verdicts = self.report.rules
        return frozenset(v.rule for v in verdicts if v.status is not Status.NOT_APPLICABLE)

    def is_named(self, part: str) -> bool:
        """Tell whether headings name a part: without them topic sections stand for it."""
        return len(self.parts[part].evidence) == len(self.parts[part].sections)

    def blocks_of(self, part: str) -> list[Block]:
        """Return the blocks that play a part."""
        return [block for block in self.blocks if block.part == part]

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The paper's top headings with their text, in order; none where they share lines."""
        tops = self._tops()
        starts = [line_start(self.text, section.heading.start) for section in tops]
        heads = zip(starts, tops, strict=True)
        if not tops or not all(_MARKS.fullmatch(self.text, at, s.heading.start) for at, s in heads):
            return ()
        bounds = [*starts, self._end(tops[-1])]
        player = {s.index: id_ for id_, part in self.parts.items() for s in part.sections}
        found: list[Block] = []
        for section, start, end in zip(tops, bounds, bounds[1:], strict=False):
            part = player.get(section.index)
            if found and part and found[-1].part == part:
                last = found.pop()
                found.append(Block(part, (*last.sections, section), Span(last.span.start, end)))
            else:
                found.append(Block(part, (section,), Span(start, end)))
        return tuple(found)

    def _tops(self) -> list[Section]:
        """Return the headings of the level on which the parts of the paper's own stand."""
        own = [s for part in self.parts.values() if part.placement is Placement.OWN for s in part.sections]
        level = max((section.level for section in own), default=0)
        wrap = {section.parent for section in own}
        headings = (s for s in self.document.sections if s.level <= level and s.index not in wrap)
        return [section for section in headings if not (section.inline and _ITEM.search(section.marker))]

    def _end(self, last: Section) -> int:
        """Return where the last block ends: a closing line such as 特此报告。 belongs to no part."""
        words = self.text[last.heading.start : last.extent.end].rstrip()
        end = line_end(self.text, last.heading.start + len(words))
        tail = re.search(r"\n([^\n]*\S[^\n]*)\n*$", self.text[last.heading.end : end])
        if tail and tail[1].strip().startswith(self.closings):
            return last.heading.end + tail.start() + 1
        return end

    def with_blocks(self, blocks: Sequence[Block]) -> str:
        """Return the text with its blocks in another order, or fewer of them, numbered as before."""
        numbers = self.numbers(blocks)
        pieces = [put(self.text, numbers, block.span) for block in blocks]
        return self.around("".join(piece if piece.endswith("\n") else f"{piece}\n" for piece in pieces))

    def around(self, blocks: str) -> str:
        """Return what stands above and below the blocks, with a text between."""
        return self.text[: self.blocks[0].span.start] + blocks + self.text[self.blocks[-1].span.end :]

    def numbers(self, blocks: Sequence[Block]) -> list[Put]:
        """Return the numbers of top headings by their new places; none where some have no number."""
        before = [self.marker(section) for block in self.blocks for section in block.sections]
        spans = [self.marker(section) for block in blocks for section in block.sections]
        if not all(marker.end > marker.start for marker in before):
            return []
        places = zip(spans, before, strict=False)
        return [Put(span, self.text[place.start : place.end]) for span, place in places]

    @staticmethod
    def marker(section: Section) -> Span:
        """Return where a heading's number stands."""
        return Span(section.heading.start, section.heading.start + len(section.marker))

    def title(self, section: Section) -> Span:
        """Return where a heading's words stand, its number and a stop behind them aside."""
        start = self.marker(section).end
        words = self.text[start : section.heading.end]
        start += len(words) - len(words.lstrip())
        return Span(start, start + len(words.strip().rstrip("。.：:；;")))

    def headings(self) -> Iterator[Span]:
        """Yield where the words of each heading stand."""
        for section in self.document.sections:
            yield self.title(section)

    def body(self) -> list[Span]:
        """Return the paper's text between title and signature."""
        first = self.document.title_span.end if self.document.title_span else 0
        signature = self.document.signature
        spans = [s for s in (signature.issuer_span, signature.date_span) if s] if signature else []
        last = min((span.start for span in spans if span.start > first), default=len(self.text))
        cut = (Span(max(span.start, first), min(span.end, last)) for span in self.document.content)
        return [span for span in cut if span.end > span.start]

    def filled(self, words: str) -> str | None:
        """Return words with the years in them, None where the paper's year is not known."""
        if "{" not in words:
            return words
        year = self.document.year
        if year is None:
            return None
        years = {"{year}": year, "{last}": year - 1, "{next}": year + 1, "{before}": year - 2}
        for name, value in years.items():
            words = words.replace(name, str(value))
        return words


def paper_of(
    report: Report, book: RuleBook, closings: tuple[str, ...], *, force: bool = False
) -> Paper | None:
    """Return the paper of a report, its text read anew; None where its parts then stand otherwise.

    Texts of pages and Word files are read as plain text, or with their headings marked.
    """
    document = report.document
    wanted = Told(report).statuses
    texts = [(document.text, _SUFFIXES.get(document.format, "txt")), (_marked(document), "md")]
    for text, suffix in texts:
        again = _checked(text, suffix, book, report.lang, force=force)
        if Told(again).statuses == wanted:
            return Paper(report.path, replace(again, path=report.path), book, suffix, force, closings)
    return None


def _checked(text: str, suffix: str, book: RuleBook, lang: str, *, force: bool) -> Report:
    return api.check_text(text, path=f"paper.{suffix}", rules=book, lang=lang, force=force)


def _marked(document: Document) -> str:
    """Return a document's text as Markdown: its title and headings marked by their levels."""
    title = document.title_span
    heads = [Put(Span(title.start, title.start), "# ")] if title else []
    for section in document.sections:
        start = section.heading.start
        if not section.inline and line_start(document.text, start) == start:
            heads.append(Put(Span(start, start), f"{'#' * min(section.level + 1, 6)} "))
    return put(document.text, heads)


_WHY_NOT = {
    Placement.EMBEDDED: Text("写在别的部分里", "stands inside another part"),
    Placement.MERGED: Text("与别的内容合写", "shares its heading"),
    Placement.MENTIONED: Text("只是提到", "is only mentioned"),
    Placement.ABSENT: Text("文中没有", "is not in the paper"),
}
