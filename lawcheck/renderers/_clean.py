"""Make a document's text safe to show on one line: it is a stranger's, and terminals obey it."""

from __future__ import annotations

import re
from functools import lru_cache

# Control characters (terminal escapes among them), marks that turn the writing direction, signs
# without width, and lone surrogates, which no encoding can write. Compiled when first used.
_UNSAFE = "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
_WIDTHLESS = "[\xad\u200b-\u200d\u2060\ufeff]"  # common on web pages and of no harm


def visible(text: str) -> str:
    r"""Return a text with control characters spelt out, as in ``\x1b``; nothing else changes."""
    return re.sub(_UNSAFE, _spell, text)


def printed(text: str) -> str:
    """Return a text as it is shown in full: signs without width left out, what could act spelt out."""
    return "\t".join(visible(re.sub(_WIDTHLESS, "", piece)) for piece in text.split("\t"))


def without_old_commands(text: str) -> str:
    """Return a text in which nothing like ``##[group]`` stands: some runners obey that anywhere in a line."""
    return re.sub(r"##(?=\w*\[)", "# #", text)


@lru_cache(maxsize=4096)  # several formats of one run show the same texts
def clean(text: str, limit: int = 600) -> str:
    """Return a text as one line of at most ``limit`` characters, nothing in it able to act."""
    head = text[: 4 * limit]  # a line may be a million characters long
    line = visible(re.sub(r"\s+", " ", re.sub(_WIDTHLESS, "", head)).strip())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _spell(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
