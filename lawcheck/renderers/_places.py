"""How pipelines name a place: a path from the repository's folder, a URI, and lines where a file has them."""

from __future__ import annotations

import os
from functools import lru_cache
from urllib.parse import quote

from lawcheck.model import Document
from lawcheck.renderers import Look
from lawcheck.renderers._clean import visible

_LINED = ("text", "markdown")  # in other formats lines are those of the text as read, not of the file


def has_lines(document: Document) -> bool:
    """Tell whether the lines of a document are those of its file, as an editor or a diff shows them."""
    return document.format in _LINED


@lru_cache(maxsize=256)
def relative(path: str, look: Look) -> str:
    """Return a path with slashes from the repository's folder, as it was given where it lies elsewhere."""
    if path == "-":
        return path
    if look.here:
        whole = os.path.normpath(os.path.join(look.here, path))
        if whole.startswith(os.path.join(look.root, "")):
            path = whole[len(os.path.join(look.root, "")) :]
    return visible(path.replace(os.sep, "/").removeprefix("./"))


@lru_cache(maxsize=256)  # asked for each finding
def uri(path: str, look: Look) -> str:
    """Return a path as a URI: relative where the path is, else beginning with ``file:``."""
    told = quote(relative(path, look).encode("utf-8", "replace"), safe="/")
    if told.startswith("/"):
        return f"file://{told}"
    return f"file:///{told}" if ":" in path[1:3] and os.name == "nt" else told
