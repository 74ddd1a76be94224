"""How a rule book fares on a heap of papers: rules that never or always tell, words that stand nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from lawcheck import api
from lawcheck.kinds import Rule
from lawcheck.model import Report, ReportStatus, Status, Text, Unreadable
from lawcheck.rulebook import Genre, RuleBook, SectionRule
from lawcheck.text.fold import fold
from lawcheck.text.terms import Scanner

_NOT_JUDGED = (Status.SKIPPED, Status.NOT_APPLICABLE)
# Keys whose values are no words of papers: exemplars are compared by their words, the rest are names.
_NO_WORDS = ("headings", "later_for", "english")
_OF_TITLES = ("applies.titles", "applies.not_titles")  # what is looked for in titles only
_OTHER_SORT = Text("不是规则所要求的那类报告", "no report of the sort the rules are for")


@dataclass(frozen=True, slots=True)
class RuleUse:
    """How a rule fared: on how many papers it was judged and told something, and its findings."""

    rule: str
    judged: int
    told: int
    findings: int

    @property
    def never(self) -> bool:
        """Whether it tells nothing on any paper."""
        return self.told == 0

    @property
    def always(self) -> bool:
        """Whether it tells something on every paper on which it was judged."""
        return 0 < self.judged <= self.told


@dataclass(frozen=True, slots=True)
class UnusedWords:
    """Words of a rule or part (of the book itself where ``owner`` is empty) that stand in no paper.

    ``key`` is the key in the rule file, with the entry below it where that is a table; ``of`` is how
    many words it has in all.
    """

    owner: str
    key: str
    words: tuple[str, ...]
    of: int


@dataclass(frozen=True, slots=True)
class Audit:
    """What became of a rule book on papers.

    Attributes:
        book: The rule book's id.
        version: Its version.
        checked: The papers that were judged.
        aside: Those that were not, and why.
        partly: Judged papers of which not all could be read, and why.
        rules: How each rule fared, in the order of the book.
        unused: The words that stand in no judged paper; those that tell whether the book is for a
            paper, in none at all, and those for titles in no title.
    """

    book: str
    version: str
    checked: tuple[str, ...]
    aside: tuple[Unreadable, ...]
    partly: tuple[Unreadable, ...]
    rules: tuple[RuleUse, ...]
    unused: tuple[UnusedWords, ...]


def audit(paths: Iterable[str], rules: RuleBook | None = None, lang: str = "zh") -> Audit:
    """Check papers and say how the rules and their words fared.

    Args:
        paths: The papers.
        rules: The rule book, the shipped national one by default.
        lang: The language of reasons.
    """
    book = rules or api.load_rules()
    heap = _Heap(book)
    for answer in api.check_many(paths, rules=book, lang=lang):
        heap.take(answer, lang)
    return Audit(
        book=book.rulebook,
        version=book.version,
        checked=tuple(heap.checked),
        aside=tuple(heap.aside),
        partly=tuple(heap.partly),
        rules=tuple(heap.use(rule) for rule in book.rule_ids()),
        unused=tuple(heap.unused()) if heap.checked else (),
    )


class _Heap:
    """Counts rules and words while the papers pass by; no paper is kept."""

    def __init__(self, book: RuleBook) -> None:
        self.checked: list[str] = []
        self.aside: list[Unreadable] = []
        self.partly: list[Unreadable] = []
        self._judged: Counter[str] = Counter()
        self._told: Counter[str] = Counter()
        self._findings: Counter[str] = Counter()
        genre = list(_of_shape(book.applies, "", "applies.", frozenset()))
        self._titles = _Words([each for each in genre if each.key in _OF_TITLES])
        self._genre = _Words([each for each in genre if each.key not in _OF_TITLES])
        self._book = _Words(list(_of_book(book)))

    def take(self, answer: Report | Unreadable, lang: str) -> None:
        """Count a paper, or note why it was not judged."""
        if isinstance(answer, Unreadable):
            self.aside.append(answer)
            return
        self._titles.look_in(fold(answer.document.title or ""))
        self._genre.look_in(answer.document.folded)
        if answer.status is ReportStatus.NOT_APPLICABLE:
            self.aside.append(Unreadable(answer.path, answer.reason or _OTHER_SORT.say(lang)))
            return
        self._book.look_in(answer.document.folded)
        self.checked.append(answer.path)
        if answer.status is ReportStatus.PARTLY_READ:
            self.partly.append(Unreadable(answer.path, answer.reason))
        self._judged.update(each.rule for each in answer.rules if each.status not in _NOT_JUDGED)
        self._told.update({finding.rule for finding in answer.findings})
        self._findings.update(finding.rule for finding in answer.findings)

    def use(self, rule: str) -> RuleUse:
        """Return how a rule fared."""
        return RuleUse(rule, self._judged[rule], self._told[rule], self._findings[rule])

    def unused(self) -> Iterator[UnusedWords]:
        """Yield the words that were not met, key by key."""
        for words in (self._titles, self._genre, self._book):
            yield from words.unused()


class _Words:
    """Word lists, and which of their words were not met so far."""

    def __init__(self, lists: list[UnusedWords]) -> None:
        self._lists = lists
        self._left = {word for each in lists for word in each.words}
        self._scanner = Scanner(self._left)

    def look_in(self, folded: str) -> None:
        """Look for the words in a text, as it is and without its spaces."""
        hits = [self._scanner.scan(text) for text in (folded, "".join(folded.split()))]
        self._left = {word for word in self._left if not any(found.of(word) for found in hits)}

    def unused(self) -> Iterator[UnusedWords]:
        """Yield what is left of the lists."""
        for each in self._lists:
            words = tuple(word for word in each.words if word in self._left)
            if words:
                yield replace(each, words=words)


def _of_book(book: RuleBook) -> Iterator[UnusedWords]:
    """Yield all word lists of a book but those of its genre and of its data and word files."""
    parts = frozenset(section.id for section in book.sections)
    yield from _of_shape(book, "", "", parts)
    for section in book.sections:
        yield from _of_shape(section, section.id, "", parts)
        for rule in section.rules:
            yield from _of_shape(rule, rule.id, "", parts)
    for rule in book.rules:
        yield from _of_shape(rule, rule.id, "", parts)


def _of_shape(
    shape: RuleBook | SectionRule | Rule | Genre, owner: str, prefix: str, parts: frozenset[str]
) -> Iterator[UnusedWords]:
    """Yield the word lists among the fields of a shape; lists of parts' names are none."""
    for field in fields(shape):
        name = field.name.rstrip("_")
        if name in _NO_WORDS or (isinstance(shape, RuleBook) and name == "words"):
            continue
        for below, words in _lists(getattr(shape, field.name)):
            if words and not parts.issuperset(words):
                yield UnusedWords(owner, prefix + name + below, words, len(words))


def _lists(value: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the word lists in a field's value, each with the key below the field's."""
    if isinstance(value, tuple) and all(isinstance(item, str) for item in value):
        yield "", value
    elif isinstance(value, tuple):
        inner = [item for item in value if isinstance(item, tuple)]
        yield "", tuple(dict.fromkeys(word for item in inner for word in item))
    elif isinstance(value, dict) and all(isinstance(item, float) for item in value.values()):
        yield "", tuple(value)
    elif isinstance(value, dict):
        yield from ((f".{key}", words) for key, item in value.items() for _, words in _lists(item))
