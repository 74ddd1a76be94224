"""Plant one error of each sort into good papers: exactly it is found, wherever it stands.

An error is a sentence put at the end of a paragraph, or a change of what is printed. What a paper is
told without it is no matter: the difference has to be the one planted rule. Harmless sentences that
look like the errors are planted the same way and must change nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from lawcheck import check_text

TESTS = Path(__file__).parent
GOOD = ("environment", "agriculture", "county", "justice", "joint-2023")
FOLDERS = {"complete": TESTS.parent / "examples", **dict.fromkeys(GOOD, TESTS / "good")}
NAMES = (
    "complete",
    "joint",
    "half-width",
    "plain-causes",
    "plan-paragraphs",
    "topics-only",
    "unnumbered",
    "traps",
    *GOOD,
)
PLACES = 4  # paragraphs of each paper into which a sentence is put
LEAST = 40  # characters of a paragraph that takes one
NARROW = str.maketrans("，：；（）？！", ",:;()?!")


@cache
def paper(name: str) -> str:
    """Return a good paper."""
    return (FOLDERS.get(name, TESTS / "documents") / f"{name}.txt").read_text("utf-8")


@cache
def year_of(name: str) -> int:
    """Return the reported year of a good paper: 2023 to 2025."""
    year = check_text(paper(name)).document.year
    assert year is not None
    return year


@cache
def told(text: str) -> Counter[str]:
    """Return how often each rule tells something of a paper."""
    return Counter(finding.rule for finding in check_text(text).findings)


def news(name: str, text: str) -> list[str]:
    """Return the rules that tell more than before, and those that tell less with a minus."""
    before, now = told(paper(name)), told(text)
    return [*(now - before).elements(), *(f"-{rule}" for rule in (before - now).elements())]


# --- sentences

WRONG = {
    "figures.percentage": (
        "行政检查公示率达105%。",
        "体检预约群众好评率达到100%以上。",
        "信访回复率为百分之一百零二。",
    ),
    "figures.ratio": (
        "受理消费投诉200件，办结150件，办结率85%。",
        "抽查许可档案80宗，合格76宗，合格率98%。",
        "发放问卷500份，表示满意的420份，占90%。",
    ),
    "figures.sum": (
        "审结行政赔偿案件20件，分别为维持9件、撤销5件、变更3件。",
        "评查许可案卷60宗，其中优秀40宗、合格30宗。",
        "维持8件、驳回7件、终止3件，共计19件。",
    ),
    "figures.change": (
        "受理仲裁案件60件，LAST年为50件，同比增长30%。",
        "仲裁案件由LAST年的80件变为60件，减少30件。",
    ),
    "figures.conflict": ("全年共抽检农药样品310批次。监管更加有力，全年共抽检农药样品301批次。",),
    "names.law": (
        "组织学习《民法总则》《行政许可法》3次。",
        "依据《中华人民共和国合同法》审查协议31份。",
        "严格落实《信访条例》，接待来访12批次。",
    ),
    "names.agency": (
        "规范性文件报送市政府法制办备案。",
        "联合市环保局开展检查6次。",
        "会同县卫计委、教育局研究2次。",
    ),
    "names.term": ("开展法制宣传46场。", "深入实施“七五”普法，完善责任清单。"),
    "names.foreign": (
        "安化县司法局全年审核文件14件。",
        "平乐县扎实推进依法行政，成效明显。",
        "在安化县委、县政府的正确领导下，执法水平不断提升。",
        "推动安化县法治政府建设再上新台阶。",
    ),
    "time.anachronism": (
        "宣传《生态环境法典》12场。",
        "2027年，评查案卷120宗。",
        "学习《社会救助法》3次。",
    ),
    "time.vague": ("截至目前，换发证件360个。", "近期开展检查6次。"),
    "form.placeholder": ("审查合同XX份。", "召开联席会议×次。", "培训执法人员待补充。"),
    "form.marks": (
        "规范执法的的行为。",
        "落实“谁执法谁普法责任制。",
        "对案卷进行进行评查。",
        "宣传《民法典3场。",
        "评查案卷12宗，，全部合格。",
    ),
    "form.docnumber": ("印发执法指引（云法〔2025〕第8号）。",),
}
HARMLESS = (
    "行政机关负责人出庭应诉率100%，执法检查计划完成率118%，案件同比增长132%。",
    "受理消费投诉200件，办结150件，办结率75%。",
    "审结行政赔偿案件20件，其中维持9件、撤销5件。",
    "受理仲裁案件60件，LAST年为50件，同比增长20%。",
    "组织学习《民法典》《环境保护法》《信访工作条例》3次。",
    "复查2018年县国土局依据《合同法》签订的协议9份。",
    "接收原市环保局移交的案卷36卷，原《物权法》案卷同时归档。",
    "与安化县司法局签订协作协议1份，赴浙江省绍兴市考察学习1次。",
    "安化县人民法院移送线索3条。",
    "宣传《信访工作条例》12场，学习党的二十届二中全会精神3次。",
    "换发证件360个，有效期至2030年12月。",
    "审查张某某不服行政处罚案，某某公司撤回申请。",
    "印发执法指引（云法〔2025〕8号），“十三五”期间的台账全部归档。",
)


def paragraphs(text: str) -> list[int]:
    """Return where some paragraphs of the first half of a paper end: what was done stands there."""
    ends = [
        match.end() for match in re.finditer(rf"[^\n]{{{LEAST},}}[。.](?=\n)", text) if "如下" not in match[0]
    ]
    half = [end for end in ends if end < len(text) * 0.45]
    step = max(1, len(half) // PLACES)
    return half[::step][:PLACES]


def with_sentence(name: str, sentence: str, end: int) -> str:
    """Return a paper with a sentence at the end of a paragraph, in the paper's own width."""
    text = paper(name)
    sentence = sentence.replace("LAST", str(year_of(name) - 1))
    if text.count(",") > text.count("，"):
        sentence = sentence.translate(NARROW)
    if text[end - 1] == ".":
        sentence = sentence.replace("。", ".")
    return text[:end] + sentence + text[end:]


