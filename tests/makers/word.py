"""Write small Word files from pieces of WordprocessingML, as Word and WPS write them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = {
    MAIN: "http://purl.oclc.org/ooxml/wordprocessingml/main",
    LINKS: "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "http://schemas.openxmlformats.org/drawingml/2006/": "http://purl.oclc.org/ooxml/drawingml/",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "http://purl.oclc.org/ooxml/officeDocument/math",
}
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPACES = f"""xmlns:w="{MAIN}" xmlns:r="{LINKS}"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"
 xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex"
 xmlns:v="urn:schemas-microsoft-com:vml" mc:Ignorable="w14 w16se\""""
_WHO = 'w:id="1" w:author="审稿人"'


def write_word(
    body: str,
    parts: Mapping[str, str] | None = None,
    *,
    main: str = "word/document.xml",
    encode: Callable[[str], bytes] = str.encode,
    replace: Mapping[str, str] | None = None,
    name: Callable[[str], str] = str,
) -> bytes:
    """Return a Word file with a body and the insides of other parts: numbering, styles, footnotes.

    ``main`` is where the text lies, ``encode`` writes the XML, ``replace`` changes strings of all of it,
    ``name`` changes the names in the archive.
    """
    folder, _, file = main.rpartition("/")
    others = dict(parts or {})
    files = {f"{folder}/{sort}.xml": _root(sort, inner) for sort, inner in others.items()}
    files[main] = _root("document", f"<w:body>{body}<w:sectPr/></w:body>")
    types = _override(main, "document.main") + "".join(_override(f"{folder}/{it}.xml", it) for it in others)
    kinds = "".join(f'<Default Extension="{it}" ContentType="application/xml"/>' for it in ("xml", "rels"))
    files["[Content_Types].xml"] = f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{kinds}{types}</Types>'
    files["_rels/.rels"] = _links({"officeDocument": f"/{main}"})
    files[f"{folder}/_rels/{file}.rels"] = _links({it: f"{it}.xml" for it in others})
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for path, written in files.items():
            text = written
            for old, new in (replace or {}).items():
                text = text.replace(old, new)
            archive.writestr(name(path), encode(text) if path.startswith(folder) else text.encode())
    return buffer.getvalue()


def _root(sort: str, inner: str) -> str:
    return f"{_HEAD}<w:{sort} {_SPACES}>{inner}</w:{sort}>"


def _override(path: str, sort: str) -> str:
    return f'<Override PartName="/{path}" ContentType="{_TYPE}.{sort}+xml"/>'


