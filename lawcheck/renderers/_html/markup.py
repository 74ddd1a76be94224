"""Text as HTML: whatever a paper says is shown and does nothing."""

from __future__ import annotations

from html import escape

from lawcheck.renderers._clean import clean, visible


def text(told: str, limit: int = 2_000) -> str:
    """Return a paper's text as one line of HTML."""
    return escape(clean(told, limit))


def path(told: str) -> str:
    """Return the name of a file as HTML, whole."""
    return escape(visible(told))


def ours(lang: str) -> str:
    """Return the attribute of what the page itself says amid a paper's text, which is Chinese."""
    return ' lang="en"' if lang == "en" else ""
