"""The same said or printed otherwise: that must not matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lawcheck.author.stress._dresses import DRESSES
from lawcheck.author.stress._edit import Edit, Untried
from lawcheck.author.stress._paper import Paper
from lawcheck.author.stress._texts import Put, in_width_of, occurrences, put
from lawcheck.author.stress._wanted import NothingNew
from lawcheck.model import Span, Text
from lawcheck.rulebook.changes import Changes

TITLE = Text("换说法", "paraphrase")
MUST_BE_FOUND = False


def edits(paper: Paper, changes: Changes) -> Iterator[Edit | Untried]:
    """Yield the paper in other dress, and with other words for each of the words that it has."""
    for dress in DRESSES:
        if dress.plain and paper.suffix != "txt":
            continue
        text = dress.put_on(paper.text)
        if text != paper.text:
            yield Edit(None, dress.name, text, NothingNew())
    yield from _reworded(paper, changes.wording or {}, paper.body(), Text("", ""))
    headings = Text("标题里", "in headings ")
    yield from _reworded(paper, changes.heading_wording or {}, list(paper.headings()), headings)


def _reworded(
    paper: Paper, wording: Mapping[str, Iterable[str]], where: Sequence[Span], place: Text
) -> Iterator[Edit]:
    for words, others in wording.items():
        found = list(occurrences(paper.document, words, where))
        for other in others if found else ():
            changed = put(paper.text, [Put(span, in_width_of(paper.text, other)) for span in found])
            what = Text(f"{place.zh}“{words}”换成“{other}”", f"{place.en}“{words}” becomes “{other}”")
            yield Edit(None, what, changed, NothingNew())
