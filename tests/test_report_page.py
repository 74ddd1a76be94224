"""The page on one paper: its text with marks on one side, parts and findings on the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import pytest
from browsing import browser, needs_browser
from fabricated import complete, document, find, gappy, hostile, not_applicable, partly_read
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from playwright.sync_api import Browser, Page, expect

import lawcheck
from lawcheck.gate import Gate
from lawcheck.model import Document, Report, Run, Span
from lawcheck.renderers import Look, render
from lawcheck.renderers._clean import printed
from lawcheck.renderers._html import marked as marking
from lawcheck.renderers._html import report as report_page
from lawcheck.renderers._html.marked import Mark, marked

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples/gappy.txt"
VERDICTS = (complete, gappy, partly_read)
SIGNS = ".//a[contains(concat(' ', @class, ' '), ' n ')]"


def page(report: Report, look: Look | None = None) -> Any:
    data = render(Run((report,), lang=report.lang), "html", look)
    assert isinstance(data, bytes)
    return lxml_html.document_fromstring(data.decode("utf-8"))


def lines(made: str) -> list[str]:
    """Return the text of each line of a marked paper, without the signs in it."""
    tree = lxml_html.fragment_fromstring(made, create_parent="div")
    for sign in tree.xpath(SIGNS):
        sign.drop_tag() if not sign.text else sign.drop_tree()
    return [line.text_content() for line in tree.xpath("./p[not(@class='note' or @class='page')]")]


def article(tree: Any) -> Any:
    (told,) = tree.xpath("//article")
    return told


# The text


def test_the_whole_text_is_shown_as_it_is() -> None:
    report = lawcheck.check(EXAMPLE)
    made = "".join(marked(report.document, (), "zh"))
    assert lines(made) == report.document.text.split("\n")


SPANS = st.tuples(st.integers(0, 60), st.integers(0, 40))
TEXTS = st.text(st.sampled_from("一二。 <&\"'\t\n"), max_size=60)


@given(TEXTS, st.lists(st.tuples(SPANS, st.sampled_from("bfog")), max_size=12))
def test_marks_change_nothing_of_the_text(text: str, places: list[tuple[tuple[int, int], str]]) -> None:
    paper = Document(text, text, "text", "utf-8", (Span(0, len(text)),))
    marks = []
    for number, ((start, length), color) in enumerate(places):
        begin = min(start, len(text))
        span = Span(begin, min(begin + length, len(text)))
        marks.append(Mark(span, color, str(number), "说明", f"f{number}", f"m{number}"))
    made = "".join(marked(paper, marks, "zh"))
    assert lines(made) == text.split("\n")
    tree = lxml_html.fragment_fromstring(made, create_parent="div")
    assert sorted(tree.xpath(".//a/@id")) == sorted(mark.name for mark in marks)
    told = re.sub(r"\n", "", "".join(text[span.start : span.end] for span in united(marks)))
    assert "".join(each.text_content() for each in tree.xpath(".//mark")) == told


def united(marks: list[Mark]) -> list[Span]:
    """Return the ranges that some mark covers."""
    found: list[Span] = []
    for span in sorted(mark.span for mark in marks if mark.span.start < mark.span.end):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def test_marks_over_the_whole_paper_are_signed_once_and_shown_to_its_end() -> None:
    paper = document()
    whole = Span(0, len(paper.text))
    marks = [Mark(whole, "f", str(number), "说明", f"f{number}", f"m{number}") for number in range(3)]
    tree = lxml_html.fragment_fromstring("".join(marked(paper, marks, "zh")), create_parent="div")
    assert [sign.text for sign in tree.xpath(SIGNS)] == ["0", "1", "2"]
    written = [line for line in paper.text.split("\n") if line]
    assert [each.text_content() for each in tree.xpath(".//mark[@class='f']")] == written


def test_where_marks_lie_one_on_the_other_the_worst_shows() -> None:
    paper = document()
    whole, part = find(paper, "全年办理行政复议案件86件"), find(paper, "86件")
    marks = [Mark(whole, "o", "1", "提示", "f1", "m1"), Mark(part, "b", "2", "错误", "f2", "m2")]
    made = "".join(marked(paper, marks, "zh"))
    assert '<mark class="o">全年办理行政复议案件</mark>' in made
    assert re.search(r'<a class="n b" id="m2"[^>]*>2</a><mark class="b">86件</mark>', made)


def test_a_mark_over_several_lines_is_marked_in_each() -> None:
    paper = document()
    span = Span(find(paper, "带头述法").start, find(paper, "二、2023年").end)
    made = "".join(marked(paper, [Mark(span, "f", "1", "警告", "f1", "m1")], "zh"))
    assert '<mark class="f">带头述法。</mark></p>' in made
    assert '<mark class="f">二、2023年</mark>' in made
    assert made.count("<a ") == 1


def test_lines_are_numbered_as_findings_name_them() -> None:
    text = document()
    made = "".join(marked(text, (), "zh"))
    assert 'data-n="5">一、党政' in made
    assert 'data-n="3"' not in made  # an empty line
    starts = tuple(
        at for at, char in enumerate("\n" + text.text[:-1]) if char == "\n" and text.text[at] != "\n"
    )
    word = replace(text, paragraphs=starts)
    assert 'data-n="4">一、党政' in "".join(marked(word, (), "zh"))
    pdf = replace(text, pages=(0, find(text, "二、2023").start))
    told = "".join(marked(pdf, (), "zh"))
    assert "data-n" not in told
    assert re.search(r'<p class="page">第 2 页</p><p class="h1">二、2023', told)
    assert told.count('class="page"') == 2


def test_what_is_not_of_the_paper_is_shown_faintly() -> None:
    text = document()
    made = "".join(marked(replace(text, content=(Span(find(text, "一、党政").start, 99999),)), (), "zh"))
    assert made.count('class="off"') == 4


def test_a_text_without_end_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marking, "MOST", 30)
    monkeypatch.setattr(report_page, "MOST", 30)
    tree = page(gappy())
    assert "不再显示" in article(tree).text_content()
    assert "县长主持召开" not in article(tree).text_content()
    assert {link[1:] for link in tree.xpath("//@href")} <= set(tree.xpath("//@id"))


def test_hostile_text_is_shown_and_does_nothing() -> None:
    bad = "</p></article><script>alert(1)</script><img src=x onerror=alert(1)>\x1b[31m\u202e\u200b&lt;"
    paper = document(f"{document().text}{bad}\n")
    tree = page(replace(gappy(), document=paper))
    assert len(tree.xpath("//script")) == 2
    assert not tree.xpath("//img")
    assert article(tree).xpath("./p")[-2].text_content() == printed(bad)
    assert "\\x1b[31m\\u202e&lt;" in printed(bad)
    assert page(hostile()) is not None


# Parts and findings


@pytest.mark.parametrize("report", [complete(), gappy(), partly_read(), hostile()])
def test_every_sign_leads_to_the_other_side_and_back(report: Report) -> None:
    tree = page(report)
    names = tree.xpath("//@id")
    assert len(names) == len(set(names))
    assert {link[1:] for link in tree.xpath("//@href")} <= set(names)
    told = tree.xpath("//ol[@class='findings']/li")
    assert len(told) == len(report.findings)
    for line in told:
        (back,) = [
            sign for sign in article(tree).xpath(SIGNS) if sign.get("id") == line.xpath(".//a/@href")[0][1:]
        ]
        assert back.get("href") == f"#{line.get('id')}"
    assert len(tree.xpath("//table[@class='parts']/tbody/tr")) == len(report.sections)


def test_a_finding_is_marked_where_it_stands() -> None:
    report = lawcheck.check(EXAMPLE)
    tree = page(report)
    by_place = {sign.get("id"): sign for sign in article(tree).xpath(SIGNS)}
    lines = tree.xpath("//ol[@class='findings']/li")
    (law,) = (line for line in lines if "已经废止" in line.text_content())
    sign = by_place[law.xpath(".//a/@href")[0][1:]]
    assert sign.getnext().text_content() == "《中华人民共和国合同法》"
    assert sign.get("aria-label") == f"{sign.text} 错误：引用了已经废止的法律法规"
    assert [int(line.get("id").removeprefix("p0-f")) for line in lines] == list(range(1, len(lines) + 1))


def test_the_parts_tell_their_shares_of_the_score() -> None:
    report = lawcheck.check(EXAMPLE)
    rows = page(report).xpath("//table[@class='parts']/tbody/tr")
    points = [row[3].text_content().split("/")[0] for row in rows]
    assert sum(map(float, points)) == report.score
    assert [row.xpath(".//meter/@max")[0] for row in rows] == ["30.0000", "20.0000", "25.0000", "25.0000"]
    assert [row[1].text_content() for row in rows] == ["✓ 达到", "✗ 缺失", "△ 薄弱", "△ 薄弱"]


def test_basis_and_hint_are_told_beside_the_text() -> None:
    told = page(lawcheck.check(EXAMPLE)).xpath("//div[@class='told']")[0].text_content()
    assert "《法治政府建设与责任落实督察工作规定》" in told
    assert "在每条不足之后写明原因" in told
    assert "得分的由来" in told


def test_whether_it_passes_is_told_where_somebody_asked() -> None:
    assert "未通过" in page(gappy(), Look(gate=Gate())).xpath("//header")[0].text_content()
    assert "未通过" not in page(gappy()).text_content()


def test_a_paper_without_verdict_says_why() -> None:
    tree = page(not_applicable())
    assert not tree.xpath("//article")
    assert not_applicable().reason in tree.text_content()


def test_a_partly_read_paper_looks_like_neither_verdict() -> None:
    outcomes = [page(it()).xpath("//p[contains(@class, 'outcome')]/@class")[0] for it in VERDICTS]
    assert outcomes == ["outcome g", "outcome b", "outcome f"]


def test_each_of_many_clean_papers_is_led_to() -> None:
    data = render(Run(tuple(replace(complete(), path=f"{name}.txt") for name in "abcdef")), "html")
    assert isinstance(data, bytes)
    tree = lxml_html.document_fromstring(data.decode("utf-8"))
    assert tree.xpath("//table[@id='matrix']//a/@href") == [f"#p{number}" for number in range(6)]
    assert len(tree.xpath("//article")) == 6


def test_in_english_what_is_of_the_paper_is_marked_as_chinese() -> None:
    tree = page(lawcheck.check(EXAMPLE, lang="en"))
    assert tree.xpath("//html/@lang") == ["en"]
    chinese = "ancestor-or-self::*[@lang][1]/@lang"
    for each in (*tree.xpath("//h1"), *tree.xpath("//dd//mark"), *article(tree).xpath("./p[@data-n]")):
        assert each.xpath(chinese) == ["zh-CN"]
    for each in (*tree.xpath("//p[contains(@class, 'guide')]"), *article(tree).xpath(SIGNS)):
        assert each.xpath(chinese) == ["en"]


def test_nothing_wanting_is_said() -> None:
    assert "没有发现问题。" in page(complete()).text_content()


def test_each_view_of_last_year_is_told(tmp_path: Path) -> None:
    last = tmp_path / "last.txt"
    last.write_text(EXAMPLE.read_text("utf-8").replace("2026", "2025").replace("2025年", "2024年"), "utf-8")
    report = lawcheck.check(EXAMPLE, previous=last, force=True)
    assert report.followed
    assert "对照" in page(report).text_content()


# In a browser


@pytest.fixture(scope="module")
def opened() -> Iterator[Browser]:
    with browser() as found:
        yield found


class Shows(Protocol):
    def __call__(self, run: Run, **options: Any) -> Page: ...


@pytest.fixture
def show(opened: Browser, tmp_path: Path) -> Iterator[Shows]:
    """Give what shows a run's page in a browser; nothing may have gone wrong on it in the end."""
    wrong: list[str] = []

    def show(run: Run, **options: Any) -> Page:
        data = render(run, "html")
        assert isinstance(data, bytes)
        (tmp_path / "report.html").write_bytes(data)
        page = opened.new_context(**options).new_page()
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto((tmp_path / "report.html").as_uri())
        return page

    yield show
    assert wrong == []


