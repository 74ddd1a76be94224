"""The commented copy: every comment at its place, every word as it was."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
from makers.papers import as_docx

from lawcheck import Report
from lawcheck.annotate import annotate
from lawcheck.api import check_bytes
from lawcheck.cli import main
from lawcheck.errors import ReadError, UsageError
from lawcheck.readers import File
from lawcheck.readers._word.names import W, transitional
from lawcheck.readers._word.office import program
from lawcheck.readers._word.reading import read_word

Capture = pytest.CaptureFixture[str]
TESTS = Path(__file__).parent
GAPPY = (TESTS.parent / "examples" / "gappy.txt").read_text("utf-8")
GOOD = (TESTS.parent / "examples" / "complete.txt").read_text("utf-8")
PAPERS = {
    "typed": as_docx(GAPPY),
    "automatic": as_docx(GAPPY, automatic=True),
    "complete": as_docx(GOOD),
}


def checked(data: bytes) -> Report:
    return check_bytes(data, path="paper.docx")


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def rebuilt(data: bytes, **changed: bytes) -> bytes:
    """Return an archive with parts changed; ``__`` in their names stands for a slash."""
    made = BytesIO()
    new = {name.replace("__", "/") + ".xml": part for name, part in changed.items()}
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, part in (parts(data) | new).items():
            target.writestr(name, part)
    return made.getvalue()


def texts(data: bytes) -> list[str]:
    return [block.text for block in read_word(File(data)).blocks]


def comments(data: bytes) -> dict[str, str]:
    """Return the text between the marks of each comment, by its id."""
    root = ElementTree.fromstring(transitional(parts(data)["word/document.xml"]))
    opened: dict[str, list[str]] = {}
    done: dict[str, str] = {}
    for element in root.iter():
        id_ = element.get(W + "id", "")
        if element.tag == W + "commentRangeStart":
            opened[id_] = []
        elif element.tag == W + "commentRangeEnd":
            done[id_] = "".join(opened.pop(id_))
        elif element.tag == W + "t":
            for text in opened.values():
                text.append(element.text or "")
    assert not opened
    return done


@pytest.mark.parametrize("name", PAPERS)
def test_the_copy_says_the_same_and_has_a_comment_for_each_finding(name: str) -> None:
    data = PAPERS[name]
    report = checked(data)
    copy = annotate(data, report)
    assert texts(copy) == texts(data)
    told = docx.Document(BytesIO(copy)).comments
    assert len(list(told)) == len(report.findings)
    for comment, finding in zip(told, report.findings, strict=True):
        assert comment.author == "lawcheck"
        for said in (
            finding.message,
            finding.expected,
            finding.actual,
            finding.basis,
            finding.hint,
            finding.rule,
        ):
            assert said in comment.text.replace("\n", "")


@pytest.mark.parametrize("name", PAPERS)
def test_each_comment_stands_at_its_finding(name: str) -> None:
    """Automatic numbers are no text of the file: the mark begins behind them."""
    data = PAPERS[name]
    report = checked(data)
    marked = comments(annotate(data, report))
    assert len(marked) == len(report.findings)
    for finding, text in zip(report.findings, marked.values(), strict=True):
        excerpt = finding.place.excerpt
        assert text
        assert text == excerpt or (name == "automatic" and excerpt.endswith(text))


def test_a_missing_part_is_told_at_a_heading() -> None:
    data = PAPERS["typed"]
    report = checked(data)
    at = next(number for number, it in enumerate(report.findings) if it.rule == "leadership")
    text = list(comments(annotate(data, report)).values())[at]
    assert text == "二、法治政府建设取得的成效" or text.startswith(("一、", "二、", "南桥区"))


def test_nothing_but_the_marks_is_changed() -> None:
    """Every part but the three that must change keeps its bytes; the text part keeps its own."""
    data = PAPERS["typed"]
    before, after = parts(data), parts(annotate(data, checked(data)))
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/comments.xml",
        "[Content_Types].xml",
    }
    bare = re.sub(rb"<w:r [^>]*><w:commentReference [^>]*/></w:r>", b"", after["word/document.xml"])
    bare = re.sub(rb"<w:commentRange[^>]*/>", b"", bare)
    bare = re.sub(rb' xml:space="preserve"', b"", bare)
    bare = re.sub(rb"</w:t></w:r><w:r><w:t>", b"", bare)
    assert bare == re.sub(rb' xml:space="preserve"', b"", before["word/document.xml"])


def test_the_same_paper_gives_the_same_bytes() -> None:
    data = PAPERS["typed"]
    assert annotate(data, checked(data)) == annotate(data, checked(data))


def test_comments_that_were_there_stay() -> None:
    data = PAPERS["typed"]
    paper = docx.Document(BytesIO(data))
    paper.add_comment(paper.paragraphs[2].runs[0], text="请局办核对", author="王五")
    made = BytesIO()
    paper.save(made)
    report = checked(made.getvalue())
    told = list(docx.Document(BytesIO(annotate(made.getvalue(), report))).comments)
    assert [(it.author, it.text) for it in told[:1]] == [("王五", "请局办核对")]
    assert len(told) == len(report.findings) + 1
    assert len({it.comment_id for it in told}) == len(told)


def body(data: bytes) -> bytes:
    return parts(data)["word/document.xml"]


TYPED = PAPERS["typed"]


def variants() -> Iterator[tuple[str, bytes]]:
    """Yield the same paper in other ways of writing XML."""
    text = body(TYPED)
    yield "other prefix", rebuilt(
        TYPED, word__document=text.replace(b"<w:", b"<x:").replace(b"</w:", b"</x:")
        .replace(b"xmlns:w=", b"xmlns:x=").replace(b" w:", b" x:"),
    )  # fmt: skip
    yield "utf-16", rebuilt(TYPED, word__document=re.sub(r"<\?xml.*?\?>", "", text.decode()).encode("utf-16"))
    yield "comments inside", rebuilt(TYPED, word__document=text.replace(b"<w:p>", b"<!-- a > b --><w:p>"))
    yield "entities", rebuilt(TYPED, word__document=re.sub("年".encode(), b"&#x5E74;", text))
    yield "bold runs", rebuilt(
        TYPED, word__document=text.replace(b"<w:r><w:t", b'<w:r><w:rPr><w:b/></w:rPr><w:t')
    )  # fmt: skip
    yield (
        "inside an insertion",
        rebuilt(
            TYPED,
            word__document=text.replace(b"<w:r>", b'<w:ins w:id="9" w:author="a"><w:r>').replace(
                b"</w:r>", b"</w:r></w:ins>"
            ),
        ),
    )
    strict = (
        (b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
         b"http://purl.oclc.org/ooxml/wordprocessingml/main"),
        (b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
         b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
    )  # fmt: skip
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name, part in parts(TYPED).items():
            target.writestr(name, part.replace(*strict[0]).replace(*strict[1]))
    yield "strict", made.getvalue()


VARIANTS = dict(variants())


@pytest.mark.parametrize("name", VARIANTS)
def test_every_way_of_writing_the_file_is_kept(name: str) -> None:
    data = VARIANTS[name]
    report = checked(data)
    assert [(it.rule, it.place.excerpt) for it in report.findings] == [
        (it.rule, it.place.excerpt) for it in checked(TYPED).findings
    ]
    copy = annotate(data, report)
    assert texts(copy) == texts(data)
    marked = comments(copy)
    assert [it.place.excerpt for it in report.findings] == list(marked.values())


def test_a_line_end_in_the_xml_is_one_character() -> None:
    """Windows programs write two bytes, which the text counts as one blank."""
    broken = body(TYPED).replace("受理群众投诉举报".encode(), "受理\r\n群众投诉举报".encode())
    data = rebuilt(TYPED, word__document=broken)
    report = checked(data)
    marked = [text.replace("\n", " ") for text in comments(annotate(data, report)).values()]
    assert b"\r\n" in broken
    assert [it.place.excerpt for it in report.findings] == marked


def test_what_stands_in_boxes_and_notes_is_told_at_their_paragraph() -> None:
    """Word allows no comments inside text boxes and footnotes."""
    inside = "<w:p><w:r><w:t>本年行政机关负责人出庭应诉率达到105%。</w:t></w:r></w:p>"
    box = (
        '<w:p><w:r><w:t>见图。</w:t></w:r><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">'
        f"<v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    ).encode()
    at = body(TYPED).index(b"<w:p>", body(TYPED).index("（二）".encode()))
    data = rebuilt(TYPED, word__document=body(TYPED)[:at] + box + body(TYPED)[at:])
    report = checked(data)
    number = next(n for n, it in enumerate(report.findings) if "105" in it.place.excerpt)
    copy = annotate(data, report)
    assert list(comments(copy).values())[number].startswith("见图。")
    assert inside.encode() in body(copy)


def test_a_partly_read_paper_says_so_first() -> None:
    """The comment stands at the title."""
    picture = (
        b'<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        b'wordprocessingDrawing"><wp:extent cx="7000000" cy="10000000"/><a:blip xmlns:a="http://schemas.'
        b'openxmlformats.org/drawingml/2006/main"/></wp:inline></w:drawing></w:r></w:p><w:sectPr'
    )
    data = rebuilt(TYPED, word__document=body(TYPED).replace(b"<w:sectPr", picture, 1))
    report = checked(data)
    assert report.status == "partly_read"
    told = list(docx.Document(BytesIO(annotate(data, report))).comments)
    assert "没有读取" in told[0].text
    assert len(told) == len(report.findings) + 1


OFFICE = program()


@pytest.mark.skipif(OFFICE is None, reason="no office program here")
@pytest.mark.parametrize("name", ["typed", "automatic"])
def test_an_office_program_finds_every_comment_at_its_place(name: str, tmp_path: Path) -> None:
    data = PAPERS[name]
    report = checked(data)
    source = tmp_path / "paper.docx"
    source.write_bytes(annotate(data, report))
    assert OFFICE is not None
    subprocess.run(
        [OFFICE, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "fodt", "--outdir", str(tmp_path), str(source)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    found = list(_annotated(ElementTree.parse(tmp_path / "paper.fodt").getroot()))
    assert sorted(found) == sorted(comments(annotate(data, report)).values())


def _annotated(root: ElementTree.Element) -> Iterator[str]:
    """Yield the text that each comment of an OpenDocument text is about."""
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    opened: dict[str, str] = {}

    def walk(element: ElementTree.Element) -> Iterator[str]:
        if element.tag == office + "annotation":
            opened[element.get(office + "name", "")] = ""
        elif element.tag == office + "annotation-end":
            yield opened.pop(element.get(office + "name", ""))
        else:
            _append(element.text)
            for child in element:
                yield from walk(child)
                _append(child.tail)

    def _append(text: str | None) -> None:
        for name in opened:
            opened[name] += (text or "").replace("\n", "")

    for text in root.iter("{urn:oasis:names:tc:opendocument:xmlns:office:1.0}text"):
        yield from walk(text)


# The command

OTHER = as_docx("云溪县2025年政府信息公开工作年度报告\n一、总体情况\n主动公开政府信息十二条。")


def call(capsys: Capture, *args: str) -> tuple[int, str, str]:
    status = main(["annotate", *args])
    out, err = capsys.readouterr()
    return status, out, err


def test_the_command_writes_a_copy_beside_the_paper(tmp_path: Path, capsys: Capture) -> None:
    paper = tmp_path / "报告.docx"
    paper.write_bytes(TYPED)
    status, out, _ = call(capsys, str(paper))
    copy = tmp_path / "报告_批注.docx"
    assert status == 0
    assert out == f"写了 {len(checked(TYPED).findings)} 条批注：{copy}\n"
    assert paper.read_bytes() == TYPED
    assert texts(copy.read_bytes()) == texts(TYPED)
    assert sorted(it.name for it in tmp_path.iterdir()) == ["报告.docx", "报告_批注.docx"]


def test_a_copy_that_is_there_is_not_overwritten_unasked(tmp_path: Path, capsys: Capture) -> None:
    paper, copy = tmp_path / "a.docx", tmp_path / "a_批注.docx"
    paper.write_bytes(TYPED)
    copy.write_bytes(b"mine")
    status, out, err = call(capsys, str(paper))
    assert (status, out) == (2, "")
    assert "-o" in err
    assert copy.read_bytes() == b"mine"
    assert call(capsys, str(paper), "-o", str(copy))[0] == 0
    assert texts(copy.read_bytes()) == texts(TYPED)


def test_the_original_is_never_the_copy(tmp_path: Path, capsys: Capture) -> None:
    paper = tmp_path / "a.docx"
    paper.write_bytes(TYPED)
    status, _, err = call(capsys, str(paper), "-o", str(tmp_path / "." / "a.docx"))
    assert status == 2
    assert "覆盖" in err
    assert paper.read_bytes() == TYPED


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (GAPPY.encode(), "a.txt", "只有 Word 文档（.docx）能写批注"),
        ((TESTS / "files" / "complete.doc").read_bytes(), "a.doc", "只有 Word 文档（.docx）能写批注"),
        (OTHER, "a.docx", "--force"),
        (TYPED[:2000], "a.docx", "已损坏"),
        (b"", "a.docx", "空"),
    ],
)  # fmt: skip
def test_what_cannot_be_commented_on_is_told(
    data: bytes, name: str, says: str, tmp_path: Path, capsys: Capture
) -> None:
    paper = tmp_path / name
    paper.write_bytes(data)
    status, out, err = call(capsys, str(paper))
    assert (status, out) == (3, "")
    assert says in err
    assert [it.name for it in tmp_path.iterdir()] == [name]


def test_wrong_calls(tmp_path: Path, capsys: Capture) -> None:
    assert call(capsys)[0] == 2
    assert call(capsys, str(tmp_path / "nothing.docx"))[0] == 3
    paper = tmp_path / "a.docx"
    paper.write_bytes(TYPED)
    assert call(capsys, str(paper), "--select", "nonsense")[0] == 2
    assert call(capsys, str(paper), "-o", str(tmp_path / "no" / "a.docx"))[0] == 2


def test_selected_rules_and_english(tmp_path: Path, capsys: Capture) -> None:
    paper = tmp_path / "a.docx"
    paper.write_bytes(TYPED)
    status, out, _ = call(capsys, str(paper), "--select", "form", "--lang", "en")
    assert status == 0
    assert "comments written" in out
    told = list(docx.Document(str(tmp_path / "a_批注.docx")).comments)
    wanted = [it for it in checked(TYPED).findings if it.rule.startswith("form")]
    assert len(told) == len(wanted) > 0
    assert all("(rule form." in it.text for it in told)


def test_nothing_to_tell_is_said(tmp_path: Path, capsys: Capture) -> None:
    paper = tmp_path / "a.docx"
    paper.write_bytes(PAPERS["complete"])
    status, out, _ = call(capsys, str(paper))
    assert status == 0
    assert "没有发现问题" in out
    assert (tmp_path / "a_批注.docx").exists()


def test_a_report_on_another_file_is_refused() -> None:
    """Its places would be those of another text."""
    with pytest.raises(UsageError, match="不是这个文件"):
        annotate(PAPERS["complete"], checked(TYPED))
    with pytest.raises(UsageError, match="不是这个文件"):
        annotate(TYPED, check_bytes(GAPPY.encode(), path="paper.txt"))


def test_bytes_that_are_no_word_file_are_refused() -> None:
    with pytest.raises(ReadError):
        annotate(b"PK\x03\x04", checked(TYPED))
