"""OFD → Document, by files that the tests write themselves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from makers.ofd import MM, pack, text_object, write_ofd
from makers.setting import Picture, Run, Sheet, set_pages

from lawcheck.api import check_bytes, check_text
from lawcheck.errors import ReadError
from lawcheck.model import Document, ReportStatus, Status
from lawcheck.readers import File, formats, read

EXAMPLES = Path(__file__).parent.parent / "examples"
COMPLETE = (EXAMPLES / "complete.txt").read_text("utf-8")
PAPER = "\n".join(line.strip() for line in COMPLETE.splitlines() if line.strip())
SHEETS = set_pages(COMPLETE)
SCAN = Sheet(pictures=[Picture()])


def text_of(data: bytes) -> str:
    return read(File(data, "paper.ofd")).text


def with_objects(objects: str) -> Document:
    """Return the document of a page with some objects and a paragraph."""
    data = write_ofd([Sheet([Run("县司法局坚持以习近平法治思想为指导，推进依法行政。", 80, 600)])])
    return read(
        File(_changed(data, "Doc_0/Pages/Page_0/Content.xml", "<ofd:Layer>", f"<ofd:Layer>{objects}"))
    )


def _changed(data: bytes, name: str, old: str, new: str) -> bytes:
    from io import BytesIO
    from zipfile import ZipFile

    with ZipFile(BytesIO(data)) as archive:
        files = {one: archive.read(one) for one in archive.namelist()}
    assert old.encode() in files[name]
    return pack({**files, name: files[name].replace(old.encode(), new.encode())})


@pytest.mark.parametrize("name", ["complete", "gappy"])
@pytest.mark.parametrize("indent", [2, 0])
def test_an_ofd_is_judged_like_its_text(name: str, indent: int) -> None:
    """Line ends, page numbers and running heads change nothing."""
    text = (EXAMPLES / f"{name}.txt").read_text("utf-8")
    told = check_text(text)
    report = check_bytes(write_ofd(set_pages(text, indent=indent, head="云溪县 内部")), path="paper.ofd")
    assert report.document.format == "ofd"
    assert (report.status, report.score) == (told.status, told.score)
    for one, two in zip(report.sections, told.sections, strict=True):
        assert (one.id, one.status, one.placement, one.score) == (
            two.id,
            two.status,
            two.placement,
            two.score,
        )
    for got, want in zip(report.findings, told.findings, strict=True):
        assert (got.rule, got.severity, got.message) == (want.rule, want.severity, want.message)
        assert got.place.excerpt == want.place.excerpt
        assert got.place.page


def test_a_paper_with_a_scanned_page_is_partly_read() -> None:
    """What is not found may stand there: nothing is said to be absent."""
    report = check_bytes(write_ofd([SHEETS[0], SCAN]), path="p.ofd")
    assert report.status is ReportStatus.PARTLY_READ
    assert [text.zh for text in report.document.unread] == ["第2页为扫描件，没有文字"]
    assert {one.status for one in report.sections} & {Status.SKIPPED, Status.MISSING} == {Status.SKIPPED}


def test_scans_alone_are_refused() -> None:
    """As in PDF."""
    with pytest.raises(ReadError, match="全部 2 页都是扫描件"):
        text_of(write_ofd([SCAN, SCAN]))


def test_letters_drawn_as_shapes_are_no_text() -> None:
    """As in PDF."""
    found = read(File(write_ofd([SHEETS[0], Sheet(strokes=300)])))
    assert [text.zh for text in found.unread] == ["第2页为扫描件，没有文字"]


def test_all_documents_of_a_file_are_read() -> None:
    """In order, their pages counted on."""
    document = read(File(write_ofd(SHEETS[:5], SHEETS[5:])))
    assert document.text == PAPER
    assert len(document.pages) == 9


@pytest.mark.parametrize("prefix", ["", "x:", "ofd:"])
def test_any_prefix_is_read(prefix: str) -> None:
    """Programs name OFD's namespace as they like."""
    space = f"xmlns{':' + prefix[:-1] if prefix else ''}="
    data = write_ofd(SHEETS)
    for name in ("OFD.xml", "Doc_0/Document.xml", *(f"Doc_0/Pages/Page_{n}/Content.xml" for n in range(9))):
        data = _changed(_changed(data, name, "xmlns:ofd=", "XMLNS"), name, "ofd:", prefix)
        data = _changed(data, name, "XMLNS", space)
    assert text_of(data) == PAPER