ONE = Run((lawcheck.check(EXAMPLE),))
THREE = Run((complete(), gappy("a.txt"), gappy("b.txt")))


@needs_browser
def test_an_overview_leads_to_each_paper_and_back(show: Shows) -> None:
    page = show(THREE)
    shown, following = page.locator(".report:visible"), page.locator("button:visible", has_text="下一份")
    expect(shown).to_have_count(0)
    page.locator("#matrix tbody a").nth(1).click()
    expect(shown).to_have_id("p1")
    expect(page.locator("#overview")).to_be_hidden()
    following.click()
    expect(shown).to_have_id("p2")
    expect(following).to_have_count(0)
    page.locator("a:visible", has_text="返回总览").click()
    expect(page.locator("#overview")).to_be_visible()
    expect(shown).to_have_count(0)
    page.go_back()
    expect(shown).to_have_id("p2")


@needs_browser
def test_who_comes_back_from_a_report_is_where_it_was_opened(show: Shows) -> None:
    page = show(THREE)
    title, link = page.title(), page.locator("#matrix tbody a").nth(1)
    link.press("Enter")
    expect(page.locator("#p1")).to_be_focused()
    expect(page).to_have_title(page.locator("#p1 h1").inner_text())
    page.locator("a:visible", has_text="返回总览").press("Enter")
    expect(link).to_be_focused()
    expect(page).to_have_title(title)


