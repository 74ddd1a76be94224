"""``repetition``: does the same passage stand in the paper more than once?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Any, ClassVar, Literal

from lawcheck.kinds._base import Rule, View
from lawcheck.model import Document, Gap, Section, Span, Text, Verdict
from lawcheck.records import record
from lawcheck.text.repeats import SHORTEST, letters_of, repeats
from lawcheck.text.sentences import clause_start
from lawcheck.text.terms import GAP, fold_term, occurrences

_MOST_PLACES = 20  # places of one passage that are told
_MOST_LINES = 5  # and those told by their line
_LONGEST_HEADING = 45  # a longer one is a sentence with a number in front
_SHORTEST_HEADING = 8  # a shorter one may be a piece of any sentence
_LEAST_SHARE = 4  # one letter in so many means something
# A document's name, also where the passage begins or ends within it.
_NAMES = re.compile("《[^《》]*(?:》|$)|^[^《》]*》")
_BODY = (
    "[^,。;:、《》\\s]{1,16}"
    "(?:局|委|办|部|厅|院|所|站|中心|支队|大队|[镇乡]|街道|公司|制度|系统|平台|清单)[”)]?"
)
# Bodies or systems one after the other: to name them again is no repetition.
_LISTED = re.compile(f"(?:{_BODY}、){{2,}}{_BODY}")
_FIGURES = re.compile(r"\d+")


@record
class Repetition(Rule):
    """Met when no passage of ``at_least`` characters that mean something stands twice.

    Punctuation and white space are not compared. Names of documents 《…》, lists of bodies, figures,
    the paper's title, headings and issuer and the set phrases in ``except`` mean nothing here. A place
    whose clause begins with one of ``taken_up`` (针对) takes the passage up on purpose.
    """

    __pydantic_config__: ClassVar[Any] = {
        "extra": "forbid",
        "alias_generator": lambda name: name.rstrip("_"),
    }

    ABOUT: ClassVar[Text] = Text(
        "看有没有成段重复的文字：至少“at_least”个有实义的字。套话（except）、名称、数据不算。",
        "Met when no passage of “at_least” telling characters stands twice. Set phrases (except), names "
        "and figures do not count.",
    )
    kind: Literal["repetition"] = "repetition"
    at_least: int = 30
    except_: tuple[str, ...] = ()
    taken_up: tuple[str, ...] = ()

    def mistakes(self) -> Iterator[tuple[str, Text]]:
        """Yield a number so small that mere words would be repetitions."""
        if self.at_least < SHORTEST:
            zh = f'"at_least" 不能小于 {SHORTEST}，这里是 {self.at_least}'
            yield "at_least", Text(zh, f'"at_least" must be at least {SHORTEST}, not {self.at_least}')

    def judge(self, view: View) -> Verdict:
        """Judge whether a passage stands twice."""
        meaning = _Meaning(view.document, self.except_)
        found = repeats(view.folded, _running_text(view.document), self.at_least, meaning)
        kept = (tuple(place for place in group if not self._takes_up(view, place)) for group in found)
        gaps = [_gap(view, group) for group in kept if len(group) > 1]
        if gaps:
            return self.missing(
                view, view.say(f"{len(gaps)} 段内容重复", f"{len(gaps)} passages again"), *gaps
            )
        return self.met(view, view.say("没有重复的段落", "no passage stands twice"))

    def _takes_up(self, view: View, place: Span) -> bool:
        before = view.folded[clause_start(view.folded, place.start) : place.start]
        return any(word in before for word in self.taken_up)


class _Meaning:
    """Counts the characters of a passage that say something of this paper's own."""

    def __init__(self, document: Document, phrases: tuple[str, ...]) -> None:
        self._document = document
        self._common = phrases

    def __call__(self, passage: str) -> int:
        """Return the number of letters outside names, figures and set phrases.

        Where these are most of a passage, the words that join them say nothing either.
        """
        letters = _FIGURES.sub("", letters_of(_LISTED.sub("", _NAMES.sub("", passage))))
        for phrase in self._phrases:
            if phrase.partition(GAP)[0] in letters:
                letters = _without(letters, phrase)
        return len(letters) if len(letters) * _LEAST_SHARE >= len(letters_of(passage)) else 0

    @cached_property
    def _phrases(self) -> tuple[str, ...]:
        return (*self._own(), *_bare(self._common))

    def _own(self) -> Iterator[str]:
        document = self._document
        names = [document.title, document.issuer, document.signature and document.signature.issuer]
        yield from filter(None, (letters_of(fold_term(name)) for name in names if name))
        headings = (section.title for section in document.sections if _is_heading(section))
        yield from (bare for bare in map(letters_of, headings) if len(bare) >= _SHORTEST_HEADING)


def _without(letters: str, phrase: str) -> str:
    if GAP not in phrase:
        return letters.replace(phrase, "")
    spans = occurrences(letters, phrase)
    starts, ends = [0, *(span.end for span in spans)], [*(span.start for span in spans), len(letters)]
    return "".join(letters[start:end] for start, end in zip(starts, ends, strict=True))


@lru_cache(maxsize=16)
def _bare(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Return phrases as their letters, with the gaps left in, the longest first."""
    pieces = (phrase.split(GAP) for phrase in phrases)
    bare = {GAP.join(letters_of(fold_term(piece)) for piece in some) for some in pieces}
    return tuple(sorted(bare, key=lambda phrase: (-len(phrase), phrase)))


def _is_heading(section: Section) -> bool:
    """Tell whether a heading stands above text; items (一是…) and whole sentences run on in it."""
    marker = section.marker
    is_item = marker.endswith(("是", "要", ",")) or (marker.startswith("第") and "部分" not in marker)
    return not is_item and len(section.title) <= _LONGEST_HEADING


def _running_text(document: Document) -> Iterator[Span]:
    """Yield the ranges of the paper's text between title and headings."""
    cuts = [section.heading for section in document.sections if _is_heading(section)]
    cuts = sorted([document.title_span, *cuts]) if document.title_span else cuts
    index = 0
    for span in document.content:
        at = span.start
        while index < len(cuts) and cuts[index].start < span.end:
            if at < cuts[index].start:
                yield Span(at, cuts[index].start)
            at = max(at, cuts[index].end)
            index += 1
        if at < span.end:
            yield Span(at, span.end)


def _gap(view: View, group: tuple[Span, ...]) -> Gap:
    first, *others = group
    count = len(letters_of(view.folded[first.start : first.end]))
    whole = all(len(letters_of(view.folded[start:end])) == count for start, end in others)
    own = view.document.locate(first.start)[0]
    lines = list(dict.fromkeys(view.document.locate(other.start)[0] for other in others))
    zh, en = _places(own, lines)
    return Gap(
        first,
        expected=view.say("同一内容只写一次", "told once"),
        actual=view.say(
            f"与{zh}{'相同' if whole else '大段相同'}（共{count}字）",
            f"{'the same' if whole else 'much the same'} as {en} ({count} characters)",
        ),
        related=tuple(others[:_MOST_PLACES]),
        key=min(letters_of(view.folded[start:end]) for start, end in group),  # whichever comes first
        of_text=False,
    )


def _places(own: int, lines: list[int]) -> tuple[str, str]:
    """Return the lines of the other places in Chinese and English."""
    told = lines[:_MOST_LINES]
    zh = "、".join("本行后文" if line == own else f"第{line}行" for line in told)
    en = ", ".join("later in this line" if line == own else f"line {line}" for line in told)
    if len(lines) > len(told):
        return f"{zh}等{len(lines)}行", f"{en} and {len(lines) - len(told)} more lines"
    return zh, en
