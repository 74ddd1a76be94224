"""``copied``: how much of a part is last year's words?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Literal, NamedTuple

from lawcheck.kinds._base import Rule, View
from lawcheck.kinds._passages import Meaning, running_text
from lawcheck.model import Gap, Part, Severity, Span, Text, Verdict
from lawcheck.records import record
from lawcheck.text.repeats import SHORTEST, Borrowed, borrowed

_MOST_PLACES = 20  # passages of one part that are told


class _Copy(NamedTuple):
    """A passage of last year's and the letters in it that mean something."""

    passage: Borrowed
    weight: int


@record
class Copied(Rule):
    """Met when no passage of a part stands in the same part of last year's paper.

    A passage has ``at_least`` letters that mean something and are the same; a few words or figures may
    differ. Names of documents, lists of bodies, figures, headings, the book's ``formulas`` and the set
    phrases in ``except`` mean nothing. Told once for each part in ``parts``; what is less than ``share`` of
    the part is an info.
    """

    __pydantic_config__: ClassVar[Any] = {
        "extra": "forbid",
        "alias_generator": lambda name: name.rstrip("_"),
    }

    compares_years: ClassVar[bool] = True
    ABOUT: ClassVar[Text] = Text(
        "与上一年度报告逐部分比较，看有没有成段照抄的文字：至少“at_least”个有实义的字相同，只改了个别字词、"
        "数据的也算。套话、名称、数据不计。不到该部分“share”的只作提示。",
        "Compares each part with the same part of last year's paper. Met when no passage of “at_least” "
        "telling characters is the same but for a few words or figures; less than “share” of it is an info.",
    )
    kind: Literal["copied"] = "copied"
    parts: tuple[str, ...]
    at_least: int = 30
    share: float = 0.1
    except_: tuple[str, ...] = ()

    def mistakes(self) -> Iterator[tuple[str, Text]]:
        """Yield numbers that would make mere words passages, or that no share can be."""
        if self.at_least < SHORTEST:
            zh = f'"at_least" 不能小于 {SHORTEST}，这里是 {self.at_least}'
            yield "at_least", Text(zh, f'"at_least" must be at least {SHORTEST}, not {self.at_least}')
        if not 0 <= self.share <= 1:
            zh = f'"share" 应在 0 到 1 之间，这里是 {self.share:g}'
            yield "share", Text(zh, f'"share" must be from 0 to 1, not {self.share:g}')

    def judge(self, view: View) -> Verdict:
        """Judge each part beside the same part of last year's paper."""
        old = self.earlier(view)
        pairs = [(view.parts[id_], old.parts[id_]) for id_ in self.parts if id_ in view.parts]
        both = [(new, was) for new, was in pairs if new.spans and was.spans]
        if not both:
            nothing = view.say("两年没有可比较的部分", "no part stands in both papers")
            return self.skipped(view, nothing)
        gaps = [gap for new, was in both for gap in self._gaps(view, old, new, was)]
        if gaps:
            told = view.say(f"{len(gaps)} 个部分有照抄的文字", f"copied passages in {len(gaps)} parts")
            return self.missing(view, told, *gaps)
        return self.met(view, view.say("没有照抄上一年度的段落", "no passage is last year's"))

    def _gaps(self, view: View, old: View, new: Part, was: Part) -> Iterator[Gap]:
        meaning = Meaning(view.document, (*view.formulas, *self.except_))
        ranges = _text_of(view, new)
        found = borrowed(view.folded, ranges, old.folded, _text_of(old, was), self.at_least)
        weighed = (_Copy(each, meaning(view.folded[slice(*each.span)])) for each in found)
        copies = [copy for copy in weighed if copy.weight >= self.at_least]
        if not copies:
            return
        whole = sum(meaning(view.folded[slice(*span)]) for span in ranges)
        share = sum(copy.weight for copy in copies) / whole if whole else 1.0
        longest = max(copies, key=lambda copy: copy.weight)
        others = [copy for copy in copies if copy is not longest][: _MOST_PLACES - 1]
        count = sum(copy.passage.letters for copy in copies)
        yield Gap(
            longest.passage.span,
            expected=view.say("写本年度自己的内容", "this year's own words"),
            actual=view.say(
                f"有{len(copies)}段（共{count}字）与上一年度报告的同一部分相同，或只改了个别字词、数据，"
                f"约占这一部分的{_percent(share)}",
                f"{len(copies)} passage{'' if len(copies) == 1 else 's'} ({count} characters) of last year's "
                f"part, but for a few words or figures, about {_percent(share)} of this one",
            ),
            severity=None if share >= self.share else Severity.INFO,
            related=tuple(copy.passage.span for copy in others),
            key=new.id,
            of_text=False,
            previous=tuple(copy.passage.source for copy in (longest, *others)),
        )


def _text_of(view: View, part: Part) -> list[Span]:
    """Return the running text of a part, without its headings."""
    found = []
    for text in running_text(view.document):
        for span in part.spans:
            start, end = max(text.start, span.start), min(text.end, span.end)
            if start < end:
                found.append(Span(start, end))
    return found


def _percent(share: float) -> str:
    return f"{min(share, 1.0):.0%}"
