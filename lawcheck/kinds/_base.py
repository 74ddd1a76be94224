"""What every rule kind shares: the rule's common keys and the view that it judges."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Protocol

from lawcheck.kinds._basis import Basis, not_in_force
from lawcheck.kinds._scope import Scope
from lawcheck.model import Document, Gap, Part, Severity, Span, Status, Text, Verdict
from lawcheck.records import record
from lawcheck.text.dates import years
from lawcheck.text.figures import Figures
from lawcheck.text.matching import Lexicon
from lawcheck.text.sentences import clause_start, sentences
from lawcheck.text.terms import Hit, Hits

_NO_LEXICON = Lexicon()
_CLAUSE_REACH = 20
_CLAUSE_END = re.compile("[,。;:!?\n]")


@record
class Facts:
    """Facts in a data file beside the rule book; a rule's key names the file.

    ``kept_until`` is the day up to which its facts have been looked after.
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    kept_until: date


@record
class Rule:
    """The keys that rules of every kind have.

    ``weight`` is the rule's share of its part's score; rules of the whole document carry none. A
    rule is skipped where the one that it ``requires`` found nothing: one defect, one finding. It does
    not apply to a paper outside ``applies``, nor where none of its ``basis`` is in force.
    ``switched_off`` says why a rule book does without it. What one of the rules ``told_by`` tells at the same
    place, it does not tell again.
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    ABOUT: ClassVar[Text]  # what the kind asks and how it scores, for people; every kind has its own
    tells_absence: ClassVar[bool] = False  # that something is nowhere, which pages not read may refute
    compares_years: ClassVar[bool] = False  # it judges a paper beside that of the year before

    id: str
    kind: str
    title: Text
    severity: Severity = Severity.WARNING
    weight: float = 1.0
    requires: str = ""
    message: Text | None = None
    hint: Text | None = None
    basis: tuple[Basis, ...] = ()
    applies: Scope | None = None
    switched_off: Text | None = None
    told_by: tuple[str, ...] = ()

    def terms(self) -> Iterator[str]:
        """Yield what the one scan should look for."""
        yield from ()

    def mistakes(self) -> Iterator[tuple[str, Text]]:
        """Yield keys whose values no check could use, each with what is wrong."""
        yield from ()

    def facts(self) -> Iterator[Facts]:
        """Yield the data files that the rule rests on."""
        yield from ()

    def judge(self, view: View) -> Verdict:
        """Judge a view; every kind has its own."""
        raise NotImplementedError

    def judge_if_due(self, view: View) -> Verdict:
        """Judge a view to which the rule applies, and call nothing absent that may not have been read."""
        reason = view.not_due(self)
        if not reason and self.compares_years and view.previous is None:
            reason = view.say("没有给出上一年度的报告", "no paper of the year before was given")
        if reason:
            return self.verdict(view, Status.NOT_APPLICABLE, 0.0, reason)
        verdict = self.judge(view)
        if view.document.unread and self.tells_absence and verdict.status is not Status.MET:
            return self.skipped(view, view.unread)
        return verdict

    def verdict(
        self, view: View, status: Status, score: float, reason: str, gaps: Iterable[Gap] = ()
    ) -> Verdict:
        """Return this rule's verdict on a view."""
        section = view.part.id if view.part else None
        weight = self.weight if section else 0.0
        return Verdict(self.id, self.kind, section, status, score, weight, reason, tuple(gaps))

    def earlier(self, view: View) -> View:
        """Return the view of last year's paper; only for kinds that compare years."""
        if view.previous is None:
            raise ValueError(f"{self.kind} compares years and was given one paper")
        return view.previous

    def met(self, view: View, reason: str) -> Verdict:
        """Return the verdict that nothing is wanting."""
        return self.verdict(view, Status.MET, 1.0, reason)

    def missing(self, view: View, reason: str, *gaps: Gap) -> Verdict:
        """Return the verdict that what is asked is not there, or that what must not be is."""
        return self.verdict(view, Status.MISSING, 0.0, reason, gaps)

    def skipped(self, view: View, reason: str) -> Verdict:
        """Return the verdict that the rule had nothing to judge."""
        return self.verdict(view, Status.SKIPPED, 0.0, reason)


class Requirement(Protocol):
    """What a rule and a required part have in common: when it is asked for at all."""

    @property
    def id(self) -> str: ...
    @property
    def basis(self) -> tuple[Basis, ...]: ...
    @property
    def applies(self) -> Scope | None: ...
    @property
    def switched_off(self) -> Text | None: ...


