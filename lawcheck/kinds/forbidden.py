"""``forbidden``: words that a finished paper must not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, ClassVar, Literal

from lawcheck.kinds._base import Rule, View
from lawcheck.model import Gap, Span, Text, Verdict
from lawcheck.records import record
from lawcheck.text.sentences import is_quoted
from lawcheck.text.terms import Hit, longest_first


@record
class Forbidden(Rule):
    """Met when none of ``of`` stands in the paper outside every one of ``not``.

    ``not_after`` are words after which it is meant so (a surname before 某某). Each place is told;
    with ``group`` a term is told once, its other places as related ones. Without ``quoted`` words
    in the name of a document 《…》 are left alone.
    """

    __pydantic_config__: ClassVar[Any] = {
        "extra": "forbid",
        "alias_generator": lambda name: name.rstrip("_"),
    }

    ABOUT: ClassVar[Text] = Text(
        "文中不得出现“of”中的词；落在“not”中的词里的不算。每处提示一次；写 group: true "
        "时同一个词只提示一次。",
        "Met when none of the words of “of” stands in the text; one inside a word of “not” does not "
        "count. Each place is told, with group: true each word once.",
    )
    kind: Literal["forbidden"] = "forbidden"
    of: tuple[str, ...]
    not_: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    group: bool = False
    quoted: bool = True

    def terms(self) -> Iterator[str]:
        """Yield the words that must not be there, and what saves them."""
        yield from self.of
        yield from self.not_

    def judge(self, view: View) -> Verdict:
        """Judge whether one of the words stands in the paper."""
        hits = list(self._hits(view))
        if not hits:
            return self.met(view, view.say("没有", "none"))
        gaps = list(self._grouped(view, hits) if self.group else self._each(view, hits))
        return self.missing(view, view.say(f"共 {len(gaps)} 处", f"{len(gaps)} places"), *gaps)

    def _hits(self, view: View) -> Iterator[Hit]:
        saved = [hit.span for hit in view.find(self.not_)]
        reach = -1
        for hit in longest_first(view.find(self.of)):
            if hit.span.start < reach or _is_part_of_word(view.folded, hit.span):
                continue
            if self.not_after and view.folded.endswith(self.not_after, 0, hit.span.start):
                continue
            if not self.quoted and is_quoted(view.folded, hit.span):
                continue
            if not any(span.start <= hit.span.start and hit.span.end <= span.end for span in saved):
                reach = hit.span.end
                yield hit

    def _each(self, view: View, hits: Iterable[Hit]) -> Iterator[Gap]:
        """Yield a gap for each place; hits that touch are one (XXXX, X月X日)."""
        places: list[Span] = []
        for hit in hits:
            if places and hit.span.start == places[-1].end:
                places[-1] = Span(places[-1].start, hit.span.end)
            else:
                places.append(hit.span)
        return (self._gap(view, place) for place in places)

    def _grouped(self, view: View, hits: list[Hit]) -> Iterator[Gap]:
        for term in dict.fromkeys(hit.term for hit in hits):
            first, *others = (hit.span for hit in hits if hit.term == term)
            gap = self._gap(view, first)
            yield replace(gap, related=tuple(others), key=term, of_text=False)

    @staticmethod
    def _gap(view: View, span: Span) -> Gap:
        found = view.document.text[span.start : span.end]
        return Gap(
            span,
            expected=view.say("改为确定的内容", "definite words"),
            actual=view.say(f"写有“{found}”", f"it says “{found}”"),
        )


def _is_part_of_word(folded: str, span: Span) -> bool:
    """Tell whether a term of Latin letters is a piece of a longer word (XX in XXL)."""
    first, last = folded[span.start], folded[span.end - 1]
    before = folded[max(0, span.start - 1) : span.start] if _is_latin(first) else ""
    after = folded[span.end : span.end + 1] if _is_latin(last) else ""
    return any(char.isascii() and char.isalnum() and char not in "Xx" for char in before + after)


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()
