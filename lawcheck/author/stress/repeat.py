"""A sentence copied to another paragraph: a rule on repetition has to tell it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lawcheck.author.stress._edit import Edit, Untried
from lawcheck.author.stress._paper import Paper
from lawcheck.author.stress._plots import home, paragraphs
from lawcheck.author.stress._texts import Put, put
from lawcheck.author.stress._wanted import RuleTold
from lawcheck.model import Span, Text
from lawcheck.rulebook.changes import Changes

TITLE = Text("抄一句", "repeat")
MUST_BE_FOUND = True

_KIND = "repetition"
_SENTENCE = re.compile(r"(?<=[。\n])[^。\n“”《》]{45,}。")
_SET_PHRASES = re.compile("习近平|公众参与|党中央|国务院")  # they stand in every paper and are no passage


def edits(paper: Paper, changes: Changes) -> Iterator[Edit | Untried]:
    """Yield the paper with its longest sentence once more, at the end of another paragraph."""
    places = paragraphs(paper)
    sentences = [span for line in places for span in _sentences(paper, line)]
    rules = [rule.id for rule in paper.book.rules if rule.kind == _KIND and rule.id in paper.rules]
    if not sentences or not rules:
        return
    longest = max(sentences, key=lambda span: span.end - span.start)
    line = next((line for line in reversed(places) if not line.covers(longest)), None)
    if line is not None:
        end = line.start + len(paper.text[line.start : line.end].rstrip())
        text = put(paper.text, [Put(Span(end, end), paper.text[longest.start : longest.end])])
        what = Text("最长的一句又写一遍", "the longest sentence once more")
        yield Edit(home(paper), what, text, RuleTold(rules[0]))


def _sentences(paper: Paper, line: Span) -> Iterator[Span]:
    for match in _SENTENCE.finditer(paper.document.folded, line.start, line.end):
        if not _SET_PHRASES.search(match[0]):
            yield Span(*match.span())