@needs_browser
def test_an_address_that_leads_nowhere_breaks_nothing(show: Shows) -> None:
    page = show(THREE)
    page.evaluate("location.hash = '%'")
    page.reload()
    assert page.locator("#overview").is_visible()
    assert page.get_by_role("searchbox").is_visible()


@needs_browser
def test_heads_stand_above_their_columns(show: Shows) -> None:
    table = show(THREE).locator("#matrix")
    edges = "rows => rows.map(row => Array.from(row.cells, cell => cell.getBoundingClientRect().left))"
    head, first, *_ = table.locator("tr").evaluate_all(edges)
    assert head == first


LOOKS = """marks => marks.map(mark => {
    const style = getComputedStyle(mark);
    return [style.textDecorationStyle, style.color, style.backgroundColor];
})"""


@needs_browser
@pytest.mark.parametrize("colors", ["active", "none"])
def test_marks_are_told_apart_without_colour(colors: str, show: Shows) -> None:
    page = show(ONE, forced_colors=colors)
    looks = page.locator(".guide mark").evaluate_all(LOOKS)
    assert len({look[0] for look in looks}) == len(looks) == 4
    for _, ink, ground in (*looks, *page.locator("dd mark").evaluate_all(LOOKS)):
        assert ink != ground
    if colors == "active":
        assert "rgba(0, 0, 0, 0)" not in {ground for *_, ground in page.locator("mark").evaluate_all(LOOKS)}


