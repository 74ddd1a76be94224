"""Where a sentence may be put into a paper: the ends of paragraphs that tell what was done."""

from __future__ import annotations

from collections.abc import Iterator

from lawcheck.author.stress._paper import Paper
from lawcheck.author.stress._texts import Put, in_width_of, line_end, line_start, put
from lawcheck.model import Span

HOME = "achievements"
_PLACES = 2
_LEAST = 40  # characters of a paragraph that takes a sentence
_ANNOUNCES = ("如下。", "工作。如下")


def home(paper: Paper) -> str | None:
    """Return the part that takes sentences: the account of the year, else the longest; None without any."""
    if HOME in paper.own:
        return HOME
    lengths = {
        part: sum(len(paper.text[s.start : s.end]) for s in it.spans) for part, it in paper.own.items()
    }
    return max(lengths, key=lambda part: lengths[part], default=None)


def paragraphs(paper: Paper) -> list[Span]:
    """Return the paragraphs of that part which are long enough, else those of the paper, in order."""
    part = home(paper)
    found: dict[Span, None] = {}
    for span in paper.own[part].spans if part else paper.body():
        at = span.start
        while at < span.end:
            end = line_end(paper.text, at)
            line = Span(line_start(paper.text, at), end)
            if _takes_sentence(paper, line):
                found[line] = None
            at = end
    return list(found)


def _takes_sentence(paper: Paper, line: Span) -> bool:
    words = paper.document.folded[line.start : line.end].rstrip()
    return len(words) >= _LEAST and words.endswith("。") and not words.endswith(_ANNOUNCES)


def with_sentence(paper: Paper, sentence: str) -> Iterator[str]:
    """Yield the paper with a sentence at the end of some paragraphs, in its own width."""
    found = paragraphs(paper)
    for line in found[:: max(1, len(found) // _PLACES)][:_PLACES]:
        end = line.start + len(paper.text[line.start : line.end].rstrip())
        dressed = in_width_of(paper.text, sentence)
        if paper.text[end - 1] == ".":
            dressed = dressed.replace("。", ".")
        yield put(paper.text, [Put(Span(end, end), dressed)])
