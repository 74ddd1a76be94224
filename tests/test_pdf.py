"""PDF → Document, by files that the tests write themselves."""

from __future__ import annotations

import re
from ctypes import c_double
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from makers.pdf import write_pdf
from makers.setting import Picture, Run, Sheet, set_pages

from lawcheck.api import check_bytes, check_text
from lawcheck.errors import ReadError
from lawcheck.model import Document, Report, ReportStatus, Status
from lawcheck.readers import File, formats, read
from lawcheck.readers import _pdfium as door

EXAMPLES = Path(__file__).parent.parent / "examples"
COMPLETE = (EXAMPLES / "complete.txt").read_text("utf-8")
SCAN = Sheet(pictures=[Picture()])


def document(sheets: list[Sheet]) -> Document:
    return read(File(write_pdf(sheets), "paper.pdf"))


def verdict(report: Report) -> tuple[object, ...]:
    """Return all of a report but its places."""
    sections = [(one.id, one.status, one.placement, one.score) for one in report.sections]
    findings = [(one.rule, one.severity, one.message, one.place.excerpt) for one in report.findings]
    return report.status, report.score, sections, findings


@pytest.mark.parametrize("name", ["complete", "gappy"])
@pytest.mark.parametrize("indent", [2, 0])
def test_a_pdf_is_judged_like_its_text(name: str, indent: int) -> None:
    """Line ends, page numbers and running heads change nothing."""
    text = (EXAMPLES / f"{name}.txt").read_text("utf-8")
    report = check_bytes(write_pdf(set_pages(text, indent=indent, head="云溪县 内部")), path="paper.pdf")
    assert verdict(report) == verdict(check_text(text))
    assert report.document.format == "pdf"


def test_findings_have_pages() -> None:
    """A place in a PDF tells on which page it stands."""
    text = (EXAMPLES / "gappy.txt").read_text("utf-8")
    pages = {one.place.page for one in check_bytes(write_pdf(set_pages(text)), path="p.pdf").findings}
    assert pages <= {1, 2, 3, 4}
    assert len(pages) > 1


def test_a_paper_with_a_scanned_page_is_partly_read() -> None:
    """What is not found may stand there: nothing is said to be absent."""
    sheets = set_pages(COMPLETE)
    report = check_bytes(write_pdf([sheets[0], SCAN]), path="p.pdf")
    assert report.status is ReportStatus.PARTLY_READ
    assert [text.zh for text in report.document.unread] == ["第2页为扫描件，没有文字"]
    statuses = {one.id: one.status for one in report.sections}
    assert statuses["plan"] is Status.SKIPPED
    assert Status.MISSING not in statuses.values()
    assert not {one.rule for one in report.findings} & {"plan", "shortcomings", "leadership", "achievements"}


def test_scans_alone_are_refused() -> None:
    """Also with numbers printed on them."""
    numbered = replace(SCAN, runs=[Run("— 2 —", 280, 790)])
    with pytest.raises(ReadError, match="全部 2 页都是扫描件"):
        document([SCAN, numbered])


def test_a_font_that_does_not_tell_its_characters_is_garbled() -> None:
    """The page is named, the others are read."""
    blind = "".join(chr(0xE000 + n) for n in range(60))
    found = document([*set_pages(COMPLETE), Sheet([Run(blind, 20, 300, 9, font="blind")])])
    assert [text.zh for text in found.unread] == ["第10页文字是乱码（字体没有编码信息）"]


def test_letters_drawn_as_shapes_are_no_text() -> None:
    """Such a page is like a scan."""
    found = document([*set_pages(COMPLETE)[:1], Sheet(strokes=300)])
    assert [text.zh for text in found.unread] == ["第2页为扫描件，没有文字"]


def test_a_seal_is_no_unread_page() -> None:
    """Small images stand on many papers."""
    first = set_pages(COMPLETE)[0]
    assert document([replace(first, pictures=[Picture(300, 600, 120, 120)])]).unread == ()
    large = document([replace(first, pictures=[Picture(0, 300, 595, 500)])])
    assert [text.zh for text in large.unread] == ["第1页有大幅图片，没有读取"]


@pytest.mark.parametrize("turn", [1, 2])
def test_turned_pages_are_read_as_they_are_seen(turn: int) -> None:
    """Scanners and printers turn pages; the text is the same."""
    sheets = set_pages(COMPLETE)
    assert document([replace(sheet, turn=turn) for sheet in sheets]).text == document(sheets).text


@pytest.mark.parametrize("turn", [1, 2])
def test_text_that_lies_on_its_side_is_read(turn: int) -> None:
    """Wide tables are printed so on pages that do not tell it."""
    sheets = set_pages(COMPLETE)
    data = write_pdf([replace(sheet, turn=turn) for sheet in sheets])
    untold = re.sub(rb"/Rotate [0-9]+", lambda told: b"/Rotate 0".ljust(len(told[0])), data)
    assert read(File(untold, "paper.pdf")).text == document(sheets).text


def test_text_across_the_rest_is_named() -> None:
    """A table may stand on its side below a heading: what is not read is never lost without a word."""
    first, *others = set_pages(COMPLETE)
    across = [Run("规范性文件合法性审核情况统计", 100 + 30 * n, 500, slant=90) for n in range(9)]
    found = document([replace(first, runs=[*first.runs, *across]), *others])
    assert [text.zh for text in found.unread] == ["第1页有与其他文字方向垂直的文字，没有读取"]
    few = replace(first, runs=[*first.runs, Run("装订线", 30, 500, slant=90)])
    assert document([few, *others]).unread == ()


