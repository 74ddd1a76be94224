"""Two runs, an earlier and a later one: which papers belong together, and what became of their gaps; pure.

A year and the next, or a draft and the next: papers are matched by who issued them, where that is not told by
the file's name. Findings are matched by their fingerprints, as with a baseline. What one run did not look at
is neither new nor solved, and what has no verdict in one of them is not compared.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import combinations
from sys import intern
from typing import NamedTuple

from lawcheck import states
from lawcheck.model import Finding, Known, Report, ReportStatus, Severity, Unreadable
from lawcheck.text.fold import fold
from lawcheck.text.issuers import is_full, names_of, same_name, shorter_names

_MOST = 30  # spellings of one issuer; more of them are different issuers
_YEAR = re.compile(r"(?:19|20)\d\d(?:年度?)?")
_Issuer = frozenset[str]


class Book(NamedTuple):
    """Which rule book judged."""

    id: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True, eq=False)
class Paper:
    """What is kept of a paper's line until it is compared; ``offset`` is where the line begins.

    ``status`` is None where the file could not be read; ``reason`` says why there is no verdict.
    """

    offset: int
    path: str
    version: str
    issuer: str | None = None
    year: int | None = None
    status: ReportStatus | None = None
    score: float | None = None
    findings: int = 0
    reason: str = ""
    book: Book | None = None

    @property
    def has_verdict(self) -> bool:
        """Whether there is something to compare."""
        return self.status is not None and self.status not in states.NO_VERDICT


class Pair(NamedTuple):
    """A paper and the one that it is compared with."""

    before: Paper
    after: Paper

    @property
    def has_verdicts(self) -> bool:
        """Whether there is something to compare on both sides."""
        return self.before.has_verdict and self.after.has_verdict

    @property
    def issuer(self) -> str | None:
        """Who issued the papers, as the later one has it."""
        return self.after.issuer or self.before.issuer


@dataclass(frozen=True, slots=True, eq=False)
class Pairing:
    """The papers of two runs: those that belong together, in the order of the later run, and the others.

    ``gone`` and ``added`` are in one run only. ``passed_over``, of either run, are papers of issuers that
    have one that was taken: of other years, or further ones of the same year.
    """

    pairs: tuple[Pair, ...]
    gone: tuple[Paper, ...]
    added: tuple[Paper, ...]
    passed_over: tuple[tuple[Paper, ...], tuple[Paper, ...]]

    @property
    def lost(self) -> list[Paper]:
        """Return the papers that had a verdict in the earlier run and have none in the later one."""
        without = (pair.before for pair in self.pairs if not pair.after.has_verdict)
        return [paper for paper in (*without, *self.gone) if paper.has_verdict]


def paper(answer: Report | Unreadable, version: str, offset: int = 0) -> Paper:
    """Return what is kept of an answer."""
    if isinstance(answer, Unreadable):
        return Paper(offset, answer.path, intern(version), reason=answer.reason)
    document, applies = answer.document, answer.status is not ReportStatus.NOT_APPLICABLE
    book = answer.rulebook
    return Paper(
        offset,
        answer.path,
        intern(version),
        document.issuer,
        document.year,
        answer.status,
        answer.score if applies else None,
        len(answer.findings) if applies else 0,
        answer.reason if answer.status in states.NO_VERDICT else "",
        _book(book.id, book.version, book.sha256),
    )


@lru_cache(maxsize=256)
def _book(id_: str, version: str, sha256: str) -> Book:
    return Book(id_, version, sha256)


# Which papers belong together


def pair(before: Sequence[Paper], after: Sequence[Paper]) -> Pairing:
    """Return which papers of two runs belong together."""
    found: list[Pair] = []
    left: tuple[list[Paper], list[Paper]] = ([], [])
    over: tuple[list[Paper], list[Paper]] = ([], [])
    sides = [_by_issuer(papers, rest) for papers, rest in zip((before, after), left, strict=True)]
    for issuers in _groups(*sides):
        olds, news = ([paper for each in issuers for paper in side.get(each, ())] for side in sides)
        if not olds or not news:
            left[0].extend(olds)
            left[1].extend(news)
            continue
        pairs = list(_of_issuer(olds, news))
        taken = {id(paper) for each in pairs for paper in each}
        for papers, rest in zip((olds, news), over, strict=True):
            rest += [paper for paper in papers if id(paper) not in taken]
        found += pairs
    found += _by_name(*left)
    paired = {id(paper) for each in found for paper in each}
    gone, added = ([paper for paper in side if id(paper) not in paired] for side in left)
    found.sort(key=lambda each: each.after.offset)
    return Pairing(tuple(found), _in_order(gone), _in_order(added), (_in_order(over[0]), _in_order(over[1])))


def _in_order(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    return tuple(sorted(papers, key=lambda each: each.offset))


def _by_issuer(papers: Iterable[Paper], rest: list[Paper]) -> dict[_Issuer, list[Paper]]:
    """Return the papers of each issuer; those that tell none, or are no such papers, go to the rest."""
    found: defaultdict[_Issuer, list[Paper]] = defaultdict(list)
    for each in papers:
        issuer = _issuer(each)
        if issuer:
            found[issuer].append(each)
        else:
            rest.append(each)
    return found


def _issuer(paper: Paper) -> _Issuer:
    """Return the names of who issued a paper, none where they do not tell of which place they are."""
    if paper.issuer is None or paper.status in (None, ReportStatus.NOT_APPLICABLE):
        return frozenset()
    names = names_of(fold(paper.issuer))
    return frozenset(names) if all(map(is_full, names)) else frozenset()


_Side = dict[_Issuer, list[Paper]]


def _groups(before: _Side, after: _Side) -> Iterator[list[_Issuer]]:
    """Yield the spellings of each issuer: those of which each names the same body as each other."""
    near: defaultdict[_Issuer, set[_Issuer]] = defaultdict(set)
    with_name: defaultdict[str, set[_Issuer]] = defaultdict(set)
    issuers = list(dict.fromkeys((*before, *after)))
    for issuer in issuers:
        for name in {short for each in issuer for short in shorter_names(each)}:
            with_name[name].add(issuer)
    for same in with_name.values():
        if len(same) <= _MOST:
            for one, other in combinations(same, 2):
                if _is_same(one, other):
                    near[one].add(other)
                    near[other].add(one)
    seen: set[_Issuer] = set()
    for issuer in issuers:
        if issuer not in seen:
            group = [issuer, *near[issuer]]
            alike = all(near[each] | {each} == set(group) for each in group)
            group = sorted(group, key=sorted) if alike and not _clash(group, before, after) else [issuer]
            seen.update(group)
            yield group


def _is_same(one: _Issuer, other: _Issuer) -> bool:
    return any(same_name(name, another) for name in one for another in other)


def _clash(group: Sequence[_Issuer], *sides: _Side) -> bool:
    """Tell whether one run has papers of the same year under two spellings: they are two bodies."""
    for side in sides:
        years = Counter(year for issuer in group for year in {it.year for it in side.get(issuer, ())})
        if any(count > 1 for count in years.values()):
            return True
    return False


def _of_issuer(olds: Sequence[Paper], news: Sequence[Paper]) -> Iterator[Pair]:
    """Yield the papers of one issuer to compare: of the latest years, or of each common year with drafts."""
    before, after = _by_year(olds), _by_year(news)
    first, last = max(before), max(after)
    if first != last:
        yield from _drafts(before[first], after[last])
        return
    for year in sorted(before.keys() & after.keys()):
        yield from _drafts(before[year], after[year])


def _by_year(papers: Iterable[Paper]) -> dict[int, list[Paper]]:
    found: defaultdict[int, list[Paper]] = defaultdict(list)
    for each in papers:
        found[each.year or 0].append(each)
    return found


def _drafts(olds: Sequence[Paper], news: Sequence[Paper]) -> Iterator[Pair]:
    """Yield the papers of an issuer and a year: by their files' names, else the last that has a verdict."""
    pairs = _by_name(olds, news) if len(olds) > 1 or len(news) > 1 else []
    if pairs:
        yield from pairs
    else:
        yield Pair(_best(olds), _best(news))


