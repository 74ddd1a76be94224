"""The text of a page's source without what is no text, so that any parser can take it.

Scripts, styles and comments go, and with them what makes the standard library's parser try again and
again: marks that are never closed. Every step looks at each character a fixed number of times.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DROPPED = re.compile(r"<!--|<(script|style|noscript|template)\b", re.IGNORECASE)
_DATA_ADDRESS = re.compile(r"data:[\w.+-]+/[\w.+-]+;base64,[A-Za-z0-9+/=%\s]*")
_LONG_NUMBER = re.compile(r"&#[xX]?[0-9a-fA-F]{8,};?")  # of no character; Python refuses to read longer ones
_MARKED_SECTION = re.compile(r"<!\[[^>]{0,200}>")
_MARK = re.compile(r"<(?:/?[a-zA-Z]|!doctype|\?)", re.IGNORECASE)
_LONGEST_TAG = 20_000  # characters, once pictures written into the page are gone


@dataclass(frozen=True, slots=True)
class Source:
    """A page's source: ``markup`` for the parser, and the text of its ``scripts``."""

    markup: str
    scripts: str


def split_source(page: str) -> Source:
    """Return a page's source without scripts, styles, comments and unclosed marks, and the scripts."""
    kept, scripts = _without_dropped(page)
    markup = _LONG_NUMBER.sub("\ufffd", _MARKED_SECTION.sub("", _DATA_ADDRESS.sub("data:", kept)))
    return Source(_without_loose_marks(markup), scripts)


def _without_dropped(page: str) -> tuple[str, str]:
    """Return what does not lie between marks, and the scripts; an unclosed mark is left out alone."""
    kept: list[str] = []
    scripts: list[str] = []
    small = page.lower()
    unclosed: set[str] = set()
    done = 0
    for match in _DROPPED.finditer(page):
        if match.start() < done:
            continue
        closing = f"</{match[1].lower()}" if match[1] else "-->"
        end = -1 if closing in unclosed else small.find(closing, match.end())
        kept.append(page[done : match.start()])
        if end < 0:
            unclosed.add(closing)
            done = match.end()
            continue
        stop = page.find(">", end)
        done = stop + 1 if stop >= 0 else len(page)
        if closing == "</script":
            scripts.append(page[match.start() : done])
    return "".join((*kept, page[done:])), "".join(scripts)


def _without_loose_marks(page: str) -> str:
    """Write each < as a character that begins no tag, or one that does not end."""
    kept: list[str] = []
    done, closing = 0, -1
    at = page.find("<")
    while at >= 0:
        if closing <= at:
            closing = page.find(">", at)
        if closing < 0:
            kept.append(page[done:at])
            return "".join((*kept, page[at:].replace("<", "&lt;")))
        if closing - at > _LONGEST_TAG or not _MARK.match(page, at):
            kept += [page[done:at], "&lt;"]
            done = at + 1
        at = page.find("<", at + 1)
    return "".join((*kept, page[done:]))