@pytest.mark.parametrize("name", NAMES)
def test_there_are_places(name: str) -> None:
    assert len(paragraphs(paper(name))) >= 2


def wrong_sentences() -> Iterator[tuple[str, str, str]]:
    """Yield papers with the rule and the sentence that it has to tell."""
    for name, (rule, sentences) in product(NAMES, WRONG.items()):
        # a street office whose county is not told may belong to any
        if (name, rule) != ("unnumbered", "names.foreign"):
            yield from ((name, rule, sentence) for sentence in sentences)


@pytest.mark.parametrize(("name", "rule", "sentence"), list(wrong_sentences()))
def test_wrong_sentence_is_told_and_nothing_else(name: str, rule: str, sentence: str) -> None:
    for end in paragraphs(paper(name)):
        assert news(name, with_sentence(name, sentence, end)) == [rule]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("sentence", HARMLESS)
def test_harmless_sentence_changes_nothing(name: str, sentence: str) -> None:
    for end in paragraphs(paper(name)):
        assert news(name, with_sentence(name, sentence, end)) == []


# --- changes of what is printed


@dataclass(frozen=True)
class Change:
    """A change that makes a good paper wrong in one way; ``make`` returns nothing where it cannot."""

    rule: str
    make: Callable[[str, int], str | None]

    def __str__(self) -> str:
        return f"{self.rule}-{self.make.__name__}"


def _replaced(pattern: str, by: str) -> Callable[[str, int], str | None]:
    """Return what replaces the first match; THIS is the reported year, NEXT the one after it."""

    def replace(text: str, year: int) -> str | None:
        found, put = (
            words.replace("THIS", str(year)).replace("NEXT", str(year + 1)).replace("PAST", str(year - 2))
            for words in (pattern, by)
        )
        changed, count = re.subn(found, put, text, count=1, flags=re.MULTILINE)
        return changed if count else None

    return replace


def _copied(text: str, year: int) -> str | None:
    """Put the longest sentence of the first half at the end of the paragraph before the last of it."""
    ends = paragraphs(text)
    sentences = re.findall(r"(?<=[。\n])[^。\n“”《》]{45,}。", text[: ends[-1]])
    if len(ends) < 2 or not sentences:
        return None
    # set phrases stand in every paper and are no passage
    longest = max((s for s in sentences if not re.search("习近平|公众参与", s)), key=len)
    home = text.index(longest)
    end = next((end for end in ends if not home <= end <= home + len(longest)), None)
    return text[:end] + longest + text[end:] if end else None


def changes() -> Iterator[Change]:
    """Yield a change for each rule that looks at what is printed as a whole."""
    day = r"NEXT\s*年\s*\d+\s*月\s*\d+\s*日(?=\s*(?:$|\n【|\Z))"
    for rule, make in (
        ("time.submission", _replaced(day, "NEXT年3月15日")),
        ("form.date", _replaced(day, "NEXT年2月30日")),
        ("form.date", _replaced(day, "NEXT年02月05日")),
        ("form.date", _replaced(day, "THIS年6月5日")),
        ("time.year", _replaced(r"^([一二]、|\(一\)|（一）)THIS年", r"\g<1>PAST年")),
        ("plan.year", _replaced(r"^([三四五]、)NEXT年(?=\D)", r"\g<1>THIS年")),
        ("form.numbering", _replaced(r"^(\(|（)三(\)|）)", r"\g<1>五\g<2>")),
        ("form.issuer", _replaced(r"县([^\n]{2,14}局)(?=\n+NEXT年)", r"\g<1>")),
        ("form.docnumber", _replaced(r"〔THIS〕", "(THIS)")),
        ("form.marks", _replaced("”", "")),
        ("form.marks", _replaced("》", "")),
        ("copy.within", _copied),
    ):
        yield Change(rule, make)


# a street office is no government: no national deadline binds it
NOT_DUE = {("time.submission", "unnumbered")}


@pytest.mark.parametrize("change", list(changes()), ids=str)
def test_change_is_told_and_nothing_else(change: Change) -> None:
    changed = [(name, text) for name in NAMES if (text := change.make(paper(name), year_of(name)))]
    assert changed, "no paper can be changed so"
    for name, text in changed:
        due = (change.rule, name) not in NOT_DUE
        assert news(name, text) == ([change.rule] if due else []), name