@dataclass(frozen=True, eq=False)
class View:
    """What a rule may look at.

    ``part`` is the required part for a rule of a part and None for one of the whole document.
    ``figures`` are the paper's quantities, found once for all rules; ``shares`` the book's names of
    shares of a whole; ``as_of`` the day of which the law in force counts. ``formulas`` are the
    book's set phrases, ``lexicon`` its kindred words. ``previous`` is the view of last year's paper, where
    one was given.
    """

    document: Document
    hits: Hits
    parts: Mapping[str, Part]
    figures: Figures
    part: Part | None = None
    lang: str = "zh"
    denials: tuple[str, ...] = ()
    not_denials: tuple[str, ...] = ()
    zeros: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()
    as_of: date | None = None
    formulas: tuple[str, ...] = ()
    lexicon: Lexicon = _NO_LEXICON
    previous: View | None = None

    def say(self, zh: str, en: str) -> str:
        """Return the text in the language of the run."""
        return en if self.lang == "en" else zh

    def quote(self, words: str) -> str:
        """Return Chinese words that stand alone: as they are, in an English text in quotation marks."""
        return self.say(words, f"“{words}”")

    @cached_property
    def folded(self) -> str:
        """The document's text with width folded, offset for offset."""
        return self.document.folded

    @property
    def year(self) -> int | None:
        """The reported year."""
        return self.document.year

    @property
    def unread(self) -> str:
        """Why the paper was not read wholly; empty where it was."""
        return self.say("；", "; ").join(reason.say(self.lang) for reason in self.document.unread)

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The text to judge: the part's, or the paper's without the website's chrome."""
        return self.part.spans if self.part else self.document.content

    def not_due(self, asked: Requirement) -> str:
        """Return why a rule or part does not apply to the paper; empty where it does."""
        told = asked.switched_off or not_in_force(asked.basis, self.as_of)
        if not told and asked.applies:
            scope = asked.applies
            told = scope.excludes(self.document)
            if not told and scope.words and not self._speaks_of(scope.words):
                told = scope.reason or scope.missing_words()
        return told.say(self.lang) if told else ""

    def _speaks_of(self, words: Iterable[str]) -> bool:
        return any(self.hits.stand_in(words, span) for span in self.document.content)

    def with_parts(self, ids: Iterable[str]) -> View:
        """Return the view widened by the text of other parts."""
        if self.part is None:
            return self
        more = [span for id_ in ids if id_ in self.parts for span in self.parts[id_].spans]
        if not more:  # this view remembers its sentences
            return self
        return replace(self, part=replace(self.part, spans=(*self.part.spans, *more)))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the text to judge."""
        return tuple(s for span in self.spans for s in sentences(self.folded, span))

    def find(self, terms: Iterable[str]) -> list[Hit]:
        """Return where the terms stand in the text to judge, in the order of the text."""
        return sorted(set(self.hits.within(terms, self.spans)))

    def holds(self, terms: Iterable[str]) -> bool:
        """Tell whether one of the terms stands in the text to judge."""
        return any(self.hits.stand_in(terms, span) for span in self.spans)

    def claims(self, terms: Iterable[str], void: Sequence[Span] = ()) -> bool:
        """Tell whether one of the terms is said to be so: it stands there and is not denied.

        A hit that begins in one of the ``void`` ranges does not count.
        """
        return any(
            not any(hit.span.start in span for span in void) and not self.denied(hit.span)
            for hit in self.hits.within(terms, self.spans)
        )

    def rests_after(self, terms: Iterable[str]) -> list[Span]:
        """Return what follows the terms in their sentences, the terms included."""
        starts = sorted(hit.span.start for hit in self.hits.within(terms, self.spans))
        return [Span(start, s.end) for start in starts for s in self.sentences if start in s]

    def denied(self, span: Span) -> bool:
        """Tell whether the clause of a span denies it (没有召开…会议, 述法未开展)."""
        folded = self.folded
        before = folded[clause_start(folded, span.start) : span.end]
        denials = self._denials
        denied = any(map(before.__contains__, denials))
        if denied:
            for word in self.not_denials:
                before = before.replace(word, "")
            denied = any(map(before.__contains__, denials))
        denied = denied or folded.startswith(denials, span.end, span.end + 4)
        return denied or self._never(span)

    @cached_property
    def _denials(self) -> tuple[str, ...]:
        return tuple(word for word in self.hits.among(self.denials) if word in self.folded)

    @cached_property
    def _zeros(self) -> tuple[str, ...]:
        return tuple(zero for zero in self.hits.among(self.zeros) if zero in self.folded)

    def _never(self, span: Span) -> bool:
        """Tell whether the clause goes on to say that it was done no time (主持会议0次)."""
        if not self._zeros:
            return False
        rest = self.folded[span.end : span.end + _CLAUSE_REACH]
        stop = _CLAUSE_END.search(rest)
        rest = rest[: stop.start()] if stop else rest
        found = ((zero, rest.find(zero)) for zero in self._zeros)
        return any(at >= 0 and not rest[:at][-1:].isdigit() for _, at in found)

    @cached_property
    def anchor(self) -> Span:
        """Where to tell what is absent: the first sentence of the part, else its heading."""
        if self.sentences:
            return self.sentences[0]
        if self.part and self.part.evidence:
            return self.part.evidence[0]
        return top_of(self.document)


def top_of(document: Document) -> Span:
    """Return where to tell what the paper lacks as a whole: its title, else its first line."""
    if document.title_span:
        return document.title_span
    start = document.content[0].start if document.content else 0
    end = document.text.find("\n", start)
    return Span(start, min(end if end >= 0 else len(document.text), start + 60))


def last_line(document: Document) -> Span:
    """Return the last sentence of the paper's text: what is missing at the end belongs below it."""
    if not document.content:
        return top_of(document)
    end = document.content[-1].end
    start = max(document.content[-1].start, document.text.rfind("\n", 0, end) + 1)
    last = list(sentences(document.text, Span(start, end)))
    return last[-1] if last else Span(start, end)


def own_years(folded: str, span: Span) -> Iterator[tuple[int, Span]]:
    """Yield the years in a range that are said of the paper itself.

    A year in a document's name 《…》 or number, or at the end of a range (2021—2025年), is none.
    """
    for year, digits in years(folded, span.start, min(span.end + 1, len(folded))):
        before = folded[span.start : digits.start]
        quoted = before.rfind("《") > before.rfind("》") or before.rfind("〔") > before.rfind("〕")
        if not quoted and not before.rstrip().endswith(("—", "-", "至", "~", "－", "到")):
            yield year, digits


def at_least_one(number: int) -> Iterator[tuple[str, Text]]:
    """Yield the mistake of an ``at_least`` below one, which would be met by nothing."""
    if number < 1:
        zh = f'"at_least" 不能小于 1，这里是 {number}'
        yield "at_least", Text(zh, f'"at_least" must be at least 1, not {number}')
