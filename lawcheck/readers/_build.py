"""Put a document together from its lines; every reader ends here."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lawcheck.model import Document, Section, Signature, Span, Text
from lawcheck.readers._chrome import is_chrome, is_chrome_in_text
from lawcheck.readers._dating import find_published, find_year
from lawcheck.readers._lines import Line
from lawcheck.readers._outline import outline
from lawcheck.readers._signature import ends_paper, find_signature, left_over
from lawcheck.readers._title import TitleLines, find_title
from lawcheck.text.markers import read_marker
from lawcheck.text.names import is_name, kind_of, level_of
from lawcheck.text.titles import Title, parse_title

_SHORTEST_CONTENTS = 3
_LEADERS = " .…·0123456789"  # dots and page number behind an entry


def build(text: str, folded: str, lines: Sequence[Line], *, format: str, encoding: str) -> Document:
    """Return the document of a text and its lines; white space and chrome are no content."""
    title_lines = find_title(lines)
    start = _content_start(lines, title_lines)
    printed = "".join("".join(line.text for line in lines[title_lines.first : title_lines.end]).split())
    signature, last_signed = find_signature(lines, title_lines.body, printed)
    if signature is None:
        signature = _cover_signature(lines, title_lines)
    signed_end = last_signed >= 0 and ends_paper(lines, last_signed)
    end = last_signed + 1 if signed_end else _content_end(lines, start)
    own = _own_lines(lines, title_lines, end)
    stop = own[-1].span.end if own else 0
    text_end = _before(signature, stop) if signed_end else stop
    body = [line for line in own if line.span.end <= text_end]
    sections = outline(body, folded, text_end)
    title, title_span = _title(text, lines, title_lines)
    told = parse_title(title or "")
    signed = signature.date if signature else None
    year = find_year(told.year, _opening(body, sections), sections, signed)
    published = find_published(
        [*lines[:start], *lines[title_lines.end : title_lines.end + 12], *lines[end:]], year
    )
    cover = _cover(lines, title_lines)
    issuer = _issuer(told, signature, cover)
    return Document(
        text=text,
        folded=folded,
        format=format,
        encoding=encoding,
        content=_ranges(([Line(title_span, "")] if title_span else []) + own, text),
        sections=sections,
        title=title,
        title_span=title_span,
        issuer=issuer,
        year=year,
        cover=cover.span if cover else None,
        signature=signature,
        published=published,
        level=level_of(issuer) if issuer else None,
        kind=kind_of(issuer) if issuer else None,
        notes=_notes(text, left_over(lines, end)),
    )


def _notes(text: str, left: Line | None) -> tuple[Text, ...]:
    """Say that something below the signature was not read as the paper's text."""
    if left is None:
        return ()
    number = text.count("\n", 0, left.span.start) + 1
    return (
        Text(
            f"第{number}行起在落款或正文之后，没有作为正文检查",
            f"from line {number} on the text stands below the paper's end and was not checked",
        ),
    )


def _own_lines(lines: Sequence[Line], title: TitleLines, end: int) -> list[Line]:
    """Return the paper's lines below its title: the metadata that pages print there are none."""
    above = [line for line in lines[title.end : title.body] if not is_chrome(line.text)]
    below = lines[max(title.end, title.body) : end]
    return above + _without_contents([line for line in below if not is_chrome_in_text(line.text)])


def _without_contents(lines: list[Line]) -> list[Line]:
    """Leave out a table of contents: headings one below the other that come again further down."""
    marked = ["。" not in line.text and read_marker(line.text) is not None for line in lines]
    start = marked.index(True) if True in marked else len(lines)
    stop = marked.index(False, start) if False in marked[start:] else len(lines)
    if stop - start < _SHORTEST_CONTENTS:
        return lines
    entries = [line.text.rstrip(_LEADERS) if mark else "" for line, mark in zip(lines, marked, strict=True)]
    last_at = {entry: index for index, entry in enumerate(entries)}
    listed = [index for index in range(start, stop) if last_at[entries[index]] > index]
    return lines[:start] + lines[listed[-1] + 1 :] if len(listed) >= _SHORTEST_CONTENTS else lines


def _content_start(lines: Sequence[Line], title: TitleLines) -> int:
    if title.end > title.first:
        return title.first
    index = title.first
    while index > 0 and _opens(lines[index - 1]):
        index -= 1
    return index


def _opens(line: Line) -> bool:
    """Tell whether a line above the text belongs to it: a salutation or an issuer's cover line."""
    return not is_chrome(line.text) and (line.text.endswith(":") or is_name(line.text))


def _cover_signature(lines: Sequence[Line], title: TitleLines) -> Signature | None:
    """Return the signature right below the title, as papers to a people's congress print it."""
    if title.end == title.first:
        return None
    below = [line for line in lines[title.end : title.end + 3] if not is_chrome(line.text)]
    found, index = find_signature(below, -1)
    return found if index >= 0 and found and found.issuer and found.date_span else None


def _content_end(lines: Sequence[Line], start: int) -> int:
    """Return the index after the last line of text where no signature ends the paper."""
    for index in range(len(lines) - 1, start, -1):
        line = lines[index]
        if is_chrome(line.text):
            continue
        if line.level or line.text.endswith(("。", "!", ";", "。”", "。)")) or len(line.text) > 60:
            return index + 1
        if read_marker(line.text):
            return index + 1
    return start + 1


def _before(signature: Signature | None, stop: int) -> int:
    spans = (signature.issuer_span, signature.date_span) if signature else ()
    return min((span.start for span in spans if span), default=stop)


def _opening(body: Sequence[Line], sections: Sequence[Section]) -> str:
    first = sections[0].heading.start if sections else body[-1].span.end if body else 0
    return "\n".join(line.text for line in body if line.span.end <= first)


def _title(text: str, lines: Sequence[Line], title: TitleLines) -> tuple[str | None, Span | None]:
    """Return the title as printed, its lines joined with nothing between."""
    own = [line for line in lines[title.first : title.end] if not is_chrome(line.text)]
    if not own:
        return None, None
    parts = [text[line.span.start : line.span.end].strip("*_# ") for line in own]
    joined = re.sub(r"\s+", " ", "".join(parts)).strip()
    return joined or None, Span(own[0].span.start, own[-1].span.end)


def _cover(lines: Sequence[Line], at: TitleLines) -> Line | None:
    """Return the line above the title that names who issues the paper."""
    above = [line for line in lines[max(0, at.first - 4) : at.first] if not is_chrome(line.text)]
    return next((line for line in reversed(above) if is_name("、".join(line.text.split()))), None)


def _issuer(told: Title, signature: Signature | None, cover: Line | None) -> str | None:
    if told.issuer:
        return told.issuer
    if signature and signature.issuer:
        return signature.issuer
    return "、".join(cover.text.split()) if cover else told.place


def _ranges(lines: Sequence[Line], text: str) -> tuple[Span, ...]:
    """Join lines into ranges where nothing but white space and Markdown marks stands between them."""
    ranges: list[Span] = []
    for line in lines:
        if ranges and not text[ranges[-1].end : line.span.start].strip("\n\r \t\u3000\xa0#*>-+_"):
            ranges[-1] = Span(ranges[-1].start, line.span.end)
        else:
            ranges.append(line.span)
    return tuple(ranges)
