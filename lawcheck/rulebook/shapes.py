"""The shapes of a rule book: plain dataclasses, filled from YAML or from the compiled book."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from lawcheck.kinds import Basis, Issued, Rule, Scope
from lawcheck.model import Severity, Text
from lawcheck.records import record
from lawcheck.text.matching import Lexicon
from lawcheck.text.terms import Scanner
from lawcheck.text.words import Comparer


@record
class Genre(Issued):
    """Which papers the book is for: of which issuers and years, and how to tell the kind of paper.

    A title must end in one of ``titles`` and hold none of ``not_titles``. A paper without such a
    title is told by one of the ``openings`` in its first sentences, else by its headings: the
    weights of the most telling of the ``words`` in each add up to ``threshold`` (twice that under
    a title of another sort). ``not_headings`` are words with which no line of such a paper begins.
    """

    titles: tuple[str, ...] = ()
    not_titles: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()
    words: dict[str, float] | None = None
    threshold: float = 3.0
    not_headings: tuple[str, ...] = ()


_EVERY_PAPER = Genre()


@record
class SectionRule:
    """A part that the document must have.

    ``headings`` are exemplars, compared by words. ``cues`` in a heading decide that it names the
    part; ``cues_next_year`` only in a heading that speaks of next year, ``cues_this_year`` only in
    one that does not. ``not`` lists false friends: a cue that begins inside one does not count.
    ``hints`` in a heading count as a mention when one of ``persons`` (if any are given) stands in
    the text below; ``mentions`` are cues for sentences. ``others`` are other subjects: a heading
    that names the part and one of them in a clause of its own is merged. ``topics`` (for the part
    that a paper may have as topic sections alone) are words of such headings. ``not_in`` names parts
    inside which this one neither stands nor is mentioned (next year's duty is no duty done).
    ``start`` are words of the sentence with which the part begins inside a section that it shares
    with another part. ``applies``, ``basis`` and ``switched_off`` are as those of a rule.
    """

    __pydantic_config__: ClassVar[Any] = {
        "extra": "forbid",
        "alias_generator": lambda name: name.rstrip("_"),
    }

    id: str
    title: Text
    headings: tuple[str, ...]
    weight: float = 1.0
    severity: Severity = Severity.ERROR
    basis: tuple[Basis, ...] = ()
    applies: Scope | None = None
    switched_off: Text | None = None
    hint: Text | None = None
    cues: tuple[str, ...] = ()
    cues_next_year: tuple[str, ...] = ()
    cues_this_year: tuple[str, ...] = ()
    not_: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    start: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()

    def heading_terms(self) -> Iterator[str]:
        """Yield what is looked for in headings."""
        for terms in (self.cues, self.cues_next_year, self.cues_this_year):
            yield from terms
        for terms in (self.not_, self.hints, self.topics):
            yield from terms

    def terms(self) -> Iterator[str]:
        """Yield what is looked for in the text, the part's rules included."""
        for terms in (self.not_, self.persons, self.mentions, self.start):
            yield from terms
        for rule in self.rules:
            yield from rule.terms()


@record
class Layer:
    """One rule file among those that make up a book: what stands there and nowhere above it.

    ``given`` tells the keys that it gives, by the id of the part or rule; those of the book itself
    under an empty id.
    """

    book: str
    title: Text
    version: str
    given: dict[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True, eq=False)
class RuleBook:
    """What one rule file asks for, with what it takes over from those that it extends.

    ``extends`` names these, the first one first; ``layers`` are all files, the own one last. ``without``
    says of parts and rules that were taken over why the book does without them.
    ``next_year`` are words that speak of the coming year, ``denials`` words that deny what
    follows in their clause (``not_denials``: words that only look like one;
    ``zeros``: what stands behind a thing that was done no time), ``shares`` the names of shares of a
    whole (办结率, 满意度), ``formulas`` set phrases that every such paper repeats,
    ``kindred`` groups of terms that may stand for one another from one year to the next (培训, 轮训),
    ``idle`` words that tell nothing of what is done (加强, 工作), ``words``
    the dictionary for comparing headings (word → weight for telling it from others).
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    rulebook: str
    title: Text
    version: str
    sections: tuple[SectionRule, ...] = ()
    rules: tuple[Rule, ...] = ()
    extends: tuple[str, ...] = ()
    without: dict[str, Text] | None = None
    applies: Genre = _EVERY_PAPER
    next_year: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()
    not_denials: tuple[str, ...] = ()
    zeros: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()
    formulas: tuple[str, ...] = ()
    kindred: tuple[tuple[str, ...], ...] = ()
    idle: tuple[str, ...] = ()
    likeness: float = 0.6
    words: dict[str, float] | None = None
    layers: tuple[Layer, ...] = ()
    sha256: str = ""

    def __getstate__(self) -> dict[str, Any]:
        """Return what the file asked for; what is made of it is made anew where the book is unpickled."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @cached_property
    def comparer(self) -> Comparer:
        """What compares headings by the book's words; made once for all documents."""
        return Comparer(self.words or {})

    @cached_property
    def lexicon(self) -> Lexicon:
        """What compares the sentences of two years."""
        return Lexicon(self.kindred, self.idle)

    @cached_property
    def scanner(self) -> Scanner:
        """What finds the book's terms in a text; made once for all documents."""
        return Scanner(self.terms())

    @cached_property
    def heading_scanner(self) -> Scanner:
        """What finds the parts' cues in headings."""
        cues = (term for section in self.sections for term in section.heading_terms())
        return Scanner((*self.next_year, *cues))

    def terms(self) -> Iterator[str]:
        """Yield what the one scan of the text should look for."""
        yield from self.applies.words or ()
        yield from self.applies.not_headings
        yield from self.next_year
        for section in self.sections:
            yield from section.terms()
        for rule in self.rules:
            yield from rule.terms()
        scopes = [part.applies for part in self.sections] + [rule.applies for rule in self.all_rules()]
        for scope in scopes:
            yield from scope.words if scope else ()

    @cached_property
    def kept_until(self) -> date | None:
        """The day up to which all data files of the book have been looked after, None without any."""
        rules = (rule for rule in self.all_rules() if not rule.switched_off)
        return min((facts.kept_until for rule in rules for facts in rule.facts()), default=None)

    def all_rules(self) -> Iterator[Rule]:
        """Yield the rules of the parts and those of the whole document."""
        for section in self.sections:
            yield from section.rules
        yield from self.rules

    def find(self, id_: str) -> SectionRule | Rule | None:
        """Return the part or rule of an id, None where there is none."""
        asked: tuple[SectionRule | Rule, ...] = (*self.sections, *self.all_rules())
        return next((each for each in asked if each.id == id_), None)

    def rule_ids(self) -> list[str]:
        """Return the ids of all rules, those of the required parts among them."""
        parts = [id_ for s in self.sections for id_ in (s.id, *(rule.id for rule in s.rules))]
        return [*parts, *(rule.id for rule in self.rules)]
