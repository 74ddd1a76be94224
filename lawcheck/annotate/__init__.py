"""A copy of a Word file with a comment at each finding; the text stays as it is.

The writer is our own: it splices comments into the XML as it lies in the archive and leaves every
other byte of it alone. Libraries write the whole file anew and lose what they do not know (the strict
form of the standard, macros, parts that no relationship names).
"""

from __future__ import annotations

from hashlib import sha256

from lawcheck.annotate._comments import Comment, comment_parts
from lawcheck.annotate._ranges import ranges
from lawcheck.annotate._splice import spliced
from lawcheck.annotate._wording import wording
from lawcheck.annotate._zip import rewritten
from lawcheck.errors import UsageError
from lawcheck.model import Report, Span, Text
from lawcheck.readers import File
from lawcheck.readers._word.reading import read_word

__all__ = ["annotate"]


def annotate(data: bytes, report: Report) -> bytes:
    """Return a Word file's bytes with a comment at each finding of its report.

    Args:
        data: The .docx file on which the report was made.
        report: Its report; a missing part's finding stands at the heading where the part belongs, or
            at the title.

    Raises:
        ReadError: The bytes are no Word file.
        UsageError: The report is on another file.
    """
    word = read_word(File(data, report.path))
    if report.sha256 != sha256(data).hexdigest():
        other = Text("这份报告查的不是这个文件", "the report is on another file")
        raise UsageError(other.say(report.lang))
    told = [(finding.place.span, Comment(wording(finding, report))) for finding in report.findings]
    if report.document.unread:
        reasons = tuple(reason.say(report.lang) for reason in report.document.unread)
        told.insert(0, (_top(report), Comment(reasons)))
    package = word.package
    at = ranges(word, report.document.paragraphs, [span for span, _ in told])
    first, parts = comment_parts(package, [comment for _, comment in told])
    parts[package.main] = spliced(package.source, at, first, package.namespace)
    return rewritten(package.archive, parts)


def _top(report: Report) -> Span:
    document = report.document
    return document.title_span or (document.content[0] if document.content else Span(0, 0))
