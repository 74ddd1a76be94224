"""The figures of a paper: what is read as one, and that true ones are never told and false ones always."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from frames import frame
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lawcheck import Finding, check_text
from lawcheck.model import Span
from lawcheck.text.figures import Figures, Quantity
from lawcheck.text.fold import fold

often = settings(derandomize=True, max_examples=120)
COUNT = st.integers(min_value=20, max_value=5000)
UNITS = st.sampled_from(["件", "宗", "起"])
DIGITS = st.sampled_from([0, 1, 2])


def read(text: str) -> list[Quantity]:
    """Return the quantities of a text."""
    folded = fold(text)
    figures = Figures(folded, [Span(0, len(folded))])
    return [quantity for statement in figures.statements for quantity in statement.quantities]


def told(passage: str) -> list[Finding]:
    """Return what is told about the figures of a passage in an otherwise good paper."""
    findings = check_text(frame({"achievements": f"（一）坚持党的领导。\n{passage}"})).findings
    return [finding for finding in findings if finding.rule.startswith("figures.")]


def rules(passage: str) -> list[str]:
    return [finding.rule for finding in told(passage)]


# --- reading


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("办理案件1358件", "1358", "件"),
        ("办理案件1,358件", "1358", "件"),
        ("办理案件１３５８件", "1358", "件"),
        ("罚款3.2万元", "32000", "元"),
        ("罚没1.5亿元", "150000000", "元"),
        ("培训3百人次", "300", "人次"),
        ("培训三十六人次", "36", "人次"),
        ("发放一千二百份", "1200", "份"),
        ("审查两件", "2", "件"),
        ("办结率98.5%", "98.5", "%"),
        ("办结率９８．５％", "98.5", "%"),
        ("办结率60 %", "60", "%"),
        ("办结率百分之九十八点五", "98.5", "%"),
        ("合格率百分之百", "100", "%"),
        ("提高5个百分点", "5", "百分点"),
        ("增长2.5倍", "2.5", "倍"),
        ("违建600㎡", "600", "㎡"),
        ("违建585平方公里", "585", "平方公里"),
        ("二〇二三年办理十二件", "12", "件"),
        ("二○二三年办理12 件", "12", "件"),
        ("二O二三年办理12件", "12", "件"),
        ("2025年12月5日办理3件", "3", "件"),
    ],
)
def test_quantity_is_read(text: str, value: str, unit: str) -> None:
    (found,) = read(text)
    assert (found.value, found.unit) == (Decimal(value), unit)
    assert not found.approximate


@pytest.mark.parametrize(
    "text",
    [
        "2600余份",
        "12万余人次",
        "近10万条",
        "约300件",
        "30多个",
        "十余件",
        "100件以上",
        "超过50件",
        "20件左右",
    ],
)
def test_approximate_quantity(text: str) -> None:
    (found,) = read(f"发放{text}")
    assert found.approximate


@pytest.mark.parametrize(
    "text",
    [
        "2023年6月25日",
        "二〇二三年十二月",
        "2021—2025年",
        "泉资规〔2023〕196号",
        "璧府发(2023)20号",
        "“4·22”世界地球日",
        "“12.4”国家宪法日",
        "12345热线",
        "12345平台",
        "第十二条第三款",
        "第3条",
        "第三十二次会议",
        "一是加强学习，二是规范执法",
        "三项制度",
        "五个统一",
        "“五个一”",
        "721工作法",
        "县委十二届六次全会",
        "《三年12件实事方案》",
        "两个维护",
        "一次性告知",
        "一件事一次办",
        "A4纸",
        "5G网络",
        "“八五”普法",
        "十四五规划",
    ],
)
def test_no_quantity(text: str) -> None:
    assert read(f"落实{text}要求") == []


def test_label_ends_where_the_last_figure_or_mark_does() -> None:
    text = "全年受理45件办结43件,其中维持12件"
    folded = fold(text)
    labels = [folded[q.label.start : q.label.end] for q in read(text)]
    assert labels == ["全年受理", "办结", "其中维持"]


@given(
    st.text(alphabet="0123456789.,万亿余多件%百分之点一二三十千 第〔〕《》“”()、,。;\n年月人次", max_size=60)
)
@often
def test_any_text_can_be_read(text: str) -> None:
    folded = fold(text)
    for found in read(text):
        assert 0 <= found.label.start <= found.label.end <= found.span.start < found.span.end <= len(folded)
        assert found.low <= found.value <= found.high


# --- true statements are never told, false ones always


def printed(value: Decimal, digits: int) -> str:
    return format(value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP), "f")


@given(share=st.decimals(min_value=0, max_value=100, places=1), name=st.sampled_from(["办结率", "满意度"]))
@often
def test_share_up_to_the_whole(share: Decimal, name: str) -> None:
    assert rules(f"群众投诉{name}达{share}%。") == []


@given(
    share=st.decimals(min_value="100.1", max_value=300, places=1),
    name=st.sampled_from(["行政机关负责人出庭应诉率", "合法性审核率", "群众满意度", "信访事项化解率"]),
    link=st.sampled_from(["达", "达到", "为", "", "提升至", "：", "均达"]),
)
@often
def test_share_above_the_whole(share: Decimal, name: str, link: str) -> None:
    assert rules(f"{name}{link}{share}%。") == ["figures.percentage"]


@given(growth=st.integers(min_value=101, max_value=900), verb=st.sampled_from(["增长", "增加", "上升"]))
@often
def test_growth_may_exceed_the_whole(growth: int, verb: str) -> None:
    assert rules(f"受理行政复议案件同比{verb}{growth}%，培训完成率{growth}%。") == []


@given(whole=COUNT, part=COUNT, digits=DIGITS, unit=UNITS)
@often
def test_rate_that_is_right(whole: int, part: int, digits: int, unit: str) -> None:
    assume(part <= whole)
    rate = printed(Decimal(part) * 100 / whole, digits)
    assert rules(f"受理投诉举报{whole}{unit}，办结{part}{unit}，办结率{rate}%。") == []
    assert rules(f"审结复议案件{whole}{unit}，其中维持{part}{unit}，占{rate}%。") == []


@given(whole=COUNT, part=COUNT, digits=DIGITS, off=st.integers(min_value=2, max_value=30), unit=UNITS)
@often
def test_rate_that_is_wrong(whole: int, part: int, digits: int, off: int, unit: str) -> None:
    assume(part <= whole)
    true = Decimal(part) * 100 / whole
    wrong = true + off if true + off <= 100 else true - off
    assume(wrong > 0)
    assume(abs(wrong - (100 - true)) > 1)  # what is left of the whole is another reading
    rate = printed(wrong, digits)
    assert rules(f"受理投诉举报{whole}{unit}，办结{part}{unit}，办结率{rate}%。") == ["figures.ratio"]


KINDS = ("维持", "驳回", "撤销", "变更", "终止")
PARTS = st.lists(st.integers(min_value=2, max_value=900), min_size=2, max_size=5)


@given(parts=PARTS, unit=UNITS)
@often
def test_sum_that_is_right(parts: list[int], unit: str) -> None:
    listed = "、".join(f"{kind}{part}{unit}" for kind, part in zip(KINDS, parts, strict=False))
    assert rules(f"审结复议案件{sum(parts)}{unit}，分别为{listed}。") == []
    assert rules(f"审结复议案件{sum(parts)}{unit}，其中{listed}。") == []
    assert rules(f"审结复议案件{sum(parts) + 7}{unit}，其中{listed}。") == []
    assert rules(f"{listed}，共计{sum(parts)}{unit}。") == []


@given(parts=PARTS, off=st.integers(min_value=1, max_value=50), unit=UNITS)
@often
def test_sum_that_is_wrong(parts: list[int], off: int, unit: str) -> None:
    listed = "、".join(f"{kind}{part}{unit}" for kind, part in zip(KINDS, parts, strict=False))
    assume(sum(parts) > off)
    assert rules(f"审结复议案件{sum(parts) + off}{unit}，分别为{listed}。") == ["figures.sum"]
    assert rules(f"审结复议案件{sum(parts) - off}{unit}，分别为{listed}。") == ["figures.sum"]
    assert rules(f"审结复议案件{sum(parts) - off}{unit}，其中{listed}。") == ["figures.sum"]
    assert rules(f"{listed}，共计{sum(parts) + off}{unit}。") == ["figures.sum"]


@given(old=COUNT, new=COUNT, digits=DIGITS, unit=UNITS)
@often
def test_change_that_is_right(old: int, new: int, digits: int, unit: str) -> None:
    assume(old != new)
    verb = "增长" if new > old else "下降"
    rate = printed(Decimal(abs(new - old)) * 100 / old, digits)
    assert rules(f"受理投诉举报{new}{unit}，2024年为{old}{unit}，同比{verb}{rate}%。") == []
    assert rules(f"投诉举报由2024年的{old}{unit}变为{new}{unit}，{verb}{abs(new - old)}{unit}。") == []


@given(old=COUNT, new=COUNT, off=st.integers(min_value=2, max_value=40), unit=UNITS)
@often
def test_change_that_is_wrong(old: int, new: int, off: int, unit: str) -> None:
    assume(old != new)
    verb = "增长" if new > old else "下降"
    rate = printed(Decimal(abs(new - old)) * 100 / old + off, 1)
    assert rules(f"受理投诉举报{new}{unit}，2024年为{old}{unit}，同比{verb}{rate}%。") == ["figures.change"]
    wrong = f"投诉举报由2024年的{old}{unit}变为{new}{unit}，{verb}{abs(new - old) + off}{unit}。"
    assert rules(wrong) == ["figures.change"]


@given(one=COUNT, other=COUNT)
@often
def test_count_that_is_told_twice(one: int, other: int) -> None:
    passage = f"全年共办理行政处罚案件{one}件。\n执法更加规范。全年共办理行政处罚案件{other}件。"
    assert rules(passage) == (["figures.conflict"] if one != other else [])
