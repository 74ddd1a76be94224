"""A draft as a Word file as offices set them; the guidance stands in comments on the headings."""

from __future__ import annotations

import re
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from lawcheck.author.skeleton import Draft

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same draft gives the same bytes
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {"document": "document.main", "styles": "styles", "comments": "comments"}

# name, what it is called in Word, font, half points, paragraph properties, outline level
_STYLES = (
    ("Title", "Title", "方正小标宋简体", 44, '<w:jc w:val="center"/>', ""),
    ("Heading1", "heading 1", "黑体", 32, '<w:ind w:firstLineChars="200"/>', '<w:outlineLvl w:val="0"/>'),
    ("BodyText", "Body Text", "仿宋_GB2312", 32, '<w:ind w:firstLineChars="200"/>', ""),
    ("Signature", "Signature", "仿宋_GB2312", 32, '<w:jc w:val="right"/>', ""),
)
_LINE = '<w:spacing w:line="560" w:lineRule="exact"/>'  # 28 points, as usual in official papers


def word(draft: Draft) -> bytes:
    """Return a draft as the bytes of a .docx file."""
    comments: list[tuple[str, ...]] = []
    body = [
        _paragraph("Title", draft.title, comments, draft.guidance),
        _paragraph("BodyText", draft.opening, comments),
    ]
    for part in draft.parts:
        body.append(_paragraph("Heading1", part.heading, comments, part.guidance))
        body.append(_paragraph("BodyText", part.body, comments))
    body += [_paragraph("Signature", text, comments) for text in (draft.issuer, draft.day)]
    page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1985"'
    page += ' w:left="1588" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>'
    return _packed(
        {
            "document": f"<w:body>{''.join(body)}{page}</w:body>",
            "styles": "".join(_style(*each) for each in _STYLES),
            "comments": "".join(_comment(at, lines) for at, lines in enumerate(comments)),
        }
    )


def _paragraph(style: str, text: str, comments: list[tuple[str, ...]], about: tuple[str, ...] = ()) -> str:
    run = f'<w:r><w:t xml:space="preserve">{_safe(text)}</w:t></w:r>'
    if about:
        id_ = len(comments)
        comments.append(about)
        run = (
            f'<w:commentRangeStart w:id="{id_}"/>{run}<w:commentRangeEnd w:id="{id_}"/>'
            f'<w:r><w:commentReference w:id="{id_}"/></w:r>'
        )
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p>'


def _comment(id_: int, lines: tuple[str, ...]) -> str:
    paragraphs = "".join(f"<w:p><w:r><w:t>{_safe(line)}</w:t></w:r></w:p>" for line in lines)
    return f'<w:comment w:id="{id_}" w:author="lawcheck" w:initials="lc">{paragraphs}</w:comment>'


def _style(id_: str, name: str, font: str, size: int, properties: str, outline: str) -> str:
    fonts = f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{font}"/>'
    return (
        f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/><w:qFormat/>'
        f"<w:pPr>{_LINE}{properties}{outline}</w:pPr>"
        f'<w:rPr>{fonts}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def _safe(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text), quote=False)


def _packed(insides: dict[str, str]) -> bytes:
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{sort}+xml"/>'
        for name, sort in _PARTS.items()
    )
    kinds = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">{kinds}{types}</Types>',
        "_rels/.rels": _links({"officeDocument": "word/document.xml"}),
        "word/_rels/document.xml.rels": _links({"styles": "styles.xml", "comments": "comments.xml"}),
        **{f"word/{name}.xml": f"<w:{name} {_SPACE}>{inner}</w:{name}>" for name, inner in insides.items()},
    }
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            info = ZipInfo(name, _EPOCH)
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, (_HEAD + text).encode())
    return made.getvalue()


def _links(targets: dict[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="r{at}" Type="{_LINKS}/{sort}" Target="{target}"/>'
        for at, (sort, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'
