"""``statements``: does the text state something of a sort, in so many words?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from lawcheck.kinds._base import Rule, View, at_least_one
from lawcheck.model import Gap, Span, Text, Verdict
from lawcheck.records import record


@record
class Statements(Rule):
    """Met by ``at_least`` places at which one of ``of`` begins outside every one of ``not``.

    ``not`` lists set phrases that state nothing (存在一些不足, 种种原因). ``after`` lists words of
    the sentence at which the finding is shown when there are none.
    """

    __pydantic_config__: ClassVar[Any] = {
        "extra": "forbid",
        "alias_generator": lambda name: name.rstrip("_"),
    }

    tells_absence: ClassVar[bool] = True
    ABOUT: ClassVar[Text] = Text(
        "看有没有写到“of”中的词，至少“at_least”处；落在“not”（空泛的说法）里的不算。",
        "Met by “at_least” places at which a word of “of” stands outside the set phrases of “not”.",
    )
    kind: Literal["statements"] = "statements"
    of: tuple[str, ...]
    not_: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    at_least: int = 1
    expected: Text
    actual: Text

    def terms(self) -> Iterator[str]:
        """Yield what states it, what does not, and where to tell."""
        yield from self.of
        yield from self.not_
        yield from self.after

    def mistakes(self) -> Iterator[tuple[str, Text]]:
        """Yield a number that everything would reach."""
        yield from at_least_one(self.at_least)

    def judge(self, view: View) -> Verdict:
        """Judge whether enough sentences state it."""
        void = [hit.span for hit in view.find(self.not_)]
        hits = [hit for hit in view.find(self.of) if not any(hit.span.start in span for span in void)]
        if len(hits) >= self.at_least:
            words = "、".join(dict.fromkeys(hit.term for hit in hits[:3]))
            return self.met(view, view.say(f"写到：{words}", f"stated: “{words}”"))
        actual = self.actual.say(view.lang)
        gap = Gap(self._place(view), self.expected.say(view.lang), actual, of_text=False)
        return self.missing(view, actual, gap)

    def _place(self, view: View) -> Span:
        for hit in view.find(self.after)[:1]:
            return next((s for s in view.sentences if s.start <= hit.span.start < s.end), view.anchor)
        return view.anchor
