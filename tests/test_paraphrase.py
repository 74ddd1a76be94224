"""What must not matter does not, and what must matters: good papers, changed in one way at a time.

A part taken away is always missed; a new heading, another place, other punctuation, blank lines, a
website around the paper or Markdown marks change nothing.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import permutations
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from lawcheck import Placement, Report, Severity, Status, check_text, render
from lawcheck.author.stress._dresses import (
    blank_lines,
    indent,
    narrow,
    narrow_stops,
    no_blank_lines,
    no_break_spaces,
    widen,
)
from lawcheck.text.fold import fold

TESTS = Path(__file__).parent
EXAMPLES = TESTS.parent / "examples"
PARTS = ("achievements", "leadership", "shortcomings", "plan")
NUMERALS = "一二三四五六七八九十"
STANDING = (Placement.OWN, Placement.EMBEDDED, Placement.MERGED)
TOPICS_ONLY = "topics-only"  # its achievements have no heading of their own
UNNUMBERED = "unnumbered"
VARIANTS_OF_EACH = 10
CHROME_LINES = 30

VARIANTS = {
    "achievements": (
        "推进法治政府建设的主要举措和成效",
        "2025年法治政府建设工作开展情况",
        "主要做法及成效",
        "工作亮点和成效",
        "法治政府建设工作总体情况",
        "2025年工作回顾",
        "法治政府建设推进情况",
        "主要工作措施及取得的成绩",
        "2025年度主要工作",
        "全年工作完成情况",
    ),
    "leadership": (
        "党政主要负责人履行推进法治建设第一责任人职责，加强法治政府建设的有关情况",
        "主要负责人履行推进法治建设第一责任人职责的情况",
        "主要负责人履职情况",
        "党组书记、局长履行法治建设第一责任人职责情况",
        "落实第一责任人职责情况",
        "“一把手”履行推进法治建设职责情况",
        "压紧压实法治建设第一责任人责任",
        "党政主要负责同志抓法治政府建设情况",
        "主要领导履行法治建设第一责任人职责情况",
        "推进法治建设第一责任人职责履行情况",
    ),
    "shortcomings": (
        "2025年度法治政府建设存在的不足和原因",
        "存在的主要问题及原因",
        "存在问题",
        "工作中存在的困难和问题",
        "存在的短板和不足",
        "面临的困难与挑战",
        "问题与不足",
        "差距和不足",
        "薄弱环节及原因分析",
        "存在问题及成因分析",
    ),
    "plan": (
        "2026年推进法治政府建设的主要安排",
        "下一步工作打算",
        "下一年度主要安排",
        "2026年法治政府建设工作计划",
        "下步工作计划",
        "今后工作思路",
        "2026年工作思路",
        "下一步改进措施",
        "2026年重点工作",
        "明年工作安排",
    ),
}

CHROME = (
    "无障碍浏览　|　长者模式　|　繁体",
    "网站首页　政务公开　政务服务　互动交流　数据开放",
    "今天是2027年9月8日　星期三",
    "请输入关键词",
    "搜索",
    "当前位置：首页 > 政务公开 > 法定主动公开内容 > 法治政府建设",
    "索引号：115000000/2026-00031",
    "主题分类：司法；体裁分类：报告",
    "发布机构：云溪县人民政府办公室",
    "有效性：有效",
    "字体：[大] [中] [小]",
    "浏览次数：1024次",
    "【打印】【关闭】",
    "分享到：微信 微博 QQ空间",
    "扫一扫在手机打开当前页",
    "回到顶部",
    "上一篇：云溪县2024年法治政府建设年度报告",
    "下一篇：关于开展2027年行政执法案卷评查的通知",
    "相关链接：中国政府网　司法部",
    "相关阅读",
    "附件下载：数据表.xlsx",
    "责任编辑：王一",
    "主办单位：云溪县人民政府办公室",
    "承办单位：云溪县大数据中心",
    "版权所有 © 2019-2027 云溪县人民政府",
    "京ICP备00000000号-1　京公网安备 11000000000000号",
    "网站标识码：1100000000",
    "网站地图　|　关于我们　|　联系我们",
    "用户名：　　密码：　　登录　注册",
    "政府网站找错　政务新媒体",
)


@dataclass(frozen=True)
class Paper:
    """A good paper in pieces: what stands above its parts, the parts in order, what stands below."""

    name: str
    above: tuple[str, ...]
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    below: tuple[str, ...]

    @property
    def text(self) -> str:
        lines = [*self.above, *(line for _, part in self.parts for line in part), *self.below]
        return "\n".join(lines) + "\n"

    def __getitem__(self, part: str) -> tuple[str, ...]:
        return dict(self.parts)[part]

    def with_part(self, part: str, lines: Sequence[str]) -> Paper:
        """Return the paper with other lines for one part; without lines it is taken away."""
        parts = ((name, tuple(lines) if name == part else own) for name, own in self.parts)
        return replace(self, parts=tuple((name, own) for name, own in parts if own))

    def ordered(self, order: Iterable[str]) -> Paper:
        """Return the paper with its parts in another order, numbered anew."""
        count = 0
        parts: list[tuple[str, tuple[str, ...]]] = []
        for name in order:
            lines: list[str] = []
            for line in self[name]:
                number = re.match(rf"(\s*)[{NUMERALS}]+、", line)
                count += number is not None
                lines.append(f"{number[1]}{_numeral(count)}、{line[number.end() :]}" if number else line)
            parts.append((name, tuple(lines)))
        return replace(self, parts=tuple(parts))


def _numeral(number: int) -> str:
    return NUMERALS[number - 1] if number <= len(NUMERALS) else f"十{NUMERALS[number - 11]}"


def _cut(name: str, text: str, starts: dict[str, int], ends: Sequence[str]) -> Paper:
    """Cut a paper at the lines where its parts start and at the first closing line below them."""
    lines = text.split("\n")
    order = sorted(starts, key=lambda part: starts[part])
    bounds = [starts[part] - 1 for part in order]
    end = next(i for i in range(bounds[-1], len(lines)) if lines[i].strip() in ends)
    parts = zip(order, zip(bounds, [*bounds[1:], end], strict=True), strict=True)
    cut = tuple((part, tuple(lines[first:last])) for part, (first, last) in parts)
    return Paper(name, tuple(lines[: bounds[0]]), cut, tuple(lines[end:]))


def _document(name: str) -> tuple[str, dict[str, object]]:
    told = yaml.safe_load((TESTS / "documents" / f"{name}.expected.yaml").read_text("utf-8"))
    paths = (TESTS / "documents" / f"{name}{suffix}" for suffix in (".txt", ".md"))
    return next(path for path in paths if path.exists()).read_text("utf-8"), told


@cache
def papers() -> dict[str, Paper]:
    """Return the papers with which nothing is wrong."""
    found = {}
    for path in sorted((TESTS / "documents").glob("*.expected.yaml")):
        name = path.name.partition(".")[0]
        text, told = _document(name)
        if told.get("must_find") == [] and path.with_name(f"{name}.txt").exists():
            starts = {part: gold["line"] for part, gold in told["parts"].items()}  # type: ignore[attr-defined]
            found[name] = _cut(name, text, starts, str(told["signed"]["issuer"]).split("、"))  # type: ignore[index]
    text = (EXAMPLES / "complete.txt").read_text("utf-8")
    heads = [number for number, line in enumerate(text.split("\n"), 1) if re.match(rf"[{NUMERALS}]、", line)]
    found["complete"] = _cut("complete", text, dict(zip(PARTS, heads, strict=True)), ["特此报告。"])
    return found


@cache
def all_texts() -> dict[str, tuple[str, str]]:
    """Return text and suffix of every paper here that is such a report, good or bad."""
    found = {}
    for path in sorted((TESTS / "documents").glob("*.expected.yaml")):
        name = path.name.partition(".")[0]
        text, told = _document(name)
        if told["applies"]:
            found[name] = (text, "txt" if path.with_name(f"{name}.txt").exists() else "md")
    for path in sorted(EXAMPLES.glob("*.txt")):
        found[path.stem] = (path.read_text("utf-8"), "txt")
    return found


def judged(text: str, suffix: str = "txt") -> Report:
    return check_text(text, path=f"paper.{suffix}")


def statuses(report: Report) -> dict[str, tuple[str, str]]:
    """Return how each part stands."""
    return {section.id: (section.placement.value, section.status.value) for section in report.sections}


def findings(report: Report) -> list[tuple[str, str, str]]:
    """Return what is told, without the places and whatever the width of its punctuation."""
    told = ((f.rule, f.severity.value, "".join(fold(f.message).split())) for f in report.findings)
    return sorted(told)


def identity(report: Report) -> tuple[object, ...]:
    """Return whose paper it is, white space and width aside."""
    document, signature = report.document, report.document.signature
    title = re.sub(r"\s", "", fold(document.title or ""))
    return (title, document.issuer, document.year, signature and (signature.issuer, signature.date))


def assert_same(one: Report, other: Report) -> None:
    assert statuses(other) == statuses(one)
    assert findings(other) == findings(one)
    assert identity(other) == identity(one)


def section_of(report: Report, part: str) -> tuple[Placement, Status]:
    found = next(section for section in report.sections if section.id == part)
    return found.placement, found.status


with_papers = pytest.mark.parametrize("name", sorted(papers()))
with_parts = pytest.mark.parametrize("part", PARTS)
with_all = pytest.mark.parametrize("name", sorted(all_texts()))
numbered = sorted(set(papers()) - {UNNUMBERED})
headed = [(n, p) for n in sorted(papers()) for p in PARTS if (n, p) != (TOPICS_ONLY, "achievements")]


# --- what must matter


@with_papers
def test_paper_is_good(name: str) -> None:
    report = judged(papers()[name].text)
    assert set(statuses(report).values()) == {("own", "met")}
    assert {f.rule for f in report.findings} <= {"achievements.topics", "plan.answers"}


@with_papers
@with_parts
def test_part_taken_away_is_an_error(name: str, part: str) -> None:
    report = judged(papers()[name].with_part(part, ()).text)
    told = [finding.severity for finding in report.findings if finding.rule == part]
    assert told == [Severity.ERROR], section_of(report, part)
    others = {id_: stands for id_, stands in statuses(report).items() if id_ != part}
    assert set(others.values()) == {("own", "met")}


@pytest.mark.parametrize(("name", "part"), headed)
def test_emptied_part_is_weak(name: str, part: str) -> None:
    paper = papers()[name]
    report = judged(paper.with_part(part, (paper[part][0], "")).text)
    assert section_of(report, part)[1] is Status.WEAK
    assert part in {finding.rule.partition(".")[0] for finding in report.findings}


# --- what must not matter


@pytest.mark.parametrize("variant", range(VARIANTS_OF_EACH))
@pytest.mark.parametrize(("name", "part"), headed)
def test_renamed_part_is_found(name: str, part: str, variant: int) -> None:
    paper = papers()[name]
    heading, *body = paper[part]
    number = re.match(rf"\s*(?:[{NUMERALS}]+、)?", heading)
    renamed = f"{number[0] if number else ''}{VARIANTS[part][variant]}"
    told = statuses(judged(paper.with_part(part, (renamed, *body)).text))
    assert set(told.values()) == {("own", "met")}, (renamed, told)


def test_there_are_ten_variants_of_each_heading() -> None:
    assert {len(set(variants)) for variants in VARIANTS.values()} == {VARIANTS_OF_EACH}
    assert len(set(CHROME)) == CHROME_LINES


@pytest.mark.parametrize("order", list(permutations(PARTS)), ids="-".join)
@with_papers
def test_order_of_the_parts_does_not_matter(name: str, order: tuple[str, ...]) -> None:
    paper = papers()[name]
    report = judged(paper.ordered(order).text)
    assert statuses(report) == statuses(judged(paper.text))
    assert findings(report) == findings(judged(paper.text))


def _crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


def _byte_order_mark(text: str) -> str:
    return "\ufeff" + text


DRESSES = (
    widen,
    narrow,
    narrow_stops,
    blank_lines,
    no_blank_lines,
    indent,
    _crlf,
    _byte_order_mark,
    no_break_spaces,
)


def _dressed() -> list[tuple[str, Callable[[str], str]]]:
    """Pair papers and dresses; an indented line is something else in Markdown."""
    indents = (indent, no_break_spaces)
    return [
        (n, d) for n in sorted(all_texts()) for d in DRESSES if all_texts()[n][1] == "txt" or d not in indents
    ]


@pytest.mark.parametrize(
    ("name", "dress"), _dressed(), ids=lambda value: value if isinstance(value, str) else value.__name__
)
def test_dress_does_not_matter(name: str, dress: Callable[[str], str]) -> None:
    text, suffix = all_texts()[name]
    assert_same(judged(text, suffix), judged(dress(text), suffix))


@with_all
def test_website_around_the_paper_does_not_matter(name: str) -> None:
    text, suffix = all_texts()[name]
    page = "\n".join([*CHROME, "", text, "", *CHROME])
    assert_same(judged(text, suffix), judged(page, suffix))


@pytest.mark.parametrize("line", CHROME)
@with_papers
def test_one_line_of_the_website_does_not_matter(name: str, line: str) -> None:
    text = papers()[name].text
    assert_same(judged(text), judged(f"{line}\n{text}"))
    assert_same(judged(text), judged(f"{text}{line}\n"))


@settings(derandomize=True, max_examples=60)
@given(
    name=st.sampled_from(sorted(papers())),
    above=st.lists(st.sampled_from(CHROME), max_size=6, unique=True),
    below=st.lists(st.sampled_from(CHROME), max_size=6, unique=True),
)
def test_any_website_around_the_paper_does_not_matter(name: str, above: list[str], below: list[str]) -> None:
    text = papers()[name].text
    assert_same(judged(text), judged("\n".join([*above, text, *below])))


@settings(derandomize=True, max_examples=60)
@given(name=st.sampled_from(sorted(all_texts())), data=st.data())
def test_blank_lines_and_indents_anywhere_do_not_matter(name: str, data: st.DataObject) -> None:
    text, suffix = all_texts()[name]
    changed = []
    for line in text.split("\n"):
        indent = data.draw(st.sampled_from(["", "　　", "  ", "\xa0"])) if suffix == "txt" else ""
        changed += [f"{indent}{line}", *[""] * data.draw(st.integers(0, 2))]
    assert_same(judged(text, suffix), judged("\n".join(changed), suffix))


@pytest.mark.parametrize("name", numbered)
def test_markdown_headings_do_not_matter(name: str) -> None:
    text = papers()[name].text
    assert_same(judged(text), judged(_marked(text, judged(text)), "md"))


def _marked(text: str, report: Report) -> str:
    """Return the text with its title and its top headings marked as Markdown headings."""
    lines = text.split("\n")
    span = report.document.title_span
    first = report.document.locate(span.start)[0] if span else 0
    for number, line in enumerate(lines, 1):
        if number == first:
            lines[number - 1] = f"# {line.strip()}"
        elif re.match(rf"\s*[{NUMERALS}]+、", line):
            lines[number - 1] = f"## {line.strip()}"
    return "\n".join(lines)


@pytest.mark.parametrize("name", numbered)
def test_text_without_line_breaks_keeps_its_parts(name: str) -> None:
    paper = papers()[name]
    inside = [line.strip() for line in paper.text.split("\n") if line.strip()]
    report = judged(" ".join(inside) + "\n")
    placements = {id_: placement for id_, (placement, _) in statuses(report).items()}
    assert set(placements.values()) <= {placement.value for placement in STANDING}, placements


# --- the same every time


@with_all
def test_the_same_text_gives_the_same_bytes(name: str) -> None:
    text, suffix = all_texts()[name]
    assert render(judged(text, suffix), "json") == render(judged(text, suffix), "json")


def test_hash_seed_does_not_matter() -> None:
    paths = [
        str(path) for path in sorted((TESTS / "documents").glob("*.*")) if path.suffix in (".txt", ".md")
    ]
    script = (
        "import sys, lawcheck\n"
        "from lawcheck.model import Run\n"
        "run = Run(tuple(lawcheck.check_many(sys.argv[1:])))\n"
        "sys.stdout.buffer.write(str(lawcheck.render(run, 'json')).encode())\n"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", script, *paths],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "4711")
    }
    assert len(answers) == 1
    assert answers.pop().strip()
