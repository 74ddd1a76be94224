"""The views of a run over many papers: the workbook and the page, and who issued a paper."""

from __future__ import annotations

import gc
import io
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import openpyxl
import pytest
from browsing import browser, needs_browser
from fabricated import HOSTILE, complete, document, gappy, hostile, not_applicable, partly_read, several
from lxml import html as lxml_html
from openpyxl.utils.escape import unescape
from playwright.sync_api import Page
from quotations import bare

import lawcheck
from lawcheck import cli
from lawcheck.cli import _streams
from lawcheck.errors import ReadError, UsageError
from lawcheck.gate import Gate, Tally
from lawcheck.model import Report, Run, Severity, Suppressed, Suppression, Unreadable
from lawcheck.renderers import Look, html, jsonl, media, render, xlsx
from lawcheck.renderers._clean import clean
from lawcheck.renderers._identity import Identity, identity
from lawcheck.renderers._overview.survey import survey
from lawcheck.renderers._xlsx import book as workbook
from lawcheck.results import load
from lawcheck.text.file_names import read_file_name

ROOT = Path(__file__).parents[1]
Answer = Report | Unreadable
SHEETS = ("概览", "必备部分", "问题", "没有结论")


class Writes(Protocol):
    def __call__(self, answers: Any, file: BinaryIO, look: Look, tally: Tally) -> None: ...


WRITERS: dict[str, Writes] = {"xlsx": xlsx.write, "html": html.write}


def book(data: str | bytes) -> Any:
    assert isinstance(data, bytes)
    return openpyxl.load_workbook(io.BytesIO(data))


