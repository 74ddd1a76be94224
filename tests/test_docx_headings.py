"""What makes a paragraph of a Word file a heading: its number, style, outline level, or bold type."""

from __future__ import annotations

import pytest
from makers.word import abstract, item, level, list_of, numbered, p, row, run, style, table, write_word

from lawcheck.api import check_bytes
from lawcheck.model import Document
from lawcheck.readers import File, read

TITLE = "云溪县司法局关于2025年度法治政府建设情况的报告"
TEXT = "全年组织行政执法人员培训四期，抽查案卷一百二十宗，对发现的问题逐一督促整改。"
CAUSES = "执法力量不足，主要原因是乡镇执法人员多由其他岗位兼任，流动频繁。"
PLAN = "一是充实执法力量，二是组织跟班办案，三是健全案卷评查制度。"
STYLES = "".join(
    style(f"H{n}", f'<w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr>', name=f"heading {n}") for n in (1, 2, 3)
) + style("T", name="Title")
LISTS = abstract(
    1, level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）")
) + list_of(1, 1)  # fmt: skip
BOLD = "<w:b/>"


def document(*body: str) -> Document:
    data = write_word("".join(body), {"styles": STYLES, "numbering": LISTS})
    return read(File(data, "paper.docx"))


def outline(*body: str) -> list[tuple[int, str]]:
    """Return level and title of the sections that are headings of their own."""
    return [(it.level, it.title) for it in document(*body).sections if not it.inline]


def outline_level(number: int) -> str:
    return f'<w:outlineLvl w:val="{number}"/>'


UNNUMBERED = [(1, "主要举措和成效"), (2, "规范执法"), (1, "存在的不足和原因"), (1, "下一年度安排")]


@pytest.mark.parametrize("title", [p(TITLE), p(TITLE, style="T"), p(TITLE, style="H1")])
def test_styles_alone_make_the_outline(title: str) -> None:
    body = (
        p("主要举措和成效", style="H1"), p("规范执法", style="H2"), p(TEXT),
        p("存在的不足和原因", style="H1"), p(CAUSES), p("下一年度安排", style="H1"), p(PLAN),
    )  # fmt: skip
    assert outline(title, *body) == UNNUMBERED
    assert document(title, *body).title == TITLE


def test_outline_levels_alone_make_the_outline() -> None:
    assert outline(
        p(TITLE), p("主要举措和成效", properties=outline_level(0)),
        p("规范执法", properties=outline_level(1)), p(TEXT),
        p("存在的不足和原因", properties=outline_level(0)), p(CAUSES),
        p("下一年度安排", properties=outline_level(0)), p(PLAN),
    ) == UNNUMBERED  # fmt: skip


def test_bold_paragraphs_make_the_outline() -> None:
    """Even where a colon ends them; a bold word in a paragraph makes no heading of it."""
    found = outline(
        p(TITLE), p(run("主要举措和成效", BOLD)), p(TEXT), p(run("重点", BOLD), TEXT),
        p(run("存在的不足和原因：", BOLD)), p(CAUSES), p(run("下一年度安排", BOLD)), p(PLAN),
    )  # fmt: skip
    assert [(depth, title.rstrip("：")) for depth, title in found] == [
        (1, "主要举措和成效"), (1, "存在的不足和原因"), (1, "下一年度安排"),
    ]  # fmt: skip


def test_a_number_goes_before_a_style() -> None:
    """Somebody gave one heading a style and typed the others: they stand side by side all the same."""
    found = outline(
        p(TITLE, style="H1"), p("一、主要举措和成效", style="H1"), p("（一）规范执法。", style="H3"), p(TEXT),
        p("二、存在的不足和原因"), p(CAUSES), p("三、下一年度安排", style="H2"), p(PLAN),
    )  # fmt: skip
    assert found == UNNUMBERED


def test_unnumbered_headings_rank_with_the_numbered_ones_of_their_style() -> None:
    found = outline(
        p(TITLE), p("主要举措和成效", style="H1", properties=numbered(1, 0)), p(TEXT),
        p("存在的不足和原因", style="H1"), p("执法力量", style="H2"), p(CAUSES),
        p("下一年度安排", style="H1", properties=numbered(1, 0)), p(PLAN),
    )  # fmt: skip
    assert found == [(1, "主要举措和成效"), (1, "存在的不足和原因"), (2, "执法力量"), (1, "下一年度安排")]


def test_automatic_and_typed_numbers_go_together() -> None:
    found = outline(
        p(TITLE), item("主要举措和成效"), item("规范执法", 1), p(TEXT), p("二、存在的不足和原因"), p(CAUSES),
        p("三、下一年度安排"), p(PLAN),
    )  # fmt: skip
    assert found == UNNUMBERED


@pytest.mark.parametrize(
    "paragraph",
    [
        p(TEXT * 3, style="H1"),  # a style that was meant for something else
        p(TEXT + CAUSES, properties=outline_level(0)),
        p(run(TEXT, BOLD)),
        table(row("规范执法", "12"), row("一、复议", "3")),
        p("2026年1月20日", style="H2"),
        p("云溪县司法局", style="H2"),
    ],
)
def test_what_only_looks_like_a_heading_is_none(paragraph: str) -> None:
    body = (
        p(TITLE),
        p("一、主要举措和成效"),
        p(TEXT),
        paragraph,
        p(TEXT),
        p("二、存在的不足和原因"),
        p(CAUSES),
    )
    assert outline(*body) == [(1, "主要举措和成效"), (1, "存在的不足和原因")]


def test_bold_lines_above_the_text_are_title_and_salutation() -> None:
    """Office programs print them bold; none of them is a part of the paper."""
    body = (
        p(run("云溪县司法局文件", BOLD)), p(run(TITLE, BOLD)), p(run("县委、县政府：", BOLD)), p(TEXT),
        p("一、主要举措和成效"), p(TEXT), p("云溪县司法局"), p("2026年1月20日"),
    )  # fmt: skip
    assert outline(*body) == [(1, "主要举措和成效")]
    paper = document(*body)
    assert paper.title == TITLE
    assert paper.signature is not None
    assert paper.signature.issuer == "云溪县司法局"


def test_findings_tell_paragraph_and_headings() -> None:
    """Empty paragraphs do not count; a line break begins no new one."""
    wrong = "行政机关负责人出庭应诉率达到105%。"
    body = (
        p(TITLE), p(""), p("一、主要举措和成效"), p("（一）规范执法"), p(TEXT, "<w:r><w:br/></w:r>", TEXT),
        p(wrong), p("二、存在的不足和原因"), p(CAUSES),
    )  # fmt: skip
    report = check_bytes(write_word("".join(body)), path="paper.docx")
    place = next(it.place for it in report.findings if it.rule == "figures.percentage")
    assert (place.paragraph, place.line, place.page) == (5, 6, None)
    assert place.path == ("一、主要举措和成效", "（一）规范执法")
    assert place.excerpt in wrong
