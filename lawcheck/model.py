"""The nouns of lawcheck, frozen; standard library only.

Offsets are code points in ``Document.text``; lines and columns count from 1. Dates are
:class:`datetime.date`. Texts for people are in the language of the run (``zh`` or ``en``).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lawcheck.rulebook import RuleBook


class Severity(StrEnum):
    """How serious a finding is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the most serious."""
        return list(Severity).index(self)


class Status(StrEnum):
    """The outcome of one rule or required part."""

    MET = "met"
    WEAK = "weak"
    MISSING = "missing"
    SKIPPED = "skipped"
    NOT_APPLICABLE = "not_applicable"


class Placement(StrEnum):
    """How a required part stands in the document."""

    OWN = "own"
    EMBEDDED = "embedded"
    MERGED = "merged"
    MENTIONED = "mentioned"
    ABSENT = "absent"


class ReportStatus(StrEnum):
    """The verdict on a whole document."""

    COMPLETE = "complete"
    GAPS = "gaps"
    PARTLY_READ = "partly_read"
    NOT_APPLICABLE = "not_applicable"


class State(StrEnum):
    """How a finding compares with a baseline: it was not there, or it was."""

    NEW = "new"
    REMAINING = "remaining"


class Span(NamedTuple):
    """A range of code points in the original text, the end excluded.

    A named tuple and no dataclass: thousands are made and compared for each document.
    """

    start: int
    end: int

    def __contains__(self, offset: object) -> bool:
        return isinstance(offset, int) and self.start <= offset < self.end

    def covers(self, other: Span) -> bool:
        """Tell whether another range lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Text:
    """A text for people in both languages; ``en`` falls back to ``zh``."""

    zh: str
    en: str = ""

    def say(self, lang: str) -> str:
        """Return the text in a language."""
        return self.en if lang == "en" and self.en else self.zh

    def __add__(self, other: Text) -> Text:
        """Return both texts one after the other, in each language."""
        return Text(self.zh + other.zh, self.say("en") + other.say("en"))


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the document and the text it governs.

    ``level`` counts from 1 (the paper's top headings). ``marker`` is the numbering as printed
    (``一、``, ``(二)``, ``3.``, ``一是``, ``##``; empty for an unnumbered heading) and ``number``
    its value, 0 where there is none. ``title`` is the heading without numbering. ``body`` is the
    text of its own, up to the next heading; ``extent`` reaches over its sub-sections. ``parent``
    is the index of the section above, -1 at the top. ``inline`` marks a heading that is the first
    sentence of a paragraph or an item such as 一是….
    """

    index: int
    level: int
    marker: str
    number: int
    title: str
    heading: Span
    body: Span
    extent: Span
    parent: int = -1
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed and when, as printed at the end; ``date`` is None where it is no valid date."""

    issuer: str | None
    issuer_span: Span | None
    date: date | None
    date_span: Span | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: range, line and column (from 1), headings above, its text.

    ``page`` and ``paragraph`` (from 1) are None where the format has none: pages are those of PDF and
    OFD, paragraphs those of Word. ``before`` and ``after`` are the rest of its sentence, where the paper's
    text is not at hand.
    """

    span: Span
    line: int
    column: int
    end_line: int
    end_column: int
    page: int | None
    paragraph: int | None
    path: tuple[str, ...]
    excerpt: str
    before: str = ""
    after: str = ""


class Mark(NamedTuple):
    """A comment to lawcheck that stands in a paper: its text, where it stands, the line it is about."""

    text: str
    span: Span
    target: Span


@dataclass(frozen=True)
class Document:
    """The government's paper as read.

    ``folded`` is the text with width folded, offset for offset: what is compared is compared there.
    ``content`` is the paper's text without the website's chrome: its ranges in order.
    ``title_span`` covers the printed title, ``cover`` the line above it that names who issues the
    paper. ``level`` is
    ``national|province|city|county|township`` and ``kind``
    ``government|department|committee|street_office|party_and_government``, or None where the
    name does not tell. ``notes`` say what the reader of the report has to know of the file; ``unread``
    what may hold text of the paper and could not be read. ``pages`` and ``paragraphs`` are the offsets
    at which the file's pages and paragraphs begin, empty where the format has none. ``marks`` are the
    comments to lawcheck in it.
    """

    text: str
    folded: str
    format: str
    encoding: str
    content: tuple[Span, ...]
    sections: tuple[Section, ...] = ()
    title: str | None = None
    title_span: Span | None = None
    cover: Span | None = None
    issuer: str | None = None
    year: int | None = None
    signature: Signature | None = None
    published: date | None = None
    level: str | None = None
    kind: str | None = None
    notes: tuple[Text, ...] = ()
    unread: tuple[Text, ...] = ()
    pages: tuple[int, ...] = ()
    paragraphs: tuple[int, ...] = ()
    marks: tuple[Mark, ...] = ()

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        at = self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def locate(self, offset: int) -> tuple[int, int]:
        """Return the line and column (from 1) of an offset."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    @cached_property
    def _section_starts(self) -> list[int]:
        return [section.heading.start for section in self.sections]

    def section_at(self, offset: int) -> Section | None:
        """Return the innermost section that governs an offset."""
        index = bisect_right(self._section_starts, offset) - 1
        while index >= 0:
            section = self.sections[index]
            if offset < section.extent.end:
                return section
            index = section.parent
        return None

    def path_at(self, offset: int) -> tuple[str, ...]:
        """Return the headings above an offset, the top one first; a heading is not above itself."""
        section = self.section_at(offset)
        if section is not None and offset in section.heading:
            section = self.sections[section.parent] if section.parent >= 0 else None
        path: list[str] = []
        while section is not None:
            path.append(self.text[section.heading.start : section.heading.end].strip())
            section = self.sections[section.parent] if section.parent >= 0 else None
        return tuple(reversed(path))

    def place(self, span: Span) -> Place:
        """Return the place of a span, with line, column, headings above and excerpt."""
        line, column = self.locate(span.start)
        end_line, end_column = self.locate(span.end)
        excerpt = self.text[span.start : span.end]
        path = self.path_at(span.start)
        page = bisect_right(self.pages, span.start) or None
        paragraph = bisect_right(self.paragraphs, span.start) or None
        return Place(span, line, column, end_line, end_column, page, paragraph, path, excerpt)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to tell the reader.

    ``fingerprint`` is the same in the next draft, whatever is edited elsewhere. ``state`` is None where
    the report was compared with no baseline. ``previous`` are places of last year's paper.
    """

    rule: str
    section: str | None
    severity: Severity
    message: str
    expected: str
    actual: str
    hint: str
    basis: str
    place: Place
    related: tuple[Place, ...] = ()
    fingerprint: str = ""
    state: State | None = None
    previous: tuple[Place, ...] = ()

    @property
    def line(self) -> int:
        """The line (from 1) at which the finding stands."""
        return self.place.line


class Known(NamedTuple):
    """A finding as a baseline keeps it: enough to know it again and to tell it to people.

    ``places`` is how many places it told: with one more it is new.
    """

    fingerprint: str
    rule: str
    severity: Severity
    message: str
    text: str
    places: int = 1


@dataclass(frozen=True, slots=True)
class Suppression:
    """A finding that somebody lets stand: of which rule, where, and why.

    ``rule`` is an id or its first words, ``reason`` says why. ``paper`` is a pattern of file names (every
    paper where it is empty), ``text`` stands in what the finding quotes or in its sentence, ``heading``
    in a heading above or at it; ``line`` (from 1) is its line. It holds for papers dated up to ``until``.
    ``source`` says where it is written.
    """

    rule: str
    reason: str
    paper: str = ""
    text: str = ""
    heading: str = ""
    line: int | None = None
    until: date | None = None
    source: str = ""


class Suppressed(NamedTuple):
    """A finding that is not told, and the suppression that says why."""

    finding: Finding
    by: Suppression


class Misuse(NamedTuple):
    """A suppression that matches nothing or makes no sense: where it is written and what is wrong."""

    source: str
    message: str
    suppression: Suppression | None = None

    @property
    def in_paper(self) -> bool:
        """Whether it is written in the paper itself, so that no other paper can use it."""
        return self.suppression is None or self.suppression.line is not None


@dataclass(frozen=True, slots=True)
class NearMiss:
    """The best candidate for a part that was not found: likeness and threshold from 0 to 1.

    ``lacking`` are the telling words of the part's most alike exemplar that the heading does not have.
    """

    heading: str
    place: Place
    likeness: float
    threshold: float
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionResult:
    """How one required part stands and why; ``score`` from 0 to 1, None where it does not apply."""

    id: str
    title: str
    status: Status
    placement: Placement
    score: float | None
    weight: float
    place: Place | None
    evidence: tuple[Place, ...] = ()
    near_miss: NearMiss | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Which sections of the document play a required part, and how.

    ``spans`` is the text that counts as the part's (headings excluded), ``evidence`` what showed
    that it is the part (headings, or sentences where it is only mentioned).
    """

    id: str
    placement: Placement
    sections: tuple[Section, ...] = ()
    spans: tuple[Span, ...] = ()
    evidence: tuple[Span, ...] = ()
    near_miss: NearMiss | None = None

    @property
    def stands(self) -> bool:
        """True where a heading names the part."""
        return self.placement not in (Placement.MENTIONED, Placement.ABSENT)


@dataclass(frozen=True, slots=True)
class Gap:
    """What a rule found wanting at a place, in the language of the run.

    ``severity``, ``message`` and ``hint`` are the rule's own where they are None. ``key`` tells gaps
    of one rule apart, in every language. ``of_text`` is false where the text at the place is not what is
    wrong (something is absent, or the place is only the first of several): the key alone is the gap's.
    ``previous`` are ranges of last year's paper.
    """

    span: Span
    expected: str
    actual: str
    message: str | None = None
    severity: Severity | None = None
    hint: str | None = None
    related: tuple[Span, ...] = ()
    key: str = ""
    of_text: bool = True
    previous: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """What last year's paper promised or lacked (``old``, a range of it) and what this year's says of it.

    ``new`` is the most alike sentence of this year's paper, None where nothing is alike; it is the answer
    where its ``likeness`` (from 0 to 1) reaches ``threshold``.
    """

    old: Span
    new: Span | None
    likeness: float
    threshold: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """One rule's outcome: status, score from 0 to 1, the reason, and the gaps to tell.

    ``traces`` is what became of each thing that last year's paper promised or lacked.
    """

    rule: str
    kind: str
    section: str | None
    status: Status
    score: float
    weight: float
    reason: str
    gaps: tuple[Gap, ...] = ()
    traces: tuple[Trace, ...] = ()


class Previous(NamedTuple):
    """The paper of the year before with which one was compared."""

    path: str
    sha256: str
    title: str | None
    issuer: str | None
    year: int | None


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of one thing that last year's paper promised or lacked, as a rule sees it.

    ``previous`` is its place in last year's paper, ``found`` the most alike sentence of this year's, None
    where nothing is alike.
    """

    rule: str
    previous: Place
    found: Place | None
    likeness: float
    threshold: float

    @property
    def answered(self) -> bool:
        """Whether the sentence is alike enough to be the answer."""
        return self.found is not None and self.likeness >= self.threshold


@dataclass(frozen=True, slots=True)
class BookRef:
    """Which rule book judged: id, version, title, and the hash of its content."""

    id: str
    version: str
    title: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Report:
    """lawcheck's answer on one document; ``score`` from 0 to 100, None where not applicable.

    ``reason`` says in a sentence why the rule book does not apply or what was not read. ``suppressed``
    are findings that somebody lets stand, ``misused`` suppressions that match nothing here. ``solved`` are
    the findings of a baseline that are no more, None where there is no baseline. ``previous`` is the paper
    of the year before with which this one was compared, ``followed`` what became of what that promised.
    """

    path: str
    sha256: str
    status: ReportStatus
    score: float | None
    rulebook: BookRef
    document: Document
    sections: tuple[SectionResult, ...] = ()
    rules: tuple[Verdict, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    reason: str = ""
    lang: str = "zh"
    suppressed: tuple[Suppressed, ...] = ()
    misused: tuple[Misuse, ...] = ()
    solved: tuple[Known, ...] | None = None
    previous: Previous | None = None
    followed: tuple[Followed, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that could not be read as a document, and why.

    ``foreign`` marks a whole text with nothing Chinese in it: it is no such paper. ``sha256`` is the hash
    of its bytes, empty where not even these could be had.
    """

    path: str
    reason: str
    foreign: bool = False
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """What one call answers, in the order of the input.

    ``met`` are the paths of papers that nobody named: they were met in a folder or by a pattern.
    ``known`` are paths of papers that a baseline knows: what is no such paper any more is trouble.
    ``books`` are the rule books that judged, where they are at hand.
    """

    reports: tuple[Report, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    lang: str = "zh"
    met: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    books: tuple[RuleBook, ...] = ()
