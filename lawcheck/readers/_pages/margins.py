"""Leave out what pages print around their text: running heads, numbers of pages and lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from lawcheck.readers._pages.shapes import Line, Page, Piece

_ZONE = 0.15  # of a page's height, at its top and at its bottom
_OFTEN = 0.4  # of the pages: even and odd ones may have heads of their own
_SEVERAL = 3  # pages that a watermark is printed on
_LARGE = 1.5  # times the size of the text
_FEWEST = 10  # numbered lines
_MOST = 3  # lines of a running head
_NUMBER = re.compile(
    r"""[-－—–―─·•~\s]{1,6}(?:\d{1,4}|[ivxIVX]{1,5}|[一二三四五六七八九十]{1,4})[-－—–―─·•~\s]{1,6}
    |(?:第\s*)?\d{1,4}\s*页?\s*[/／,，·|\s]?\s*(?:共|总)\s*\d{1,4}\s*页
    |第\s*(?:\d{1,4}|[一二三四五六七八九十百]{1,5})\s*页|\d{1,4}\s*[/／]\s*\d{1,4}|[Pp](?:age|\.)?\s*\d{1,4}
    """,
    re.VERBOSE,
)
_BARE = re.compile(r"\d{1,4}|[ivx]{1,5}")
_COUNT = re.compile(r"\d{1,4}")
_ASCII = str.maketrans("０１２３４５６７８９", "0123456789")


def without_watermarks(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without large words that stand in one place of many of them, under the text."""
    sizes = Counter(round(it.size) for page in pages for it in page.pieces)
    usual = sizes.most_common(1)[0][0] if sizes else 0
    large = [[it for it in page.pieces if it.size > _LARGE * usual and _in_body(page, it)] for page in pages]
    places = Counter(place for own in large for place in {_placed(it) for it in own})
    least = max(_SEVERAL, _OFTEN * sum(bool(page.pieces) for page in pages))
    marks = {place for place, count in places.items() if count >= least}
    if not marks:
        return list(pages)
    return [
        replace(page, pieces=tuple(it for it in page.pieces if it not in own or _placed(it) not in marks))
        for page, own in zip(pages, large, strict=True)
    ]


def _in_body(page: Page, piece: Piece) -> bool:
    return _ZONE * page.height < piece.base < (1 - _ZONE) * page.height


def _placed(piece: Piece) -> tuple[str, int, int]:
    return piece.text, round(piece.left), round(piece.base)


def without_line_numbers(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without the numbers that some drafts print beside every line."""
    beside = [_beside(page) for page in pages]
    numbered = sum(bool(own) for own in beside)
    text = sum(bool(page.pieces) for page in pages)
    if numbered < _OFTEN * text or sum(map(len, beside)) < _FEWEST:
        return list(pages)
    return [
        replace(page, pieces=tuple(it for it in page.pieces if it not in own)) if own else page
        for page, own in zip(pages, beside, strict=True)
    ]


def _beside(page: Page) -> set[Piece]:
    """Return the numbers that stand beside all, or nearly all, lines of a page, left of any text."""
    pieces = page.pieces
    edge = min((it.left for it in pieces if not _COUNT.fullmatch(it.text)), default=0.0)
    numbers = sorted((it for it in pieces if it.right < edge), key=lambda it: it.base)
    steps = [int(two.text) - int(one.text) for one, two in pairwise(numbers)]
    heights = {round(it.base) for it in pieces if it.left >= edge}
    if len(numbers) < 0.7 * len(heights) or steps.count(1) < len(steps):
        return set()
    return set(numbers)


def without_margins(pages: Sequence[Page], printed: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the lines of each page without running heads and page numbers."""
    pitch = _usual_pitch(printed)
    repeated = _repeated(pages, printed)
    bodies: list[list[Line]] = []
    for page, lines in zip(pages, printed, strict=True):
        body = list(lines)
        for edge in (0, -1):
            while body and _outside(page, body, edge, pitch, repeated):
                body.pop(edge)
        bodies.append(body)
    return bodies


def _usual_pitch(printed: Iterable[Sequence[Line]]) -> float:
    """Return the usual distance between two lines."""
    steps = Counter(round(two.base - one.base) for lines in printed for one, two in pairwise(lines))
    return steps.most_common(1)[0][0] if steps else 0.0


def _in_zone(page: Page, line: Line, edge: int) -> bool:
    depth = line.base if edge == 0 else page.height - line.base
    return depth < _ZONE * page.height


def _key(line: Line, edge: int) -> tuple[int, str, int]:
    """Return by what a running head is known: its edge, its words without digits, its height."""
    return edge, re.sub(r"[\d\s]+", "#", line.text), round(line.base / line.size)


def _repeated(pages: Sequence[Page], printed: Sequence[Sequence[Line]]) -> frozenset[tuple[int, str, int]]:
    counts: Counter[tuple[int, str, int]] = Counter()
    for page, lines in zip(pages, printed, strict=True):
        counts.update(set(_edge_keys(page, lines)))
    least = max(2.0, _OFTEN * sum(bool(lines) for lines in printed))
    return frozenset(key for key, count in counts.items() if count >= least)


def _edge_keys(page: Page, lines: Sequence[Line]) -> Iterator[tuple[int, str, int]]:
    for edge, nearest in ((0, lines[:_MOST]), (-1, lines[-_MOST:])):
        yield from (_key(line, edge) for line in nearest if _in_zone(page, line, edge))


def _outside(
    page: Page,
    body: Sequence[Line],
    edge: int,
    pitch: float,
    repeated: frozenset[tuple[int, str, int]],
) -> bool:
    line = body[edge]
    if not _in_zone(page, line, edge):
        return False
    text = line.text.translate(_ASCII).strip()
    if _NUMBER.fullmatch(text):
        return True
    if not _apart(body, edge, pitch):
        return False
    return _BARE.fullmatch(text) is not None or _key(line, edge) in repeated


def _apart(body: Sequence[Line], edge: int, pitch: float) -> bool:
    """Tell whether the outermost line stands off from the text: by a gap or in another size."""
    if len(body) == 1:
        return True
    line, inner = (body[0], body[1]) if edge == 0 else (body[-1], body[-2])
    return abs(line.base - inner.base) > 1.15 * pitch or abs(line.size - inner.size) > 0.1 * inner.size
