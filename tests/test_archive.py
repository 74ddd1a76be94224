"""Strangers' archives: bounded, without entities, and never a crash."""

from __future__ import annotations

import struct
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from makers.papers import as_docx

from lawcheck.errors import ReadError
from lawcheck.readers import File, read
from lawcheck.readers._archive import Archive

TEXT = "云溪县司法局关于2025年度法治政府建设情况的报告。一、主要举措和成效。全年审核文件十二件。"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(document: str | bytes, **others: str | bytes) -> bytes:
    """Return an archive that looks like a Word file with a text part."""
    parts = {"[Content_Types].xml": "<Types/>", "word/document.xml": document}
    parts |= {name.replace("__", "/"): data for name, data in others.items()}
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return made.getvalue()


def body(inner: str) -> str:
    return f'<w:document xmlns:w="{W}"><w:body>{inner}</w:body></w:document>'


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def refused(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read(File(data, "paper.docx"))
    assert caught.value.reason_en.isascii()
    return caught.value.reason


def test_a_small_word_file_is_read() -> None:
    """What the following tests spoil is whole."""
    assert read(File(word(body(paragraph(TEXT))))).text == TEXT


@pytest.mark.parametrize(
    ("document", "zh"),
    [
        (body(paragraph("零" * 30_000_000)), "压缩炸弹"),
        (body(paragraph("零" * 2_000_000)), "压缩炸弹"),
        ('<!DOCTYPE d [<!ENTITY a "零"><!ENTITY b "&a;&a;">]>' + body(paragraph("&b;")), "文档类型"),
        ('<!DOCTYPE d SYSTEM "file:///etc/passwd">' + body(paragraph(TEXT)), "文档类型"),
        (('<!DOCTYPE d [<!ENTITY a "x">]>' + body(paragraph(TEXT))).encode("utf-16"), "文档类型"),
        ('<?xml version="1.0" encoding="cp037"?>' + body(paragraph(TEXT)), "少见的编码"),
        ('<?xml version="1.0" encoding="utf-7"?>' + body(paragraph(TEXT)), "少见的编码"),
        (body(paragraph(TEXT))[:-20], "不是完整的 XML"),
        (body("<w:p><w:r></w:p></w:r>"), "不是完整的 XML"),
        (b"\xff\xfe\x00", "不是完整的 XML"),
        (b"", "不是完整的 XML"),
        (body(""), "空"),
        (body(paragraph("少")), "没有中文"),
    ],
)
def test_text_parts_that_cannot_be_read_are_told(document: str | bytes, zh: str) -> None:
    assert zh in refused(word(document))


@pytest.mark.parametrize("part", ["styles", "numbering", "footnotes"])
def test_other_parts_are_bounded_too(part: str) -> None:
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="x/{part}" Target="{part}.xml"/></Relationships>'
    )
    bomb = f'<w:{part} xmlns:w="{W}">{" " * 5_000_000}</w:{part}>'
    data = word(body(paragraph(TEXT)), **{"word___rels__document.xml.rels": links, f"word__{part}.xml": bomb})
    assert "压缩炸弹" in refused(data)


def test_a_lying_size_is_found_out() -> None:
    """The directory says ten bytes, and thirty million come out."""
    data = bytearray(word(body(paragraph("零" * 10_000_000))))
    entry = data.rindex(b"PK\x01\x02")  # the text part is the last entry
    struct.pack_into("<I", data, entry + 24, 10)
    assert any(word_ in refused(bytes(data)) for word_ in ("损坏", "炸弹"))


def test_names_with_paths_touch_no_file(tmp_path: object) -> None:
    """Parts are looked up in the archive, wherever their names point."""
    data = word(body(paragraph(TEXT)), **{"..__..__etc__passwd": "x", "/etc/shadow": "y"})
    assert read(File(data)).text == TEXT


def test_relationships_cannot_leave_the_archive() -> None:
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="x/styles" Target="../../../../etc/passwd"/>'
        '<Relationship Id="b" Type="x/footnotes" Target="http://127.0.0.1:9/" TargetMode="External"/>'
        "</Relationships>"
    )
    assert read(File(word(body(paragraph(TEXT)), **{"word___rels__document.xml.rels": links}))).text == TEXT


def test_an_encrypted_archive_is_told() -> None:
    data = bytearray(word(body(paragraph(TEXT))))
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    assert "加了密码" in refused(bytes(data))


def test_an_unknown_compression_is_told() -> None:
    data = bytearray(word(body(paragraph(TEXT))))
    at = data.rindex(b"PK\x01\x02")
    data[at + 10] = 97
    assert "已损坏" in refused(bytes(data))


def test_ten_thousand_nested_tables_end() -> None:
    depth = 10_000
    deep = "<w:tbl><w:tr><w:tc>" * depth + paragraph(TEXT) + "</w:tc></w:tr></w:tbl>" * depth
    assert TEXT in read(File(word(body(deep)))).text


def test_ten_thousand_nested_controls_and_boxes_end() -> None:
    depth = 10_000
    deep = "<w:sdt><w:sdtContent>" * depth + paragraph(TEXT) + "</w:sdtContent></w:sdt>" * depth
    assert read(File(word(body(deep)))).text == TEXT
    boxes = "<w:p><w:r><w:txbxContent>" * depth + paragraph(TEXT) + "</w:txbxContent></w:r></w:p>" * depth
    assert read(File(word(body(boxes)))).text == TEXT


def test_a_circle_of_styles_ends() -> None:
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="x/styles" Target="styles.xml"/></Relationships>'
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:basedOn w:val="{two}"/></w:style>'
        for one, two in (("a", "b"), ("b", "c"), ("c", "a"))
    )
    text = f'<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>{TEXT}</w:t></w:r></w:p>'
    data = word(
        body(text),
        **{
            "word___rels__document.xml.rels": links,
            "word__styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>',
        },
    )
    assert read(File(data)).text == TEXT


PAPER = as_docx("\n".join([TEXT] * 3), automatic=True)


@settings(max_examples=150)
@given(st.integers(0, len(PAPER) - 1), st.binary(min_size=1, max_size=8), st.booleans())
def test_a_spoilt_archive_is_read_or_refused(at: int, junk: bytes, cut: bool) -> None:
    """Nothing but a ReadError ever comes out of a file with strange bytes in it."""
    data = PAPER[:at] if cut else PAPER[:at] + junk + PAPER[at + len(junk) :]
    with suppress(ReadError):
        read(File(data, "paper.docx"))


def test_archives_tell_their_parts_without_regard_to_case() -> None:
    archive = Archive(File(word(body(paragraph(TEXT)))))
    assert archive.names == {"[content_types].xml", "word/document.xml"}
    assert archive.read("/WORD\\Document.XML") == archive.read("word/document.xml")
    assert archive.read("word/nothing.xml") is None
