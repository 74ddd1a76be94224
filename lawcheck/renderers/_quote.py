"""Quote a place of a document with the rest of its sentence, so that “2025” can be recognised."""

from __future__ import annotations

import re

from lawcheck.model import Document, Place
from lawcheck.renderers._clean import clean

_END = re.compile(r"[。！？；!?;\n]")


def quote(document: Document, place: Place, length: int) -> tuple[str, str, str]:
    """Return what stands before a place in its sentence, the place's text, and what stands after.

    Together they are one line in “” of about ``length`` characters; all are empty where the place
    has no text.
    """
    excerpt = clean(place.excerpt, length)
    if not excerpt:
        return "", "", ""
    room = (length - len(excerpt)) // 2
    before = _before(document.text, place.span.start, room)
    after = _after(document.text, place.span.end, room)
    return f"“{before}", excerpt, f"{after}”"


def _before(text: str, start: int, room: int) -> str:
    near = text[max(0, start - room) : start]
    sentence = _END.split(near)[-1]
    cut = sentence == near and start > room > 0
    return f"{'…' if cut else ''}{clean(sentence)}"


def _after(text: str, end: int, room: int) -> str:
    if _END.match(text, max(0, end - 1)):
        return ""
    near = text[end : end + room]
    stop = _END.search(near)
    if stop:
        return clean(near[: stop.end()])
    cut = end + room < len(text) and room > 0
    return f"{clean(near)}{'…' if cut else ''}"