def test_text_that_runs_aslant_is_a_watermark() -> None:
    """It is no text of the paper."""
    sheets = set_pages(COMPLETE)
    marked = [replace(it, runs=[*it.runs, Run("内部资料", 200, 500, 50, slant=45)]) for it in sheets]
    assert document(marked).text == document(sheets).text


def test_text_beside_the_page_is_left_out() -> None:
    """Printers' marks are not seen."""
    sheets = set_pages(COMPLETE)
    marked = [replace(it, runs=[*it.runs, Run("裁切标记", 700, 500)]) for it in sheets]
    assert document(marked).text == document(sheets).text


def test_rare_characters_stay_whole() -> None:
    """Those beyond the first 65,536 are two units in a PDF."""
    text = COMPLETE.replace("云溪县司法局坚持", "云溪县𠮷镇司法局坚持", 1)
    assert "云溪县𠮷镇司法局坚持" in document(set_pages(text)).text


def test_attachments_are_noted() -> None:
    """They are part of the file and are not read."""
    data = write_pdf(set_pages(COMPLETE), attached=True)
    assert read(File(data)).notes[0].zh == "PDF 内嵌了 1 个附件，没有读取"
    assert "embedded in the PDF" in read(File(data)).notes[0].en


def test_the_content_tells_a_pdf() -> None:
    """Whatever its name, and with some bytes in front."""
    data = write_pdf(set_pages(COMPLETE))
    assert read(File(data, "paper.txt")).format == "pdf"
    assert read(File(b"\n\n" + data, "-")).format == "pdf"


@pytest.mark.parametrize(
    ("data", "zh", "en"),
    [
        (write_pdf([SCAN], locked=True), "加密的 PDF（设了打开密码），没有读取", "an encrypted PDF"),
        (b"%PDF-1.7\n", "PDF 文件已损坏或不完整", "damaged or cut off"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 9, "PDF 文件已损坏或不完整", "damaged or cut off"),
        (write_pdf([]), "PDF 文件已损坏或不完整", "damaged or cut off"),
        (write_pdf([Sheet()]), "里面没有文字", "no text"),
    ],
)
def test_files_that_cannot_be_read_are_refused(data: bytes, zh: str, en: str) -> None:
    """In one sentence each."""
    with pytest.raises(ReadError) as caught:
        read(File(data, "p.pdf"))
    assert caught.value.reason == zh
    assert en in caught.value.reason_en


def test_too_many_pages_are_refused() -> None:
    """No report has 2,000."""
    with pytest.raises(ReadError, match="页数太多（2001 页，最多 2,000 页）"):
        document([Sheet()] * 2001)


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that brings it."""
    monkeypatch.setitem(__import__("sys").modules, "pypdfium2", None)
    with pytest.raises(ReadError, match=r'pip install "lawcheck-cn\[pdf\]"'):
        document([SCAN])


def test_any_failure_of_the_library_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that it cannot load is damage, never a crash."""

    def broken(*_: object) -> None:
        raise RuntimeError("Failed to load page.")

    monkeypatch.setattr(door, "_page", broken)
    with pytest.raises(ReadError, match="PDF 文件已损坏或不完整"):
        document([SCAN])


def test_the_format_is_listed() -> None:
    """With its suffix; nothing is missing here."""
    found = next(one for one in formats() if one.name.zh == "PDF")
    assert (found.suffixes, found.missing) == ((".pdf",), None)


@pytest.mark.parametrize(
    ("places", "parts"),
    [
        ([(10, 50), (26, 50), (42, 50)], [(0, 3)]),
        ([(26, 50), (10, 50)], [(0, 1), (1, 2)]),  # a quotation mark held after the word behind it
        ([(10, 50), (26, 90), (42, 50)], [(0, 3)]),
        ([(10, 50), (26, 50), (42, 90)], [(0, 2), (2, 3)]),
    ],
)
def test_what_one_piece_holds_in_another_order_or_height_is_parted(
    places: list[tuple[float, float]], parts: list[tuple[int, int]]
) -> None:
    """Office programs write some quotation marks after the word that they stand before."""

    class Raw:
        @staticmethod
        def FPDFText_GetCharOrigin(page: object, index: int, x: c_double, y: c_double) -> None:
            x.value, y.value = places[index]

    sheet = door._Sheet(0.0, 0.0, 595.0, 842.0, 0)
    assert list(door._level(Raw, None, sheet, 0, len(places))) == parts


def test_characters_that_a_font_names_as_radicals_are_as_large_as_others() -> None:
    """Their boxes are as narrow as their ink; where they begin is told all the same."""

    class Raw:
        FS_RECTF = type("Box", (), {"left": 0.0, "bottom": 0.0, "right": 0.0, "top": 0.0})

        @staticmethod
        def FPDFText_GetCharAngle(page: object, index: int) -> float:
            return 0.0

        @staticmethod
        def FPDFText_GetCharOrigin(page: object, index: int, x: c_double, y: c_double) -> None:
            x.value, y.value = 100.0 + 16 * index, 700.0

        @staticmethod
        def FPDFText_GetLooseCharBox(page: object, index: int, box: Any) -> None:
            ink = 4.0 if index in (0, 4) else 0.0
            box.left, box.right = 100.0 + 16 * index + ink, 116.0 + 16 * index - ink
            box.bottom, box.top = 696.0, 712.0

    sheet = door._Sheet(0.0, 0.0, 595.0, 842.0, 0)
    piece = door._piece(Raw, None, sheet, "日常工作自", 0, False)
    assert piece is not None
    assert (piece.left, piece.right, piece.size) == (100.0, 180.0, 16.0)
    assert door._piece(Raw, None, sheet, "日常工作", 0, False).right == 164.0  # type: ignore[union-attr]
