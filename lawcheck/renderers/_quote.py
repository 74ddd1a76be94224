"""Quote a place of a document with the rest of its sentence, so that “2025” can be recognised."""

from __future__ import annotations

import re

from lawcheck.model import Document, Place
from lawcheck.renderers._clean import clean

_ENDS = "。！？；!?;\n"


def quote(document: Document, place: Place, length: int) -> tuple[str, str, str]:
    """Return what stands before a place in its sentence, the place's text, and what stands after.

    Together they are one line in “” of about ``length`` characters; all are empty where the place
    has no text.
    """
    excerpt = clean(_unmarked(place.excerpt, document), length)
    if not excerpt:
        return "", "", ""
    before, after = beside(document, place, (length - len(excerpt)) // 2)
    return f"“{before}", excerpt, f"{after}”"


def beside(document: Document, place: Place, room: int) -> tuple[str, str]:
    """Return what stands before and after a place in its sentence, of about ``room`` characters each."""
    if room <= 0:
        return "", ""
    if not document.text:
        before, after = place.before, place.after
        return (
            f"…{before[-room:]}" if len(before) > room + 1 else before,
            f"{after[:room]}…" if len(after) > room + 1 else after,
        )
    before = _unmarked(_before(document.text, place.span.start, room), document)
    return before, _after(document.text, place.span.end, room)


def _unmarked(text: str, document: Document) -> str:
    """Return a text without the marks of a heading in Markdown."""
    return re.sub(r"^\s*#{1,6}\s*", "", text) if document.format == "markdown" else text


def _before(text: str, start: int, room: int) -> str:
    near = text[max(0, start - room) : start]
    end = max(near.rfind(mark) for mark in _ENDS) + 1
    cut = not end and start > room > 0
    return f"{'…' if cut else ''}{clean(near[end:])}"


def _after(text: str, end: int, room: int) -> str:
    if text[max(0, end - 1) : end] in _ENDS:
        return ""
    near = text[end : end + room]
    stops = [at for at in map(near.find, _ENDS) if at >= 0]
    if stops:
        return clean(near[: min(stops) + 1])
    cut = end + room < len(text) and room > 0
    return f"{clean(near)}{'…' if cut else ''}"