def cells(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def workbook_of(run: Run) -> bytes:
    data = render(run, "xlsx", Look(gate=Gate()))
    assert isinstance(data, bytes)
    return data


def page(data: str | bytes) -> Any:
    assert isinstance(data, bytes)
    return lxml_html.document_fromstring(data.decode("utf-8"))


def english(run: Run) -> Run:
    return replace(run, lang="en", reports=tuple(replace(report, lang="en") for report in run.reports))


def many(count: int) -> Run:
    """Return a run over papers with scores that differ, every tenth not read."""
    papers = []
    for number in range(count):
        paper = gappy(f"p/{number:05}.txt") if number % 3 else replace(complete(), path=f"p/{number:05}.txt")
        papers.append(replace(paper, score=float(number * 37 % 1001) / 10))
    unread = tuple(Unreadable(f"p/东岭市水利局{number}.pdf", "扫描件") for number in range(count // 10))
    return Run(tuple(papers), unread)


# Who issued it

NAMES = {
    "云溪县司法局2025年法治政府建设年度报告.docx": ("云溪县司法局", 2025),
    "东岭市/白石镇/2024年度法治政府建设情况报告.txt": ("东岭市白石镇", 2024),
    "2023_青湖县水利局.pdf": ("青湖县水利局", 2023),
    "关于2024年度法治政府建设情况的报告.doc": (None, 2024),
    "附件2：云溪县2024年法治政府建设情况报告.pdf": ("云溪县", 2024),
    "附件：云溪县2024年法治政府建设情况报告.pdf": ("云溪县", 2024),
    "0012云溪县司法局2024年报告.pdf": ("云溪县司法局", 2024),
    "12.云溪县司法局2024年报告.pdf": ("云溪县司法局", 2024),
    "（三）青湖县水利局.docx": ("青湖县水利局", None),
    "2024年度云溪县司法局法治政府建设年度报告.docx": ("云溪县司法局", 2024),
    "云溪县司法局-2024年法治政府建设年度报告(1).docx": ("云溪县司法局", 2024),
    "白石镇法治政府建设报告2024.docx": ("白石镇", 2024),
    "云溪县/县司法局/2024.pdf": ("云溪县司法局", 2024),
    "云溪县/司法局2024年法治政府建设年度报告.docx": ("云溪县司法局", 2024),
    "2024年度/云溪县司法局.docx": ("云溪县司法局", 2024),
    "2025年报送/各乡镇/白石镇.docx": ("白石镇", None),
    "乡镇/白石镇.docx": ("白石镇", None),
    "报送\\云溪县水利局\\法治政府建设年度报告（2024）.docx": ("云溪县水利局", 2024),
    "云溪县水利局2024.3.5.docx": ("云溪县水利局", None),
    "20240305云溪县水利局.docx": ("云溪县水利局", None),
    "中共云溪县委、云溪县人民政府关于2024年度法治政府建设情况的报告.docx": (
        "中共云溪县委、云溪县人民政府",
        2024,
    ),
    "二〇二四年云溪县法治政府建设年度报告.wps": ("云溪县", 2024),
    "report.pdf": (None, None),
    "papers/complete.txt": (None, None),
    "-": (None, None),
    "": (None, None),
}


@pytest.mark.parametrize(("path", "told"), NAMES.items())
def test_a_file_name_tells_issuer_and_year(path: str, told: tuple[str | None, int | None]) -> None:
    assert read_file_name(path) == told


def test_a_long_file_name_is_read_quickly() -> None:
    assert read_file_name("（" * 100_000 + "1" * 100_000).year is None


def test_what_the_paper_says_goes_before_the_name_of_the_file() -> None:
    named = "青湖市水利局2021年法治政府建设年度报告.txt"
    assert identity(gappy(named)) == Identity("云溪县人民政府", "county", 2023, False)
    silent = replace(gappy(named), document=document(issuer=None, level=None, year=None))
    assert identity(silent) == Identity("青湖市水利局", "city", 2021, True)
    assert identity(Unreadable(named, "扫描件")) == Identity("青湖市水利局", "city", 2021, True)
    assert identity(replace(silent, path="a.txt")) == Identity(None, None, None, False)
    partly = replace(gappy(named), document=document(year=None))
    assert identity(partly) == Identity("云溪县人民政府", "county", 2021, True)


@pytest.mark.parametrize("format", ["xlsx", "html"])
def test_what_the_name_of_the_file_told_is_marked(format: str) -> None:
    data = render(Run((), (Unreadable("青湖市水利局2021年报告.pdf", "扫描件"),)), format)
    told = str(cells(book(data)["必备部分"])) if format == "xlsx" else page(data).text_content()
    assert "青湖市水利局*" in told


# What is counted


def test_the_survey_counts_everything() -> None:
    run = several()
    counted = survey([*run.reports, *run.unreadable], Tally.of(run), Gate())
    assert (counted.papers, counted.unreadable, counted.without_verdict) == (6, 2, 4)
    assert counted.findings == 6
    assert counted.severities == Counter({Severity.ERROR: 3, Severity.WARNING: 2, Severity.INFO: 1})
    assert (counted.mean(), counted.median()) == (75.7, 75.7)
    assert counted.bins() == [0, 0, 0, 0, 0, 1, 0, 0, 0, 1]
    assert counted.frequent()[0].papers == 1
    assert counted.reasons == tuple(reason.zh for reason in Gate().reasons(several()))


def test_the_survey_spares_what_does_no_harm() -> None:
    run = Run((gappy(), not_applicable()), met=frozenset({gappy().path, not_applicable().path}))
    shown = page(render(run, "html", Look(gate=Gate()))).text_content()
    assert "没有结论 1" in shown
    assert "份文件没有结论" not in shown


def test_no_papers_have_no_scores() -> None:
    counted = survey([], Tally.of(Run()))
    assert (counted.mean(), counted.median(), counted.bins()) == (None, None, [0] * 10)


# Workbook


def test_a_workbook_has_a_sheet_for_each_view() -> None:
    made = book(render(several(), "xlsx", Look(gate=Gate())))
    assert tuple(made.sheetnames) == SHEETS
    overview = {row[0]: row[1] for row in cells(made["概览"]) if row[0]}
    assert (overview["文件"], overview["有缺漏"], overview["未能读取"], overview["错误"]) == (6, 1, 2, 3)
    assert overview["平均得分"] == 75.7
    assert any(str(row[0]).startswith("未通过：") for row in cells(made["概览"]))
    assert len(made["概览"]._charts) == 3
    for name in SHEETS[1:]:
        assert made[name].freeze_panes == "B2"
        assert made[name].auto_filter.ref.startswith("A1:")


def test_a_workbook_tells_every_paper_and_part() -> None:
    heads, *papers = cells(book(render(several(), "xlsx", Look(gate=Gate())))["必备部分"])
    assert heads[:6] == ["发文机关", "层级", "年度", "得分", "结论", "是否通过"]
    assert [paper[-1] for paper in papers] == [
        *(it.path for it in several().reports),
        *(it.path for it in several().unreadable),
    ]
    assert papers[1][:6] == ["云溪县人民政府", "县级", 2023, 51.3, "有缺漏", "未通过"]
    assert papers[1][6:10] == ["薄弱", "达到", "薄弱", "缺失"]
    assert papers[1][10:13] == [3, 2, 1]
    assert papers[2][3:6] == [None, "不适用", "没有结论"]
    assert papers[2][6:13] == [None] * 7


def test_a_workbook_tells_every_finding() -> None:
    heads, *told = cells(book(render(several(), "xlsx"))["问题"])
    assert len(told) == len(gappy().findings)
    found = {row[heads.index("规则")]: dict(zip(heads, row, strict=True)) for row in told}
    for finding in gappy().findings:
        row = found[finding.rule]
        assert row["问题"] == finding.message
        assert row["应有"] == finding.expected
        assert clean(finding.place.excerpt) in (row["原文"] or "")
        assert row["建议"] == (finding.hint or None)
        assert row["依据"] == (finding.basis or None)
        assert row["文件"] == gappy().path
    assert found["figures.percentage"]["必备部分"] == "全文"
    assert found["leadership"]["必备部分"].startswith("党政主要负责人")


def test_a_workbook_tells_what_has_no_verdict_and_why() -> None:
    _, *told = cells(book(render(several(), "xlsx"))["没有结论"])
    reasons = {row[4]: (row[2], row[3]) for row in told}
    assert reasons["papers/空.txt"] == ("未能读取", "文件是空的")
    assert reasons["papers/扫描.pdf"][0] == "未读全"
    assert "第3、4页未能读取" in reasons["papers/扫描.pdf"][1]
    assert "--force" in reasons["papers/公开年报.txt"][1]


def test_a_workbook_tells_what_is_let_stand() -> None:
    first, *others = gappy().findings
    by = Suppression("leadership", "已向上级说明", source="lawcheck.toml:1")
    report = replace(gappy(), findings=tuple(others), suppressed=(Suppressed(first, by),))
    heads, *told = cells(book(render(Run((report,)), "xlsx"))["问题"])
    assert len(told) == 6
    assert told[-1][heads.index("处理")] == "略过：已向上级说明"


FORMULAS = (
    '=HYPERLINK("http://a.b","x")',
    "@SUM(A1)",
    "+1+1",
    "-1",
    "http://a.b/c",
    "mailto:a@b.c",
    "12.5",
    "_x0041_",
)


def told(cell: Any) -> Any:
    """Return what a cell shows: openpyxl leaves _x005F_, by which _x0041_ is kept from being an A."""
    return unescape(cell.value) if isinstance(cell.value, str) else cell.value


@pytest.mark.parametrize("text", FORMULAS)
def test_text_of_a_paper_is_text(text: str) -> None:
    bad = replace(gappy().findings[0], message=text, actual=text, hint=text)
    report = replace(gappy(text), findings=(bad,), document=document(issuer=text, title=text))
    made = book(render(Run((report,), (Unreadable(text, text),)), "xlsx"))
    values = [cell for sheet in made for row in sheet.iter_rows() for cell in row if told(cell) == text]
    assert len(values) >= 6
    assert {cell.data_type for cell in values} <= {"s", "inlineStr"}
    assert not any(cell.hyperlink for cell in values)
    assert not any(cell.data_type == "f" for sheet in made for row in sheet.iter_rows() for cell in row)


def test_hostile_text_stays_in_its_cell() -> None:
    made = book(render(Run((hostile(),), (Unreadable(f"{HOSTILE}\uffff\ud800", HOSTILE),)), "xlsx"))
    for sheet in made:
        for row in cells(sheet):
            for value in filter(lambda it: isinstance(it, str), row):
                assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\uffff]", value)
    heads, told = cells(made["问题"])
    assert "\\x1b[31m红" in told[heads.index("问题")]


def test_a_very_long_text_is_cut_to_what_a_cell_holds() -> None:
    assert len(workbook.fit("字" * 40_000)) == 32_767
    assert len(workbook.fit("𠮷" * 20_000).encode("utf-16-le")) // 2 <= 32_767
    assert workbook.fit("字" * 32_767) == "字" * 32_767
    path = "长" * 40_000
    made = book(render(Run((), (Unreadable(path, "空"),)), "xlsx"))
    assert len(cells(made["没有结论"])[1][4]) == 32_767


def test_a_table_goes_on_on_a_further_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 5)
    made = book(render(Run((gappy("a.txt"), gappy("b.txt"))), "xlsx"))
    assert made.sheetnames == ["概览", "必备部分", "问题", "问题2", "问题3", "没有结论"]
    told = [row for name in ("问题", "问题2", "问题3") for row in cells(made[name])[1:]]
    assert len(told) == 12
    assert [cells(made[name])[0][0] for name in ("问题2", "问题3")] == ["发文机关"] * 2
    assert made["问题2"].auto_filter.ref == "A1:O5"


def test_a_workbook_in_english() -> None:
    run = english(several())
    made = book(render(run, "xlsx", Look(gate=Gate())))
    assert [bare(name) for name in made.sheetnames] == [[]] * 4
    of_the_run = str(run)
    for sheet in made:
        for value in (it for row in cells(sheet) for it in row if isinstance(it, str)):
            assert [word for word in bare(value) if word not in of_the_run] == []


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr(workbook, "import_module", missing)
    with pytest.raises(UsageError, match=r'附加组件 batch：pip install "lawcheck-cn\[batch\]"'):
        render(several(), "xlsx")


def test_no_screen_shows_a_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_streams, "is_screen", lambda: True)
    with pytest.raises(UsageError, match=r"-o result\.xlsx"):
        _streams.show(render(several(), "xlsx"), "xlsx", "en")


