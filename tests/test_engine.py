"""What a verdict rests on: nothing is called complete that was not read or not checked."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from lawcheck import ReadError, Report, UsageError, check_text
from lawcheck.errors import Mistake, RuleBookError

COMPLETE = (Path(__file__).parent.parent / "examples" / "complete.txt").read_text("utf-8")


def placements(report: Report) -> dict[str, str]:
    return {section.id: str(section.placement) for section in report.sections}


def rules(report: Report) -> set[str]:
    return {finding.rule for finding in report.findings}


def replaced(old: str, new: str) -> str:
    assert COMPLETE.count(old) == 1
    return COMPLETE.replace(old, new)


def without(start: str, stop: str | None) -> str:
    begin = COMPLETE.index(start)
    end = COMPLETE.index(stop) if stop else len(COMPLETE)
    return COMPLETE[:begin] + COMPLETE[end:]


def test_text_below_the_signature_is_not_passed_over_in_silence() -> None:
    report = check_text(COMPLETE + "\n附件：有关说明如下，供领导参考，待补充以后另行报送全部有关的材料。\n")
    assert any("没有作为正文检查" in note for note in report.notes)


def test_a_part_below_a_signature_is_read() -> None:
    plan = COMPLETE[COMPLETE.index("四、") : COMPLETE.rindex("云溪县司法局")]
    report = check_text(COMPLETE.replace(plan, "") + "\n" + plan)
    assert placements(report)["plan"] == "own"


@pytest.mark.parametrize(
    "line",
    [
        "| 行政处罚 | XX件 |",
        "行政复议 | XX件",
        "完成政府网站备案整改和版权所有人权益保护工作，出庭应诉XX件。",
        "加强无障碍环境执法监督XX次",
        "·组织领导：成立XX领导小组",
    ],
)
def test_lines_of_the_text_are_not_taken_for_a_website(line: str) -> None:
    heading = "三、存在的不足和原因"
    assert "form.placeholder" in rules(check_text(replaced(heading, f"{line}\n{heading}")))


def test_a_table_of_contents_is_not_the_parts() -> None:
    contents = [line for line in COMPLETE.splitlines() if line.startswith(("一、", "二、", "三、", "四、"))]
    first = contents[0]
    listed = COMPLETE.replace(first, "\n".join(["目录", *contents, first]), 1)
    assert check_text(listed).status == "complete"
    cut = listed.rindex(contents[1])
    missing = listed[:cut] + listed[listed.rindex(contents[2]) :]
    assert placements(check_text(missing))["leadership"] == "absent"


@pytest.mark.parametrize(
    "text",
    [
        "局长不主持会议，不述法，不出庭应诉，对法治工作没有作出过任何批示和安排。",
        "局长全年主持召开会议0次，述法0次，出庭0次，旁听庭审0场，没有其他情况。",
        "局长拒绝听取汇报，从未学法，也没有在任何会议上述法，更没有旁听庭审。",
    ],
)
def test_denied_duties_are_no_acts(text: str) -> None:
    start = COMPLETE.index("\n", COMPLETE.index("二、"))
    report = check_text(COMPLETE[:start] + "\n" + text + "\n" + COMPLETE[COMPLETE.index("三、") :])
    assert "leadership.acts" in rules(report)


def test_shortcomings_that_are_said_not_to_be_are_none() -> None:
    start = COMPLETE.index("\n", COMPLETE.index("三、"))
    told = "我局不存在执法不规范的问题，没有不到位的地方，因为各项工作做得都很好。"
    report = check_text(COMPLETE[:start] + "\n" + told + "\n" + COMPLETE[COMPLETE.index("四、") :])
    assert "shortcomings.listed" in rules(report)


@pytest.mark.parametrize("words", ["主持、述法、中心组。", "学法。"])
def test_a_few_words_are_no_part(words: str) -> None:
    start = COMPLETE.index("\n", COMPLETE.index("二、"))
    report = check_text(COMPLETE[:start] + "\n" + words + "\n" + COMPLETE[COMPLETE.index("三、") :])
    assert next(section for section in report.sections if section.id == "leadership").status == "weak"


@pytest.mark.parametrize(
    ("part", "heading"),
    [
        ("leadership", "督促各科室主要负责人履行岗位职责"),
        ("leadership", "落实单位一把手负总责的安全生产责任"),
        ("leadership", "镇党委书记、镇长接待来访群众"),
        ("shortcomings", "全市短板弱项攻坚行动"),
        ("plan", "改进措施落实情况"),
        ("plan", "做好新征程上的退役军人工作"),
    ],
)
def test_false_friends_are_no_parts(part: str, heading: str) -> None:
    number = {"leadership": "二、", "shortcomings": "三、", "plan": "四、"}[part]
    start = COMPLETE.index(number) + len(number)
    report = check_text(COMPLETE[:start] + heading + COMPLETE[COMPLETE.index("\n", start) :])
    assert placements(report)[part] in ("absent", "mentioned")


def test_a_selection_hides_nothing_from_the_verdict() -> None:
    gappy = replaced("二、党政主要负责人", "二、XX")
    whole, part = check_text(gappy), check_text(gappy, select=["form.title"])
    assert (part.status, part.score) == (whole.status, whole.score) == ("gaps", whole.score)
    assert part.findings == ()
    assert any("没有列出" in note for note in part.notes)


def test_an_unknown_year_is_said() -> None:
    years = ("2023年", "2024年", "2025年", "2026年")
    text = COMPLETE
    for year in years:
        text = text.replace(year, "")
    assert any("年度不明" in note for note in check_text(text).notes)


def test_a_string_is_no_list_of_rules() -> None:
    with pytest.raises(UsageError):
        check_text(COMPLETE, select="form")


def test_many_headings_are_read_in_time() -> None:
    """A bound and no timing: quadratic work on these would take minutes."""
    head = "云溪县司法局关于2025年度法治政府建设情况的报告\n一、主要举措和成效\n"
    assert check_text(head + "（一）加强执法\n" * 20_000).status == "gaps"
    assert check_text(head + "第一，" * 20_000).status == "gaps"


def test_errors_survive_pickling() -> None:
    read = pickle.loads(pickle.dumps(ReadError("a.txt", "没有这个文件", "no such file")))
    assert (read.path, read.reason, read.reason_en) == ("a.txt", "没有这个文件", "no such file")
    book = pickle.loads(pickle.dumps(RuleBookError([Mistake("a.yaml", 1, 2, "错")])))
    assert book.mistakes == (Mistake("a.yaml", 1, 2, "错"),)


@pytest.mark.parametrize(
    ("sentence", "placement"),
    [
        ("一把手抓法治建设情况良好。", "mentioned"),  # alike by words, named by no cue
        ("主官亲自抓、班长带头抓法治工作。", "mentioned"),
        ("开展企业法治体检，走访企业12家。", "absent"),
    ],
)
def test_sentences_are_compared_by_words_where_nothing_names_a_part(sentence: str, placement: str) -> None:
    text = without("二、", "三、")
    line_end = text.index("\n", text.index("（一）"))
    report = check_text(text[:line_end] + sentence + text[line_end:])
    assert placements(report)["leadership"] == placement


def test_a_letter_spaced_signature_beside_its_date_is_read() -> None:
    start = COMPLETE.rindex("云溪县司法局")
    signature = check_text(COMPLETE[:start] + "云 溪 县 司 法 局  2026年1月20日\n").document.signature
    assert signature is not None
    assert (signature.issuer, str(signature.date)) == ("云溪县司法局", "2026-01-20")


def test_a_title_that_begins_with_a_name_in_marks_is_told_whole() -> None:
    title = "《云溪县2025年度法治政府建设情况报告》政策解读"
    report = check_text(f"{title}\n一、背景\n现将有关情况作如下解读，请大家阅读并监督。\n")
    assert report.reason.startswith(f"“{title}”不是")