def test_paths_from_the_top_are_read() -> None:
    """Where a folder of the document is named again, and with backslashes."""
    data = _changed(write_ofd(SHEETS), "Doc_0/Document.xml", 'BaseLoc="Pages/', 'BaseLoc="/Doc_0/Pages/')
    assert text_of(data) == PAPER
    data = _changed(write_ofd(SHEETS), "Doc_0/Document.xml", 'BaseLoc="Pages/', 'BaseLoc="Doc_0\\Pages/')
    assert text_of(data) == PAPER


def test_groups_are_read_in_their_place() -> None:
    """Layers hold blocks, blocks hold blocks."""
    line = text_object(Run("一、工作情况", 112, 300))
    group = f"<ofd:PageBlock><ofd:PageBlock>{line}</ofd:PageBlock></ofd:PageBlock>"
    assert with_objects(group).text.startswith("一、工作情况\n")


def test_compound_units_are_read() -> None:
    """What the resources define once and pages show somewhere."""
    line = text_object(Run("一、工作情况", 0, 20))
    unit = f'<ofd:CompositeGraphicUnit ID="9"><ofd:Content>{line}</ofd:Content></ofd:CompositeGraphicUnit>'
    resources = (
        f'<ofd:Res xmlns:ofd="x"><ofd:CompositeGraphicUnits>{unit}</ofd:CompositeGraphicUnits></ofd:Res>'
    )
    shown = (
        '<ofd:CompositeObject ResourceID="9" Boundary="40 200 90 20"/><ofd:CompositeObject ResourceID="8"/>'
    )
    data = write_ofd(SHEETS, more={"Doc_0/Res.xml": resources})
    common = "<ofd:CommonData>"
    data = _changed(data, "Doc_0/Document.xml", common, f"{common}<ofd:PublicRes>Res.xml</ofd:PublicRes>")
    data = _changed(data, "Doc_0/Pages/Page_8/Content.xml", "</ofd:Layer>", f"{shown}</ofd:Layer>")
    assert "一、工作情况" in text_of(data).split("\n")


def code(text: str, deltas: str, **more: object) -> str:
    told = "".join(f' {name}="{value}"' for name, value in more.items())
    inside = f'<ofd:TextCode X="0" Y="5" {deltas}>{text}</ofd:TextCode>'
    return f'<ofd:TextObject Boundary="30 60 150 7" Size="5"{told}>{inside}</ofd:TextObject>'


@pytest.mark.parametrize(
    ("objects", "line"),
    [
        (code("推进依法行政", 'DeltaX="g 5 5"'), "推进依法行政"),
        (code("推进依法行政", 'DeltaX="5 5 g 2 5"'), "推进依法行政"),
        (code("推进依法行政", ""), "推进依法行政"),
        (code("推进依法行政", 'DeltaX="g 999999999 5"'), "推进依法行政"),
        (code("推进依法行政", 'DeltaX="g x"'), "推进依法行政"),
        (code("存在问题", 'DeltaX="g 3 11"'), "存在问题"),
        (code("共 12 件", 'DeltaX="5 2.5 2.5 2.5 2.5"'), "共 12 件"),
        (code("甲乡乙乡", 'DeltaX="5 25 5"'), "甲乡\u3000乙乡"),
        (code("推进依法行政", 'DeltaX="g 5 2.5"', CTM="2 0 0 2 0 0"), "推进依法行政"),
        (code("⾏政⻅证", 'DeltaX="g 3 5"'), "行政见证"),
        (code("推进", 'DeltaX="5"') + code("依法", 'DeltaX="5"').replace("30 60", "40 60"), "推进依法"),
        (code("推进", 'DeltaX="5"') + code("依法", 'DeltaX="5"').replace("30 60", "50 60"), "推进\u3000依法"),
    ],
)
def test_characters_are_placed_by_their_distances(objects: str, line: str) -> None:
    """Distances told one by one, as repeats, badly or not at all."""
    assert with_objects(objects).text.split("\n")[0] == line