def _best(papers: Sequence[Paper]) -> Paper:
    return max(enumerate(papers), key=lambda each: (each[1].has_verdict, each[0]))[1]


def _by_name(olds: Sequence[Paper], news: Sequence[Paper]) -> list[Pair]:
    """Return the papers whose files have the same name, as far as that is one paper in each run.

    Two that tell their issuers are of different ones, and do not belong together whatever their names.
    """
    pairs: list[Pair] = []
    for name in _NAMES:
        taken = {id(paper) for each in pairs for paper in each}
        before, after = (_named([it for it in side if id(it) not in taken], name) for side in (olds, news))
        for key, old in before.items():
            new = after.get(key)
            if old and new and not _are_of_two(old, new):
                pairs.append(Pair(old, new))
    return pairs


def _are_of_two(old: Paper, new: Paper) -> bool:
    one, other = _issuer(old), _issuer(new)
    return bool(one and other) and not _is_same(one, other)


def _named(papers: Iterable[Paper], name: Callable[[str], str]) -> dict[Hashable, Paper | None]:
    """Return the paper of each name, None where there are several."""
    found: dict[Hashable, Paper | None] = {}
    for each in papers:
        key = name(each.path.replace("\\", "/"))
        if key:
            found[key] = None if key in found else each
    return found


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0] or path.rpartition("/")[2]


