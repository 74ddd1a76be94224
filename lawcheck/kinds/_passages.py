"""What the kinds share that look for passages which stand twice: what is compared, what means something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

from lawcheck.model import Document, Section, Span
from lawcheck.text.repeats import letters_of
from lawcheck.text.terms import GAP, fold_term, occurrences

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


class Meaning:
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
        headings = (section.title for section in document.sections if is_heading(section))
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


def is_heading(section: Section) -> bool:
    """Tell whether a heading stands above text; items (一是…) and whole sentences run on in it."""
    marker = section.marker
    is_item = marker.endswith(("是", "要", ",")) or (marker.startswith("第") and "部分" not in marker)
    return not is_item and len(section.title) <= _LONGEST_HEADING


def running_text(document: Document) -> Iterator[Span]:
    """Yield the ranges of the paper's text between title and headings."""
    cuts = [section.heading for section in document.sections if is_heading(section)]
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
