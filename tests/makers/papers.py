"""One made-up paper in several formats: what is typed in one is automatic in another."""

from __future__ import annotations

import re
from html import escape
from io import BytesIO
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

MARKERS = (  # a pattern of typed numbers, and the number format and text of automatic ones
    (re.compile(r"[一二三四五六七八九十]+、"), "chineseCountingThousand", "%1、"),
    (re.compile(r"（[一二三四五六七八九十]+）"), "chineseCountingThousand", "（%2）"),
    (re.compile(r"\d+\.(?=\D)"), "decimal", "%3."),
)
_LIST = 77


def paragraphs(text: str) -> list[str]:
    """Return a paper's paragraphs without blank ones."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def level_of(paragraph: str) -> int:
    """Return the level (from 1) of a numbered paragraph, 0 for any other."""
    return next((level for level, (mark, _, _) in enumerate(MARKERS, 1) if mark.match(paragraph)), 0)


def as_markdown(text: str) -> bytes:
    """Return a paper with its title and top headings marked."""
    lines = paragraphs(text)
    marked = [f"## {line}" if level_of(line) == 1 else line for line in lines[1:]]
    return "\n\n".join([f"# {lines[0]}", *marked]).encode()


def as_html(text: str) -> bytes:
    """Return a paper as a government's page with menus around it."""
    lines = paragraphs(text)
    body = "\n".join(f'<p style="text-indent:2em">&nbsp;&nbsp;{escape(line)}</p>' for line in lines[1:])
    menu = "".join(f'<li><a href="/{n}">{name}</a></li>' for n, name in enumerate(("首页", "政务公开") * 9))
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{escape(lines[0])}_云溪县人民政府</title>
<meta name="PubDate" content="2026-01-22 09:00"><script>var a = "<div>";</script></head>
<body><div class="nav"><ul>{menu}</ul></div><h1>{escape(lines[0])}</h1>
<div id="zoom">{body}</div><div class="footer">版权所有：云溪县人民政府 网站地图</div>
</body></html>""".encode()


def as_docx(text: str, *, automatic: bool = False) -> bytes:
    """Return a paper as a Word file, its numbers typed or automatic."""
    paper = docx.Document()
    if automatic:
        _add_list(paper)
    for line in paragraphs(text):
        level = level_of(line) if automatic else 0
        typed = MARKERS[level - 1][0].match(line) if level else None
        paragraph = paper.add_paragraph(line[typed.end() :] if typed else line)
        if level:
            numbered = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            numbered.get_or_add_ilvl().val = level - 1
            numbered.get_or_add_numId().val = _LIST
    made = BytesIO()
    paper.save(made)
    return made.getvalue()


def _add_list(paper: Any) -> None:
    """Add a list of three levels to a file's numbering part."""
    numbering = paper.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{shown}"/></w:lvl>'
        for depth, (_, format, shown) in enumerate(MARKERS)
    )
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_LIST}">{levels}</w:abstractNum>'
    list_ = f'<w:num {nsdecls("w")} w:numId="{_LIST}"><w:abstractNumId w:val="{_LIST}"/></w:num>'
    numbering.insert(0, parse_xml(abstract))
    numbering.append(parse_xml(list_))