def _in_folder(path: str) -> str:
    folder, _, _ = path.rpartition("/")
    return f"{folder.rpartition('/')[2]}/{_stem(path)}" if folder else ""


def _without_year(path: str) -> str:
    return _YEAR.sub("", _stem(path))


_NAMES: tuple[Callable[[str], str], ...] = (str, _in_folder, _stem, _without_year)


# What became of the gaps


class Why(StrEnum):
    """Why a finding is neither new nor solved."""

    NO_RULE = "no_rule"  # the other run tells nothing of the rule: another rule book, or --select
    NOT_JUDGED = "not_judged"  # there it was skipped, did not apply, or was told by the part's finding
    SUPPRESSED = "suppressed"  # somebody lets it stand there


class Told(NamedTuple):
    """A finding as a comparison tells it; ``page`` is None where the format has none."""

    rule: str
    severity: Severity
    message: str
    line: int
    page: int | None
    fingerprint: str


class Uncompared(NamedTuple):
    """A finding that is neither new nor solved, and why; ``is_old`` where it is of the earlier paper."""

    told: Told
    why: Why
    is_old: bool


class Counts(NamedTuple):
    """How many findings are solved, remain, are new, and are none of these."""

    solved: int
    remaining: int
    new: int
    uncompared: int


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """What became of the gaps of one issuer's paper, each side in the order of its paper."""

    new: tuple[Told, ...]
    remaining: tuple[Told, ...]
    solved: tuple[Told, ...]
    uncompared: tuple[Uncompared, ...]

    @property
    def counts(self) -> Counts:
        """Return how many there are of each."""
        return Counts(*map(len, (self.solved, self.remaining, self.new, self.uncompared)))


