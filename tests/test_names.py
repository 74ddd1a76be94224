"""Names and times: what holds of every row of the data files, and of places taken from the table.

True statements are never told, false ones always.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from frames import frame
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lawcheck import Finding, Severity, check_text, load_rules
from lawcheck.kinds.foreign_body import ForeignBody
from lawcheck.kinds.later_event import Event, LaterEvent
from lawcheck.kinds.repealed_law import Law, RepealedLaw
from lawcheck.kinds.superseded_name import Name, SupersededName
from lawcheck.text.issuers import is_short_for, same_name
from lawcheck.text.places import CITY, COUNTY, PROVINCE, Gazetteer, Place

often = settings(derandomize=True, max_examples=120)
RULES = {rule.id: rule for rule in load_rules().rules}


def laws() -> tuple[Law, ...]:
    rule = RULES["names.law"]
    assert isinstance(rule, RepealedLaw)
    return rule.table.laws


def names(rule_id: str) -> list[tuple[str, Name]]:
    """Return the spellings of a file of names, each with its row."""
    rule = RULES[rule_id]
    assert isinstance(rule, SupersededName)
    return [(old, name) for name in rule.table.names for old in name.old]


def events() -> list[tuple[str, Event]]:
    rule = RULES["time.anachronism"]
    assert isinstance(rule, LaterEvent)
    return [(name, event) for event in rule.table.all() for name in event.names]


def paper(passage: str, year: int, issuer: str = "云溪县司法局") -> str:
    """Return a good paper of a year with a passage in its achievements."""
    text = frame({"achievements": "（一）坚持党的领导。\nPASSAGE"}).replace("云溪县司法局", issuer)
    text = text.replace("2026年", f"{year + 1}年").replace("2025年", f"{year}年", 2)
    return text.replace("PASSAGE", passage)


def told(passage: str, year: int, issuer: str = "云溪县司法局") -> list[Finding]:
    """Return what the rules of this file tell of a passage."""
    findings = check_text(paper(passage, year, issuer)).findings
    return [f for f in findings if f.rule.startswith("names.") or f.rule == "time.anachronism"]


def rules(passage: str, year: int, issuer: str = "云溪县司法局") -> list[str]:
    return [finding.rule for finding in told(passage, year, issuer)]


def shown(text: str) -> str:
    """Return a name of a data file as it may stand in a paper: a gap stands for nothing."""
    return text.replace("…", "")


# --- laws

YEARS = st.integers(min_value=2019, max_value=2028)


@given(law=st.sampled_from(laws()), year=YEARS, state=st.sampled_from(["", "中华人民共和国"]))
@often
def test_law_is_told_from_the_year_after_its_repeal(law: Law, year: int, state: str) -> None:
    found = rules(f"组织学习《宪法》《{state}{law.name}》，开展测试2次。", year)
    assert found == (["names.law"] if year > law.surely_gone.year else [])


@given(law=st.sampled_from(laws()), year=YEARS)
@often
def test_law_may_be_named_for_an_act_before_its_repeal(law: Law, year: int) -> None:
    assume(law.since.year <= year)
    assert rules(f"复查{law.since.year - 1}年依据《{law.name}》作出的决定9件。", year) == []
    assert rules(f"复查依据原《{law.name}》作出的决定9件。", year) == []
    assert rules(f"清理《{law.name}》废止后不再适用的文件9件。", year) == []
    assert rules(f"执行《江原省实施〈{law.name}〉办法》《江原省{law.name}》，办理案件9件。", year) == []


@given(law=st.sampled_from(laws()), month=st.integers(min_value=1, max_value=12))
@often
def test_law_is_judged_by_the_date_of_the_act(law: Law, month: int) -> None:
    year = law.surely_gone.year
    assume(year >= 2019)
    act = date(year, month, 1)
    found = rules(f"{year}年{month}月，依据《{law.name}》办理案件9件。", year)
    assert found == (["names.law"] if act > law.surely_gone else [])


def test_doubt_makes_an_info() -> None:
    (finding,) = told("依据《危险化学品安全管理条例》检查企业85家。", 2027)
    assert finding.severity is Severity.INFO
    (finding,) = told("依据《信访条例》办理信访85件。", 2023)
    assert finding.severity is Severity.ERROR


def test_law_and_its_short_form_are_one_place_and_later_ones_another() -> None:
    passage = (
        "依据《中华人民共和国物权法》（以下简称《物权法》）调解纠纷9件。\n依据《物权法》和《物权法》调解3件。"
    )
    assert [(f.line, f.place.excerpt) for f in told(passage, 2025)] == [
        (6, "《中华人民共和国物权法》"),
        (7, "《物权法》"),
        (7, "《物权法》"),
    ]


# --- agencies and terms


@pytest.mark.parametrize(("old", "name"), names("names.agency"))
def test_agency(old: str, name: Name) -> None:
    led = "" if old.startswith(("国", "中国")) else name.only_after[0] if name.only_after else "县"
    year = max(name.since.year + 1, 2019)
    (finding,) = told(f"联合{led}{old}开展检查6次。", year)
    assert (finding.rule, old in finding.place.excerpt) == ("names.agency", True)
    assert finding.severity is (Severity.INFO if name.doubt else Severity.WARNING)
    for saved in (
        f"接收原{led}{old}移交的案卷6卷。",
        f"修订《{led}{old}行政处罚裁量办法》，清理文件6件。",
        f"{led}{old}更名后，执法职责更加清楚。",
        f"复查{name.since.year - 1}年{led}{old}作出的决定6件。",
    ):
        assert rules(saved, year) == [], saved
    if name.since.year >= 2019:
        assert rules(f"联合{led}{old}开展检查6次。", name.since.year) == []


@pytest.mark.parametrize(("old", "name"), names("names.term"))
def test_term(old: str, name: Name) -> None:
    year = max(name.since.year + 1, 2019)
    text = f"《{shown(old)}》" if name.quoted else shown(old)
    (finding,) = told(f"认真落实{text}要求，开展活动6次。", year)
    assert (finding.rule, finding.severity) == ("names.term", Severity.INFO)
    assert rules(f"{text}期间的台账全部归档。", year) == []
    if name.since.year >= 2019:
        assert rules(f"认真落实{text}要求，开展活动6次。", name.since.year) == []


def test_term_is_told_once_with_its_other_places() -> None:
    (finding,) = told("开展法制宣传6次。\n加强法制教育，开展法制宣传3次。", 2025)
    assert (finding.line, [place.line for place in finding.related]) == (6, [7, 7])


# --- later events


@pytest.mark.parametrize(("name", "event"), events())
def test_event(name: str, event: Event) -> None:
    passage = f"认真学习{shown(name)}，开展宣传6次。"
    before = event.since.year - 1
    (finding,) = told(passage, before)
    assert finding.rule == "time.anachronism"
    assert finding.severity is (Severity.INFO if event.doubt else Severity.WARNING)
    assert "time.anachronism" not in rules(passage, event.since.year)
    assert rules(f"我局将认真学习{shown(name)}，开展宣传6次。", before) == []


@given(
    year=st.integers(min_value=2019, max_value=2026),
    ahead=st.integers(min_value=0, max_value=3),
    month=st.integers(min_value=1, max_value=12),
)
@often
def test_day_after_the_paper_was_written(year: int, ahead: int, month: int) -> None:
    """The paper is signed on 20 January of the year after the reported one."""
    act = date(year + ahead, month, 1)
    found = rules(f"{act.year}年{month}月，全县评查案卷120宗。", year)
    assert found == (["time.anachronism"] if act > date(year + 1, 1, 20) else [])
    assert rules(f"印发《{act.year}年评查方案》，证件有效期至{act.year}年{month}月。", year) == []


# --- places


def table() -> Gazetteer:
    return Gazetteer(lines())


def foreign() -> ForeignBody:
    rule = RULES["names.foreign"]
    assert isinstance(rule, ForeignBody)
    return rule


def lines() -> tuple[str, ...]:
    return foreign().table.places


def counties() -> list[tuple[str, str, str]]:
    """Return the counties of prefectures, each with its prefecture and province.

    Those whose names are words, too (和县, 会同县), count only behind a higher place.
    """
    rows = [line.split(" ") for line in lines()]
    return [
        (county, row[1], row[0])
        for row in rows
        if row[1] != "-"
        for county in row[2:]
        if not county.endswith("区") and len(county) > 2 and county not in foreign().ambiguous
    ]


ACTS = st.sampled_from(
    ["全年审核文件14件", "高度重视法治建设", "组织学法12次", "扎实推进依法行政", "深入开展执法检查36次"]
)
BODIES = st.sampled_from(["", "司法局", "人民政府", "委、县政府"])


def is_another(one: str, other: str) -> bool:
    """Tell whether two places have neither name nor stem in common."""
    stems = [Place(name, frozenset(), frozenset(), known=True).stem for name in (one, other)]
    return one != other and stems[0] != stems[1]


@given(home=st.sampled_from(counties()), other=st.sampled_from(counties()), act=ACTS, body=BODIES)
@often
def test_another_county_acts(
    home: tuple[str, str, str], other: tuple[str, str, str], act: str, body: str
) -> None:
    assume(is_another(home[0], other[0]))
    assume(other[0] not in {home[1], home[2]})
    issuer = f"{home[0]}司法局"
    assert rules(f"{other[0]}{body}{act}。", 2025, issuer) == ["names.foreign"]
    assert rules(f"与{other[0]}{body}签订协议2份。", 2025, issuer) == []
    assert rules(f"赴{other[0]}{body}考察2次。", 2025, issuer) == []


@given(home=st.sampled_from(counties()), act=ACTS, body=st.sampled_from(["", "司法局", "人民政府"]))
@often
def test_ones_own_county_and_those_above_act(home: tuple[str, str, str], act: str, body: str) -> None:
    for own in home:
        assert rules(f"{own}{body}{act}。", 2025, f"{home[0]}司法局") == [], own
    assert rules(f"{home[0]}{body}{act}。", 2025, f"{home[1]}司法局") == []
    assert rules(f"{home[1]}{body}{act}。", 2025, f"{home[2]}司法厅") == []


@given(
    st.text(
        alphabet="云溪县临江区白石镇乡街道省市州司法局委政府人民的在年2025，。、\n党组坚持全", max_size=60
    )
)
@often
def test_any_text_can_be_searched_for_places(text: str) -> None:
    for start in range(len(text)):
        chain = table().chain(text, start)
        assert text.startswith("".join(place.name for place in chain), start)


def test_name_that_is_a_word_counts_behind_a_higher_place() -> None:
    for word, full in (("会同县", "湖南省会同县"), ("和县", "马鞍山市和县")):
        assert rules(f"组织执法检查，{word}公安局开展巡查12次。", 2025) == []
        assert rules(f"{full}公安局开展巡查12次。", 2025) == ["names.foreign"]


def test_what_the_table_says() -> None:
    known = table().known_at("福建省泉州市安溪县", 6)
    assert known == Place("安溪县", frozenset({COUNTY}), frozenset({"福建省", "泉州市"}), known=True)
    assert table().chain("泉州市司法局")[0].ranks == {CITY}
    assert [min(place.ranks) for place in table().chain("重庆市璧山区")] == [PROVINCE, COUNTY]


# --- issuers


def cut_names() -> Iterator[tuple[str, str]]:
    for full in ("云溪县市场监督管理局", "青石苗族自治县规划和自然资源局", "东岭市人民政府办公室"):
        for start in range(len(full) - 1):
            yield full, full[:start] + full[start + 1 :]


@pytest.mark.parametrize(("full", "cut"), list(cut_names()))
def test_name_that_lost_a_character_is_another(full: str, cut: str) -> None:
    assert is_short_for(cut, full)
    assert not same_name(cut, full)
    assert same_name(full, full)
    assert same_name(f"江原省{full}", full)


def test_headline_of_a_website_may_leave_the_place_out() -> None:
    text = frame({"title": "县司法局2025年度法治政府建设情况报告"})
    assert "form.issuer" not in [finding.rule for finding in check_text(text).findings]


# --- the note


def test_data_older_than_the_paper_is_said_once() -> None:
    kept = load_rules().kept_until
    assert kept is not None
    for year, count in ((kept.year, 0), (kept.year + 1, 1)):
        report = check_text(paper("组织学法6次。", year))
        assert sum("核对到" in note for note in report.notes) == count