def test_a_workbook_goes_through_a_pipeline_as_it_is(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert cli.main(["check", str(ROOT / "examples/complete.txt"), "--format", "xlsx"]) == 0
    assert book(capfdbinary.readouterr().out)


@pytest.mark.skipif(not shutil.which("soffice"), reason="no office program here")
def test_an_office_program_opens_the_workbook(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook_of(many(20)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    how = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    subprocess.run(
        [
            "soffice",
            "--headless",
            profile,
            "--convert-to",
            how,
            "--outdir",
            str(tmp_path),
            str(tmp_path / "a.xlsx"),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    shown = {path.stem.partition("-")[2]: path.read_text("utf-8") for path in tmp_path.glob("*.csv")}
    assert set(shown) == set(SHEETS)
    assert shown["必备部分"].count("p/") == 22
    assert "#" not in shown["概览"]  # no broken value


# Page


def test_a_page_is_whole_and_asks_for_nothing() -> None:
    data = render(several(), "html", Look(gate=Gate()))
    assert isinstance(data, bytes)
    shown = data.decode("utf-8")
    tree = page(data)
    assert not re.search(r"\bsrc=|url\(|@import|https?://|<link|<iframe|<object|<img", shown)
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert all(link.startswith("#") for link in tree.xpath("//@href"))
    assert {link[1:] for link in tree.xpath("//@href")} <= set(tree.xpath("//@id"))
    assert len(tree.xpath("//@id")) == len(set(tree.xpath("//@id")))
    assert media("html") == "text/html"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_numbers_of_a_page_are_those_of_the_run(lang: str) -> None:
    run = several() if lang == "zh" else english(several())
    tree = page(render(run, "html", Look(gate=Gate())))
    totals = [each.text_content().split(None, 1) for each in tree.xpath("//ul[@class='totals']/li")]
    assert totals[0] == ["6", "文件" if lang == "zh" else "files"]
    assert ["3", "错误" if lang == "zh" else "error"] in totals
    (outcome,) = tree.xpath("//main[@id='overview']//p[contains(@class, 'outcome')]")
    reasons = [reason.say(lang) for reason in Gate().reasons(run)]
    assert all(reason in outcome.text_content() for reason in reasons)
    assert len(tree.xpath("//table[@id='matrix']/tbody/tr")) == 6
    assert len(tree.xpath("//table[@class='others']/tbody/tr")) == 4
    assert len(tree.xpath("//main[@class='report']")) == 3
    assert len(tree.xpath("//ol[@class='findings']/li")) == 6
    assert len(tree.xpath("//svg/title[text()]")) == len(tree.xpath("//svg/desc[text()]")) == 3


def test_a_page_in_english_has_no_chinese_of_ours() -> None:
    run = english(several())
    tree = page(render(run, "html", Look(gate=Gate())))
    of_the_run = str(run)
    for told in (*tree.itertext(), *tree.xpath("//@data-told|//@data-none|//@data-order|//@label")):
        if "{" not in told or "data" in told:
            assert [word for word in bare(str(told)) if word not in of_the_run] == []


def test_the_table_can_be_sorted_by_every_column_and_read_aloud() -> None:
    tree = page(render(several(), "html"))
    heads = tree.xpath("//table[@id='matrix']/thead/tr/th")
    assert all(head.get("scope") == "col" and head.get("aria-sort") == "none" for head in heads)
    assert all([button.tag for button in head] == ["button"] for head in heads)
    assert all(len(row) == len(heads) for row in tree.xpath("//table[@id='matrix']/tbody/tr"))
    assert {row[0].get("scope") for row in tree.xpath("//tbody/tr")} == {"row"}
    assert len(tree.xpath("//table/caption")) == len(tree.xpath("//table"))
    assert "✗缺失" in tree.xpath("//table[@id='matrix']/tbody/tr[2]")[0].text_content()


BAD = "</td></script><script>alert(1)</script><img src=x onerror=alert(1)> \" ' & &lt; {from}"


def test_text_of_a_paper_is_shown_and_does_nothing() -> None:
    paper = document(issuer=BAD, title=BAD)
    bad = replace(
        gappy().findings[0],
        message=BAD,
        expected=BAD,
        actual=BAD,
        hint=BAD,
        basis=BAD,
        rule="x.y",
        section=None,
    )
    excerpt = replace(bad, place=replace(bad.place, excerpt=BAD, path=(BAD,)))
    part = replace(gappy().sections[0], title=BAD)
    report = replace(
        gappy(BAD), document=paper, findings=(bad, excerpt), sections=(part,), reason=BAD, notes=(BAD,)
    )
    data = render(
        Run((report, replace(report, path="b")), (Unreadable(BAD, BAD),)), "html", Look(gate=Gate())
    )
    tree = page(data)
    assert len(tree.xpath("//script")) == 2
    assert not tree.xpath("//img")
    assert not [name for each in tree.iter() for name in each.attrib if name.startswith("on")]
    assert tree.text_content().count("alert(1)") > 20


def test_a_page_of_many_findings_leaves_them_to_the_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "_MOST_FINDINGS", 11)
    run = Run(tuple(gappy(f"{name}.txt") for name in "abcd"))
    tree = page(render(run, "html"))
    assert not tree.xpath("//details|//td/a|//th/a")
    assert "共 24 个问题" in tree.text_content()
    assert "-o 结果.xlsx" in tree.text_content()


def test_few_papers_without_their_texts_are_unfolded() -> None:
    bare_paper = load(jsonl.line(gappy())).answer
    assert isinstance(bare_paper, Report)
    tree = page(render(Run((bare_paper,)), "html"))
    assert tree.xpath("//details/@open") == [""]
    assert not tree.xpath("//svg")


def test_too_much_text_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run((gappy("a.txt"), gappy("b.txt")))
    monkeypatch.setattr(html, "_MOST_TEXT", 2 * len(gappy().document.text))
    assert len(page(render(run, "html")).xpath("//article")) == 2
    monkeypatch.setattr(html, "_MOST_TEXT", 2 * len(gappy().document.text) - 1)
    tree = page(render(run, "html"))
    assert not tree.xpath("//article")
    assert len(tree.xpath("//main//details/ul/li")) == 12


def test_a_page_is_no_paper_the_next_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "papers").mkdir()
    paper = tmp_path / "papers/a.txt"
    paper.write_bytes((ROOT / "examples/complete.txt").read_bytes())
    result = tmp_path / "papers/result.html"
    assert cli.main(["check", str(tmp_path / "papers"), "-o", str(result)]) == 2
    assert not result.exists()
    assert cli.main(["check", str(paper), "-o", str(result)]) == 0
    with pytest.raises(ReadError, match="检查结果") as raised:
        lawcheck.check(result)
    assert raised.value.foreign
    capsys.readouterr()
    assert cli.main(["check", str(tmp_path / "papers")]) == 0


@contextmanager
def shown(data: str | bytes, folder: Path) -> Iterator[Page]:
    """Give a page as a browser shows it."""
    assert isinstance(data, bytes)
    file = folder / "a.html"
    file.write_bytes(data)
    with browser() as opened:
        page = opened.new_page()
        page.goto(file.as_uri())
        yield page


def shown_rows(page: Page) -> list[list[str]]:
    cells = (
        "[...document.querySelectorAll('#matrix tbody tr')].map(r => [...r.cells].map(c => c.textContent))"
    )
    rows: list[list[str]] = page.evaluate(cells)
    return rows


@needs_browser
def test_a_browser_sorts_and_pages(tmp_path: Path) -> None:
    run = many(700)
    scores = sorted(report.score or 0 for report in run.reports)
    with shown(render(run, "html"), tmp_path) as page:
        head = page.locator("#matrix thead button").nth(3)
        head.click()
        assert [float(row[3]) for row in shown_rows(page)] == scores[:500]
        head.click()
        page.locator("#next").click()
        rows = shown_rows(page)
        assert [float(row[3]) for row in rows[:200]] == scores[::-1][500:]
        assert {row[3] for row in rows[200:]} == {""}  # those without a score come last both ways
        assert page.locator("th[aria-sort=descending]").text_content() == "得分"
        assert page.locator("#count").text_content() == "第 501–770 份，共 770 份"


@needs_browser
def test_a_browser_filters(tmp_path: Path) -> None:
    with shown(render(many(30), "html"), tmp_path) as page:
        page.locator("#text").fill("水利局1")
        assert [row[-1] for row in shown_rows(page)] == ["p/东岭市水利局1.pdf"]
        page.locator("#text").fill("")
        page.locator("#only").select_option("8:缺失")
        assert len(shown_rows(page)) == 20
        assert {row[8] for row in shown_rows(page)} == {"✗缺失"}


# Both


@pytest.mark.parametrize("format", ["xlsx", "html"])
@pytest.mark.parametrize(
    "run", [several(), Run((hostile(),)), Run(), many(40)], ids=["several", "hostile", "none", "many"]
)
def test_the_same_run_gives_the_same_bytes(run: Run, format: str) -> None:
    assert render(run, format, Look(gate=Gate())) == render(run, format, Look(gate=Gate()))


class Stream:
    """Answers that are made when they are asked for: how often, and how many were held at once."""

    def __init__(self, count: int, *, bare: bool = False) -> None:
        """Take how many there are, and whether they come as from a file, without the paper's text."""
        self.count, self.bare = count, bare
        self.begun = self.held = 0

    def __iter__(self) -> Iterator[Answer]:
        self.begun += 1
        for number in range(self.count):
            self.held = max(self.held, self._alive())
            if number % 7 == 3:
                yield Unreadable(f"stream/{number}", "扫描件")
            else:
                yield self._paper(number)

    def _paper(self, number: int) -> Report:
        report = gappy(f"stream/{number}")
        answer = load(jsonl.line(report)).answer if self.bare else report
        assert isinstance(answer, Report)
        return answer

    @staticmethod
    def _alive() -> int:
        return sum(type(it) is Report and it.path.startswith("stream/") for it in gc.get_objects())


@pytest.mark.parametrize("format", WRITERS)
def test_answers_are_gone_through_and_never_held(format: str) -> None:
    stream = Stream(30)
    WRITERS[format](stream, io.BytesIO(), Look(gate=Gate()), Tally.of(Run()))
    assert 2 <= stream.begun <= 4
    assert stream.held <= 1


@pytest.mark.parametrize("format", WRITERS)
def test_the_text_of_the_paper_is_not_needed(format: str) -> None:
    made = []
    for bare_ in (False, True):
        file = io.BytesIO()
        WRITERS[format](Stream(10, bare=bare_), file, Look(), Tally.of(Run()))
        made.append(file.getvalue())
    if format == "xlsx":
        assert made[0] == made[1]
        return
    trees = [page(data) for data in made]
    for told in ("//table[@id='matrix']//tr", "//table[@class='others']//tr", "//li/dl"):
        whole, listed = ([each.text_content() for each in tree.xpath(told)] for tree in trees)
        assert whole == listed
    assert [len(tree.xpath("//article")) for tree in trees] == [9, 0]


@pytest.mark.parametrize("format", WRITERS)
def test_rendering_a_run_is_writing_it(format: str) -> None:
    run = Run((complete(), gappy(), partly_read()), several().unreadable)
    file = io.BytesIO()
    WRITERS[format]([*run.reports, *run.unreadable], file, Look(gate=Gate()), Tally.of(run))
    assert file.getvalue() == render(run, format, Look(gate=Gate()))


def test_labels_are_as_long_as_the_run_says() -> None:
    title = clean("主" * 100)
    parts = tuple(replace(part, title=title) for part in gappy().sections)
    tree = page(render(Run((replace(gappy(), sections=parts), complete())), "html"))
    assert any(text.endswith("…") for text in tree.xpath("//svg/text/text()"))