def compare(before: Report, after: Report) -> Change:
    """Return what became of the gaps between two papers, both of which have a verdict.

    With one place more of what is told as one a finding is new.
    """
    known = [states.known(finding) for finding in before.findings]
    let_stand = {each.finding.fingerprint: states.known(each.finding) for each in before.suppressed}
    now = (*after.findings, *(each.finding for each in after.suppressed))
    old = states.matched(now, (*known, *let_stand.values()))
    rules, looked_at = {verdict.rule for verdict in before.rules}, states.looked_at(before)
    new: list[Told] = []
    remaining: list[Told] = []
    uncompared: list[Uncompared] = []
    for finding in after.findings:
        was = old.get(finding.fingerprint)
        if was and (was.fingerprint in let_stand or states.places(finding) <= was.places):
            remaining.append(_told(finding))
        elif was or finding.rule in looked_at:
            new.append(_told(finding))
        else:
            uncompared.append(Uncompared(_told(finding), _why(finding.rule, rules), is_old=False))
    solved, others = _solved(before, after, old)
    return Change(tuple(new), tuple(remaining), solved, (*uncompared, *others))


def _solved(
    before: Report, after: Report, old: dict[str, Known]
) -> tuple[tuple[Told, ...], tuple[Uncompared, ...]]:
    """Return the findings that are no more: those that are solved, and those of which nobody can say so."""
    rules, looked_at = {verdict.rule for verdict in after.rules}, states.looked_at(after)
    stand = {was.fingerprint for was in old.values()}
    quiet = {
        old[it.finding.fingerprint].fingerprint for it in after.suppressed if it.finding.fingerprint in old
    }
    solved: list[Told] = []
    others: list[Uncompared] = []
    for finding in before.findings:
        if finding.fingerprint in quiet:
            others.append(Uncompared(_told(finding), Why.SUPPRESSED, is_old=True))
        elif finding.fingerprint in stand:
            continue
        elif finding.rule in looked_at:
            solved.append(_told(finding))
        else:
            others.append(Uncompared(_told(finding), _why(finding.rule, rules), is_old=True))
    return tuple(solved), tuple(others)


def _why(rule: str, rules: set[str]) -> Why:
    return Why.NOT_JUDGED if rule in rules else Why.NO_RULE


def _told(finding: Finding) -> Told:
    place = finding.place
    return Told(
        intern(finding.rule),
        finding.severity,
        intern(finding.message),
        place.line,
        place.page,
        finding.fingerprint,
    )


# Both together


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Two runs compared; ``changes`` stand for the pairs, None where a side has no verdict.

    ``before`` and ``after`` are the files' names, with how many papers each tells of.
    """

    before: tuple[str, int]
    after: tuple[str, int]
    pairing: Pairing
    changes: tuple[Change | None, ...]

    @property
    def compared(self) -> list[tuple[Pair, Change]]:
        """Return the pairs of which both papers have a verdict."""
        both = zip(self.pairing.pairs, self.changes, strict=True)
        return [(pair, change) for pair, change in both if change]

    @property
    def totals(self) -> Counts:
        """Return the counts of all papers together."""
        counts = [change.counts for _, change in self.compared]
        return Counts(*map(sum, zip(*counts, strict=True))) if counts else Counts(0, 0, 0, 0)

    @property
    def without(self) -> list[Pair]:
        """Return the pairs of which a paper has no verdict."""
        return [pair for pair in self.pairing.pairs if not pair.has_verdicts]

    @property
    def books(self) -> Counter[tuple[Book, Book]]:
        """Return the rule books that differ, and for how many papers."""
        both = ((pair.before.book, pair.after.book) for pair, _ in self.compared)
        return Counter((old, new) for old, new in both if old and new and old != new)

    @property
    def versions(self) -> Counter[tuple[str, str]]:
        """Return the versions of lawcheck that differ, and for how many papers."""
        both = ((pair.before.version, pair.after.version) for pair, _ in self.compared)
        return Counter((old, new) for old, new in both if old != new)

    @property
    def backwards(self) -> int:
        """Return of how many papers the later one is of an earlier year."""
        both = ((pair.before.year, pair.after.year) for pair, _ in self.compared)
        return sum(bool(old and new and old > new) for old, new in both)