@needs_browser
def test_what_is_not_of_the_paper_can_still_be_read(show: Shows) -> None:
    paper = replace(gappy().document, content=(Span(30, 60),))
    page = show(Run((replace(gappy(), document=paper),)))
    style = "each => { const style = getComputedStyle(each); return [style.opacity, style.color]; }"
    assert page.locator(".off").first.evaluate(style) == page.locator(".guide").evaluate(style)


@needs_browser
def test_a_cut_text_says_so_on_paper(show: Shows, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marking, "MOST", 30)
    made = import_module("pypdfium2").PdfDocument(show(ONE).pdf(prefer_css_page_size=True))
    told = "".join(sheet.get_textpage().get_text_bounded() for sheet in made)
    assert "不再显示" in told
    assert "互相跳转" not in told


@needs_browser
def test_a_finding_and_its_place_are_found_by_keyboard(show: Shows) -> None:
    page = show(ONE, viewport={"width": 1366, "height": 700})
    link = page.locator(".findings li").last.locator("a")
    link.focus()
    page.keyboard.press("Enter")
    sign = page.locator(page.evaluate("location.hash"))
    box = sign.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 700
    sign.focus()
    page.keyboard.press("Enter")
    assert page.locator(".findings li:target").count() == 1
    assert page.evaluate("'#' + document.activeElement.id === location.hash")


@needs_browser
def test_without_a_script_all_papers_are_there(show: Shows) -> None:
    page = show(THREE, java_script_enabled=False)
    assert page.locator(".report").count() == 3
    assert page.locator(".report").last.is_visible()


@needs_browser
@pytest.mark.parametrize("width", [320, 390, 768, 1366])
@pytest.mark.parametrize("run", [ONE, THREE], ids=["one", "three"])
def test_a_page_is_no_wider_than_its_window(run: Run, width: int, show: Shows) -> None:
    page = show(run, viewport={"width": width, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@needs_browser
def test_it_prints_on_upright_paper(show: Shows) -> None:
    made = import_module("pypdfium2").PdfDocument(show(ONE).pdf(prefer_css_page_size=True))
    first = made[0]
    assert (round(first.get_width()), round(first.get_height())) == (595, 842)
    told = "".join(sheet.get_textpage().get_text_bounded() for sheet in made)
    assert "得分的由来" in told
    assert "achievements" in told  # what is folded up on the screen is there on paper
    assert "返回总览" not in told
