"""``listed_items``: does the part list items, numbered or in paragraphs of their own?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from lawcheck.kinds._base import Rule, View, at_least_one
from lawcheck.model import Gap, Section, Span, Text, Verdict
from lawcheck.records import record
from lawcheck.text.sentences import sentences

_FEW = 2
_SHORT = 30  # code points of an item that can be nothing but a slogan
_DASHES = ("—", "-", "•", "●", "·")
_SHORTEST = 15  # code points of a paragraph that can hold a measure


@record
class ListedItems(Rule):
    """Met by ``at_least`` items: numbered headings, 一是…, or paragraphs begun by one of ``verbs``.

    A single paragraph is no list: without numbers there must be two, or three pieces that semicolons
    part. A short item, or a paragraph
    without a number, that holds one of ``slogans`` is none, nor is one that is slogans all through.
    """

    tells_absence: ClassVar[bool] = True
    ABOUT: ClassVar[Text] = Text(
        "看有没有逐条列出的措施：编了号的标题、一是二是，或以“verbs”中的词开头的段落，至少“at_least”"
        "条。全是口号（slogans）的不算。",
        "Met by “at_least” items: numbered headings, “一是” and “二是”, or paragraphs begun by one of "
        "“verbs”. Items that are nothing but slogans do not count.",
    )
    kind: Literal["listed_items"] = "listed_items"
    verbs: tuple[str, ...] = ()
    slogans: tuple[str, ...] = ()
    at_least: int = 1

    def terms(self) -> Iterator[str]:
        """Yield the words that begin an item without a number."""
        yield from self.verbs
        yield from self.slogans

    def mistakes(self) -> Iterator[tuple[str, Text]]:
        """Yield a number that everything would reach."""
        yield from at_least_one(self.at_least)

    def judge(self, view: View) -> Verdict:
        """Judge whether there are items enough."""
        found = sum(not self._is_slogan(view, section) for section in items(view))
        found = found or self._paragraphs(view) or self._pieces(view)
        if found >= self.at_least:
            return self.met(view, view.say(f"列出 {found} 条", f"{found} items listed"))
        expected = view.say("逐条列出（（一）（二）……或一是、二是……）", "items listed one by one")
        actual = view.say("没有逐条列出的内容", "no listed item")
        return self.missing(view, actual, Gap(view.anchor, expected, actual, of_text=False))

    def _paragraphs(self, view: View) -> int:
        """Count the paragraphs that begin with a verb of doing; one alone is no list."""
        begun = 0
        for span in view.spans:
            for line in view.folded[span.start : span.end].split("\n"):
                text = line.strip()
                begins = text.startswith((*self.verbs, *_DASHES))
                begun += begins and len(text) >= _SHORTEST and not self._holds_slogan(text)
        return begun if begun >= _FEW else 0

    @staticmethod
    def _pieces(view: View) -> int:
        """Count the pieces that semicolons part in one paragraph (三件事：……；……；……)."""
        paragraphs = [line for s in view.spans for line in view.folded[s.start : s.end].split("\n")]
        most = max((line.count(";") for line in paragraphs), default=0)
        return most + 1 if most >= _FEW else 0

    def _is_slogan(self, view: View, section: Section) -> bool:
        text = view.folded[section.heading.start : section.extent.end].strip()
        told = sentences(view.folded, Span(section.heading.start, section.extent.end))
        pieces = [view.folded[span.start : span.end] for span in told]
        return all(map(self._holds_slogan, pieces)) or (len(text) <= _SHORT and self._holds_slogan(text))

    def _holds_slogan(self, text: str) -> bool:
        return any(slogan in text for slogan in self.slogans)


def items(view: View) -> list[Section]:
    """Return the numbered sections in a view, the outermost only."""
    found: list[Section] = []
    reach = -1  # sections come in order, so one end tells what lies inside the last item
    for section in view.document.sections:
        start = section.heading.start
        if start < reach or not section.marker or section.marker.startswith("#"):
            continue
        if any(span.start <= start < span.end for span in view.spans):
            found.append(section)
            reach = section.extent.end
    return found