def test_lines_of_one_text_object_are_lines() -> None:
    """DeltaY begins a new one; a second code goes on where it says."""
    falling = code("推进依法", 'DeltaX="5 -5 5" DeltaY="0 9 0"')
    assert with_objects(falling).text.split("\n")[:2] == ["推进", "依法"]
    two = '<ofd:TextCode X="0" Y="5">推进</ofd:TextCode><ofd:TextCode Y="15">依法</ofd:TextCode>'
    both = f'<ofd:TextObject Boundary="30 60 150 7" Size="5">{two}</ofd:TextObject>'
    assert with_objects(both).text.split("\n")[:2] == ["推进", "依法"]


@pytest.mark.parametrize(
    "objects",
    [
        text_object(Run("内部资料", 200, 400, 40, slant=45)),
        text_object(Run("内部资料", 100, 400, 90)),
        code("内部资料", "", CTM="0.7 -0.7 0.7 0.7 0 0"),
        code("内部资料", "", Visible="false"),
        code("内部资料", "").replace('Size="5"', ""),
    ],
)
def test_watermarks_and_what_is_not_shown_are_left_out(objects: str) -> None:
    """Text that runs aslant or is as large as a hand is no text of the paper."""
    assert "内部资料" not in with_objects(objects).text


def test_templates_are_part_of_each_page() -> None:
    """Their running heads and watermarks are left out like a page's own, other text is read."""
    mark = text_object(Run("云溪县司法局", 200, 50, 10)) + text_object(Run("内部", 200, 500, 40, slant=30))
    assert text_of(write_ofd(SHEETS, template=mark)) == PAPER
    body = text_object(Run("一、县司法局坚持以习近平法治思想为指导，推进依法行政。", 80, 300))
    assert text_of(write_ofd([Sheet()], template=body)).startswith("一、县司法局")


def test_an_image_in_a_template_is_told() -> None:
    """A template's page-filling image over no text is a scan."""
    box = f'<ofd:ImageObject Boundary="0 0 {595 * MM} {842 * MM}"/>'
    with pytest.raises(ReadError, match="整页是扫描件"):
        text_of(write_ofd([Sheet()], template=box))


def test_the_box_of_a_page_goes_before_that_of_all() -> None:
    """A box that does not begin at nought shifts what is on it."""
    objects = "<ofd:Area><ofd:PhysicalBox>10 20 210 297</ofd:PhysicalBox></ofd:Area><ofd:Content>"
    shifted = [
        replace(it, runs=[replace(run, x=run.x + 10 / MM, y=run.y + 20 / MM) for run in it.runs])
        for it in SHEETS
    ]
    data = write_ofd(shifted)
    for number in range(len(SHEETS)):
        data = _changed(data, f"Doc_0/Pages/Page_{number}/Content.xml", "<ofd:Content>", objects)
    assert text_of(data) == PAPER


def test_encrypted_files_are_named() -> None:
    """An OFD lists what is encrypted."""
    data = write_ofd(SHEETS, more={"Encryptions.xml": "<x/>"})
    with pytest.raises(ReadError, match="加密的 OFD，没有读取") as caught:
        text_of(data)
    assert "encrypted OFD" in caught.value.reason_en


@pytest.mark.parametrize(
    "data",
    [
        write_ofd(SHEETS)[:900],
        pack({"OFD.xml": "<OFD><DocBody>"}),
        pack({"OFD.xml": "<OFD/>"}),
        pack({"OFD.xml": "<OFD><DocRoot>Doc_0/Document.xml</DocRoot></OFD>"}),
        pack({"a/OFD.xml": "<OFD/>"}),
        _changed(write_ofd(SHEETS), "Doc_0/Document.xml", "Page_3", "Page_33"),
    ],
)
def test_damaged_files_are_refused(data: bytes) -> None:
    """A file that is cut off, or of which a part is missing, is not read by halves."""
    with pytest.raises(ReadError, match="已损坏或不完整"):
        text_of(data)


def test_too_many_pages_are_refused() -> None:
    """No report has 2,000."""
    pages = '<Page BaseLoc="p.xml"/>' * 2001
    data = pack({"OFD.xml": "<OFD><DocRoot>d.xml</DocRoot></OFD>", "d.xml": f"<D><Pages>{pages}</Pages></D>"})
    with pytest.raises(ReadError, match="页数太多（2001 页，最多 2,000 页）"):
        text_of(data)


def test_the_content_tells_an_ofd() -> None:
    """Whatever its name."""
    assert read(File(write_ofd(SHEETS), "paper.txt")).format == "ofd"
    found = next(one for one in formats() if one.name.zh == "OFD")
    assert (found.suffixes, found.missing) == ((".ofd",), None)