def _links(targets: Mapping[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="{sort}" Type="{LINKS}/{sort}" Target="{target}"/>'
        for sort, target in targets.items()
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


# Paragraphs and runs: what begins with < is XML, everything else text


def run(text: str, properties: str = "") -> str:
    """Return a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*content: str, properties: str = "", style: str = "") -> str:
    """Return a paragraph of texts and XML."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = "".join(it if it.startswith("<") else run(it) for it in content if it)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inside}</w:p>"


def numbered(list_: int = 1, depth: int | None = 0) -> str:
    """Return the properties of a numbered paragraph."""
    told = "" if depth is None else f'<w:ilvl w:val="{depth}"/>'
    return f'<w:numPr>{told}<w:numId w:val="{list_}"/></w:numPr>'


def item(content: str, depth: int | None = 0, list_: int = 1, more: str = "") -> str:
    """Return a numbered paragraph of a text or XML."""
    return p(content, properties=numbered(list_, depth) + more)


def items(told: str) -> str:
    """Return numbered paragraphs, a word each, with their depth behind it where it is not 0."""
    return "".join(
        item(it.rstrip("012345678"), int(it[-1]) if it[-1].isdecimal() else 0) for it in told.split()
    )


def mark(*properties: str) -> str:
    """Return the properties of a paragraph's end."""
    return f"<w:rPr>{''.join(properties)}</w:rPr>"


def change(sort: str, inside: str = "") -> str:
    """Return a tracked change: ``ins``, ``del``, ``moveFrom`` or ``moveTo``."""
    return f"<w:{sort} {_WHO}>{inside}</w:{sort}>"


def deleted(text: str) -> str:
    """Return a deleted run."""
    return change("del", f"<w:r><w:delText>{text}</w:delText></w:r>")


# Lists and styles


def level(depth: int, format: str, text: str, more: str = "", start: int = 1) -> str:
    """Return a level of a list."""
    head = f'<w:start w:val="{start}"/><w:numFmt w:val="{format}"/>'
    return f'<w:lvl w:ilvl="{depth}">{head}{more}<w:lvlText w:val="{text}"/></w:lvl>'


def abstract(id_: int, *levels: str) -> str:
    """Return the definition of a list."""
    return f'<w:abstractNum w:abstractNumId="{id_}">{"".join(levels)}</w:abstractNum>'


def list_of(id_: int, definition: int, more: str = "") -> str:
    """Return a list with a definition."""
    return f'<w:num w:numId="{id_}"><w:abstractNumId w:val="{definition}"/>{more}</w:num>'


def started(depth: int, start: int) -> str:
    """Return what makes a list start anew."""
    return f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def style(
    id_: str, inside: str = "", *, based: str = "", name: str = "", sort: str = "paragraph", more: str = ""
) -> str:
    """Return a style."""
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    head = f'<w:style w:type="{sort}" w:styleId="{id_}" {more}><w:name w:val="{name or id_}"/>'
    return f"{head}{parent}{inside}</w:style>"


# Fields, boxes, controls, tables


def sign(sort: str) -> str:
    """Return a mark of a field: ``begin``, ``separate`` or ``end``."""
    return f'<w:r><w:fldChar w:fldCharType="{sort}"/></w:r>'


def code(text: str) -> str:
    """Return a piece of a field's code."""
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def field(text: str, result: str) -> str:
    """Return a field with its result, both XML or text."""
    first = text if text.startswith("<") else code(text)
    shown = result if result.startswith("<") else run(result)
    return sign("begin") + first + sign("separate") + shown + sign("end")


def old_box(*paragraphs: str) -> str:
    """Return a text box in VML."""
    inside = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return f"<w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"


def box(*paragraphs: str) -> str:
    """Return a run with a text box in both forms, as Word writes it."""
    shape = f"<wps:wsp><wps:txbx><w:txbxContent>{''.join(paragraphs)}</w:txbxContent></wps:txbx></wps:wsp>"
    drawing = f"<wp:anchor><a:graphic><a:graphicData>{shape}</a:graphicData></a:graphic></wp:anchor>"
    return f"<w:r>{forms('wps', f'<w:drawing>{drawing}</w:drawing>', old_box(*paragraphs))}</w:r>"


def forms(needs: str, newer: str, older: str) -> str:
    """Return the same thing in a form of an extension and in the usual one."""
    choice = f'<mc:Choice Requires="{needs}">{newer}</mc:Choice>'
    return f"<mc:AlternateContent>{choice}<mc:Fallback>{older}</mc:Fallback></mc:AlternateContent>"


def control(inside: str, properties: str = "") -> str:
    """Return a content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def cell(*content: str, properties: str = "") -> str:
    """Return a cell of texts and XML."""
    inside = "".join(it if it.startswith("<") else p(it) for it in content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """Return a row of texts and cells."""
    inside = "".join(it if it.startswith("<") else cell(it) for it in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def table(*rows: str) -> str:
    """Return a table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def note(id_: int, sort: str = "footnote") -> str:
    """Return a run that refers to a note."""
    return f'<w:r><w:{sort}Reference w:id="{id_}"/></w:r>'


def note_text(id_: int, *paragraphs: str) -> str:
    """Return a footnote."""
    return f'<w:footnote w:id="{id_}">{"".join(paragraphs)}</w:footnote>'
