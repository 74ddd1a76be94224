"""A copy of a Word file with a comment at each finding; the text stays as it is.

The writer is our own: it splices comments into the XML as it lies in the archive and leaves every
other byte of it alone. Libraries write the whole file anew and lose what they do not know (the strict
form of the standard, macros, parts that no relationship names).
"""

from __future__ import annotations

from dataclasses import dataclass

from lawcheck.annotate._comments import Comment, comment_parts
from lawcheck.annotate._ranges import Range, ranges
from lawcheck.annotate._splice import spliced
from lawcheck.annotate._wording import wording
from lawcheck.annotate._zip import rewritten
from lawcheck.model import Report, Span
from lawcheck.readers import File
from lawcheck.readers._word.reading import WordText, read_word

__all__ = ["annotate"]


def annotate(data: bytes, report: Report) -> bytes:
    """Return a Word file's bytes with a comment at each finding of its report.

    Args:
        data: The .docx file on which the report was made.
        report: Its report; a missing part's finding stands at the heading where the part belongs, or
            at the title.

    Raises:
        ReadError: The bytes are no Word file.
    """
    word = read_word(File(data, report.path))
    told = [(finding.place.span, wording(finding, report)) for finding in report.findings]
    if report.document.unread:
        told.insert(0, (_top(report), [reason.say(report.lang) for reason in report.document.unread]))
    return _with_comments(word, report, [_Told(span, tuple(lines)) for span, lines in told])


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """What to say at a range of the document, in paragraphs."""

    span: Span
    lines: tuple[str, ...]


def _with_comments(word: WordText, report: Report, told: list[_Told]) -> bytes:
    package = word.package
    main = package.archive.utf8(package.main)
    spans = [each.span for each in told]
    at: list[Range] = ranges(word, report.document.paragraphs, spans, main)
    first, parts = comment_parts(package, [Comment(each.lines) for each in told])
    parts[package.main] = spliced(main, at, first, package.namespace)
    return rewritten(package.archive, parts)


def _top(report: Report) -> Span:
    document = report.document
    return document.title_span or (document.content[0] if document.content else Span(0, 0))
