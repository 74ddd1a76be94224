"""The text of a page's source without what is no text, so that any parser can take it.

Scripts, styles and comments go, and with them what makes the standard library's parser try again and
again: marks that are never closed. Every step looks at each character a fixed number of times.
"""

from __future__ import annotations

import re

_DROPPED = re.compile(r"<!--|<(script|style|noscript|template)\b", re.IGNORECASE)
_DATA_ADDRESS = re.compile(r"data:[\w.+-]+/[\w.+-]+;base64,[A-Za-z0-9+/=%\s]*")
_MARKED_SECTION = re.compile(r"<!\[[^>]{0,200}>")
_LONGEST_TAG = 20_000  # characters, once pictures written into the page are gone


def text_source(page: str) -> str:
    """Return a page's source without scripts, styles, comments and unclosed marks."""
    return _without_loose_marks(_MARKED_SECTION.sub("", _DATA_ADDRESS.sub("data:", _without_dropped(page))))


def _without_dropped(page: str) -> str:
    """Leave out what lies between marks; one that is never closed is left out alone."""
    kept: list[str] = []
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
    return "".join((*kept, page[done:]))


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
        follower = page[at + 1 : at + 2]
        if closing - at > _LONGEST_TAG or not (follower.isalpha() or follower in "/!?"):
            kept += [page[done:at], "&lt;"]
            done = at + 1
        at = page.find("<", at + 1)
    return "".join((*kept, page[done:]))
