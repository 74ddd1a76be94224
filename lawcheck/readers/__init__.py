"""Bytes → Document, one file per input format; ``_outline`` cuts the headings for all.

A reader is a module with ``SUFFIXES`` and ``read(text, encoding)``.
"""

from __future__ import annotations

import os

from lawcheck.errors import ReadError
from lawcheck.model import Document
from lawcheck.readers import markdown, text
from lawcheck.readers._bytes import decode, read_bytes

__all__ = ["SUFFIXES", "decode", "read_bytes", "read_text"]

SUFFIXES = text.SUFFIXES + markdown.SUFFIXES


def read_text(content: str, *, path: str = "-", encoding: str = "utf-8") -> Document:
    """Return the document of a text; its format is told by the file's name, else by the text.

    Raises:
        ReadError: There is no text of a paper in it.
    """
    suffix = os.path.splitext(path)[1].lower()
    known = suffix in markdown.SUFFIXES or (suffix not in text.SUFFIXES and markdown.recognises(content))
    document = markdown.read(content, encoding) if known else text.read(content, encoding)
    if not any(span.end > span.start for span in document.content):
        raise ReadError(
            path,
            "没有可检查的正文（只有网页栏目、按钮之类的文字）",
            "there is no text of a paper in it, only what web pages print around one",
        )
    return document
