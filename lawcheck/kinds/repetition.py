"""``repetition``: does the same passage stand in the paper more than once?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from lawcheck.kinds._base import Rule, View
from lawcheck.kinds._passages import Meaning, running_text
from lawcheck.model import Gap, Span, Text, Verdict
from lawcheck.records import record
from lawcheck.text.repeats import SHORTEST, letters_of, repeats
from lawcheck.text.sentences import clause_start

_MOST_PLACES = 20  # places of one passage that are told
_MOST_LINES = 5  # and those told by their line


@record
class Repetition(Rule):
    """Met when no passage of ``at_least`` characters that mean something stands twice.

    Punctuation and white space are not compared. Names of documents 《…》, lists of bodies, figures,
    the paper's title, headings and issuer, the book's ``formulas`` and the set phrases in ``except`` mean
    nothing here. A place whose clause begins with one of ``taken_up`` (针对) takes the passage up on purpose.
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
        meaning = Meaning(view.document, (*view.formulas, *self.except_))
        found = repeats(view.folded, running_text(view.document), self.at_least, meaning)
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
