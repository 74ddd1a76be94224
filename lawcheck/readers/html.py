"""Web pages → Document: the paper on the page, not the page around it."""

from __future__ import annotations

import re

from lawcheck.errors import ReadError
from lawcheck.model import Document, Text
from lawcheck.readers._file import File

NAME = Text("网页", "web page")
SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")
NEEDS = None

# atomic, so that many comments do not make it try every way to join them
_OPENING = rb"(?is)\s*(?><\?xml[^>]*>\s*|<!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body)\b"
_TAG = rb"\s*<[!a-zA-Z]"
OWN_MARK = '<meta name="generator" content="lawcheck">'  # of the pages that lawcheck itself writes
_HEAD = 65_536  # bytes in which a page has to show that it is one


def recognises(file: File) -> bool:
    """Tell whether a file begins as web pages do; one that is named so need only begin with a tag."""
    head = file.data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")[2:]
    if b"<" not in head:
        return False
    named = file.suffix in SUFFIXES and re.match(_TAG, head) is not None
    return named or re.match(_OPENING, head) is not None


def read(file: File) -> Document:
    """Return the document of a web page.

    Raises:
        ReadError: The paper is not on it: only attachments, pictures, an embedded file or a script; or it
            is what lawcheck wrote about papers.
    """
    if OWN_MARK.encode() in file.data[:_HEAD]:
        raise ReadError(
            file.path,
            "这是 lawcheck 写出的检查结果，不是报告",
            "this is a result that lawcheck wrote, no paper",
            foreign=True,
        )
    from lawcheck.readers._web.page import document

    return document(file)
