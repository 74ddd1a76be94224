"""Books that extend others: what is taken over, changed, added and switched off; and for whom they are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lawcheck import Report, RuleBook, RuleBookError, Status, UsageError, check_text, load_rules
from lawcheck.kinds import Basis
from lawcheck.kinds.coverage import Coverage
from lawcheck.model import Severity, Text

HEAD = 'rulebook: yunxi\ntitle: 云溪县补充要求\nversion: "1"\nextends: annual-report\n'
BODY = """
一、主要举措和成效
（一）坚持党的领导，转变政府职能。学习习近平法治思想5次，办理行政许可385件。
（二）规范行政执法。评查执法案卷120宗，修订应急预案1件。
二、党政主要负责人履行推进法治建设第一责任人职责情况
主要负责人主持召开会议8次研究法治政府建设工作，主持会前学法12次，在年度述法会议上述法。
三、存在的不足和原因
（一）案卷质量不高。6宗案卷说理不充分，主要原因是34名执法人员从事执法工作不满一年。
四、NEXT年工作安排
（一）提升案卷质量。9月底前评查全部案卷。
"""


def paper(issuer: str, year: int = 2025, signed: str = "NEXT年2月20日") -> str:
    opening = f"{issuer}{year}年法治政府建设年度报告\n现将{year}年法治政府建设情况报告如下。"
    return f"{opening}{BODY}{issuer}\n{signed}\n".replace("NEXT", str(year + 1))


def book(folder: Path, content: str, name: str = "yunxi.yaml") -> RuleBook:
    (folder / name).write_text(content, "utf-8")
    return load_rules(folder / name)


def outcome(report: Report, rule: str) -> tuple[Status, str]:
    verdict = next(verdict for verdict in report.rules if verdict.rule == rule)
    return verdict.status, verdict.reason


def messages(folder: Path, content: str, name: str = "yunxi.yaml") -> list[str]:
    with pytest.raises(RuleBookError) as caught:
        book(folder, content, name)
    return [mistake.message for mistake in caught.value.mistakes]


# what a book takes over


def test_what_is_not_named_stays_as_it_was(tmp_path: Path) -> None:
    national, own = load_rules(), book(tmp_path, HEAD + "rules:\n  - {id: form.marks, severity: warning}\n")
    assert own.rule_ids() == national.rule_ids()
    assert [repr(part) for part in own.sections] == [repr(part) for part in national.sections]
    changed = [
        rule.id for rule, old in zip(own.rules, national.rules, strict=True) if repr(rule) != repr(old)
    ]
    assert changed == ["form.marks"]
    assert (own.next_year, own.words, own.likeness) == (national.next_year, national.words, national.likeness)
    assert (own.rulebook, own.title, own.version) == ("yunxi", Text("云溪县补充要求"), "1")


def test_only_the_keys_that_are_given_change(tmp_path: Path) -> None:
    old = load_rules().find("leadership.acts")
    new = book(tmp_path, HEAD + "rules:\n  - {id: leadership.acts, need: 2}\n").find("leadership.acts")
    assert isinstance(old, Coverage)
    assert isinstance(new, Coverage)
    assert (new.need, new.of, new.title, new.weight) == (2, old.of, old.title, old.weight)


def test_a_rule_of_a_part_may_stand_below_the_part_or_among_the_rules(tmp_path: Path) -> None:
    inside = "sections:\n  - id: plan\n    rules:\n      - {id: plan.year, severity: info}\n"
    outside = "rules:\n  - {id: plan.year, severity: info}\n"
    one, other = book(tmp_path, HEAD + inside), book(tmp_path, HEAD + outside)
    assert [repr(part) for part in one.sections] == [repr(part) for part in other.sections]
    assert [repr(rule) for rule in one.rules] == [repr(rule) for rule in other.rules]


def test_words_are_added_and_removed(tmp_path: Path) -> None:
    change = (
        "sections:\n  - id: plan\n    cues: {add: [来年路线图], remove: [下步]}\n"
        "    rules:\n      - {id: plan.measures, slogans: {add: [久久为功]}}\n"
        "rules:\n  - id: leadership.acts\n"
        "    of: {add: {述法: [公开述法], 普法: [普法宣讲]}, remove: [决策把关]}\n"
    )
    national, own = load_rules(), book(tmp_path, HEAD + change)
    old, new = national.sections[-1], own.sections[-1]
    assert new.cues == (*(cue for cue in old.cues if cue != "下步"), "来年路线图")
    acts = own.find("leadership.acts")
    assert isinstance(acts, Coverage)
    assert acts.of["述法"] == ("述法", "公开述法")
    assert acts.of["普法"] == ("普法宣讲",)
    assert "决策把关" not in acts.of
    assert "决策把关" not in (acts.english or {})


def test_a_list_replaces_the_one_taken_over(tmp_path: Path) -> None:
    own = book(tmp_path, HEAD + "sections:\n  - id: plan\n    cues: [来年路线图]\n")
    assert own.sections[-1].cues == ("来年路线图",)


def test_new_parts_and_rules_come_last(tmp_path: Path) -> None:
    new = (
        "sections:\n"
        "  - {id: enforcement, title: 行政执法情况, headings: [行政执法情况], cues: [执法情况]}\n"
        "  - id: plan\n    rules:\n      - {id: plan.deadline, kind: forbidden, title: 空话, of: [适时]}\n"
        "rules:\n  - {id: style.slogans, kind: forbidden, title: 空话, of: [谱写新篇章]}\n"
    )
    national, own = load_rules(), book(tmp_path, HEAD + new)
    assert [part.id for part in own.sections] == [*(part.id for part in national.sections), "enforcement"]
    assert [rule.id for rule in own.sections[3].rules][-1] == "plan.deadline"
    assert [rule.id for rule in own.rules][-1] == "style.slogans"


@pytest.mark.parametrize(("after", "at"), [("achievements", 1), ("leadership", 2), ("plan", 4)])
def test_a_new_part_may_stand_behind_another(tmp_path: Path, after: str, at: int) -> None:
    new = (
        "sections:\n  - {id: ferries, title: 渡口安全, headings: [渡口安全], cues: [渡口], "
        f"after: {after}}}\n"
    )
    own = book(tmp_path, HEAD + new)
    assert [part.id for part in own.sections].index("ferries") == at
    report = check_text(paper("云溪县人民政府"), rules=own)
    (finding,) = (each for each in report.findings if each.rule == "ferries")
    heading = {"achievements": "一、", "leadership": "二、", "plan": "四、"}[after]
    assert finding.place.excerpt.startswith(heading)


@pytest.mark.parametrize(("least", "told"), [(1, False), (3, False), (4, True)])
def test_fewer_subjects_than_the_least_are_told(tmp_path: Path, least: int, told: bool) -> None:
    own = book(tmp_path, HEAD + f"rules:\n  - {{id: leadership.acts, need: 5, at_least: {least}}}\n")
    report = check_text(paper("云溪县人民政府"), rules=own)
    found = [finding for finding in report.findings if finding.rule == "leadership.acts"]
    assert bool(found) == told
    assert not told or found[0].actual.startswith("只写到 3 项：")
    assert outcome(report, "leadership.acts")[0] is (Status.MISSING if told else Status.WEAK)


def test_each_tells_nothing_where_enough_is_there(tmp_path: Path) -> None:
    own = book(tmp_path, HEAD + "rules:\n  - {id: leadership.acts, need: 3, each: true}\n")
    report = check_text(paper("云溪县人民政府"), rules=own)
    assert "leadership.acts" not in {finding.rule for finding in report.findings}


def test_words_of_the_word_file_are_put_to_those_taken_over(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("路线图 3\n法治 1\n", "utf-8")
    own = book(tmp_path, HEAD + "words: own.txt\n")
    national = load_rules().words or {}
    assert own.words == {**national, "路线图": 3.0, "法治": 1.0}


def test_a_data_file_replaces_the_one_taken_over(tmp_path: Path) -> None:
    facts = (
        "kept_until: 2026-01-01\nlaws:\n"
        "  - {name: 云溪县渡口办法, replaced_by: 云溪县水上交通办法, since: 2024-01-01, source: 县公报}\n"
    )
    (tmp_path / "own.yaml").write_text(facts, "utf-8")
    own = book(tmp_path, HEAD + "rules:\n  - {id: names.law, table: own.yaml}\n")
    text = paper("云溪县人民政府").replace("评查执法案卷", "落实《云溪县渡口办法》《民法总则》，评查执法案卷")
    told = [f.place.excerpt for f in check_text(text, rules=own).findings if f.rule == "names.law"]
    assert told == ["《云溪县渡口办法》"]


# several levels


def test_levels_are_laid_one_on_another(tmp_path: Path) -> None:
    book(
        tmp_path,
        HEAD.replace("yunxi", "jiangyuan") + "rules:\n  - {id: form.marks, severity: error}\n",
        "jiangyuan.yaml",
    )
    city = HEAD.replace("yunxi", "dongling").replace("annual-report", "jiangyuan.yaml")
    book(tmp_path, city + "rules:\n  - {id: form.date, severity: info}\n", "dongling.yaml")
    own = book(
        tmp_path,
        HEAD.replace("annual-report", "dongling.yaml") + "rules:\n  - {id: form.date, severity: error}\n",
    )
    severities = {rule.id: rule.severity for rule in own.rules}
    assert (severities["form.marks"], severities["form.date"]) == (Severity.ERROR, Severity.ERROR)
    assert [layer.book for layer in own.layers] == ["annual-report", "jiangyuan", "dongling", "yunxi"]
    assert own.layers[1].given["form.marks"] == ("severity",)


def test_several_books_are_laid_one_on_another_each_once(tmp_path: Path) -> None:
    book(
        tmp_path,
        HEAD.replace("yunxi", "jiangyuan") + "rules:\n  - {id: leadership.acts, need: 1}\n",
        "jiangyuan.yaml",
    )
    own = book(tmp_path, HEAD.replace("annual-report", "[jiangyuan.yaml, departments]"))
    acts, department = own.find("leadership.acts"), load_rules("departments")
    assert isinstance(acts, Coverage)
    assert acts.need == 1  # departments rests on the national book, which does not come a second time
    assert own.sections[0].hint == department.sections[0].hint
    assert [layer.book for layer in own.layers] == ["annual-report", "jiangyuan", "departments", "yunxi"]


def test_the_hash_tells_every_layer(tmp_path: Path) -> None:
    middle = HEAD.replace("yunxi", "jiangyuan")
    own = HEAD.replace("annual-report", "jiangyuan.yaml")
    seen = set()
    for severity in ("info", "error"):
        book(tmp_path, middle + f"rules:\n  - {{id: form.marks, severity: {severity}}}\n", "jiangyuan.yaml")
        seen.add(book(tmp_path, own).sha256)
    assert len(seen) == 2


def test_extending_too_often_is_told(tmp_path: Path) -> None:
    for number in range(12):
        parent = "annual-report" if number == 0 else f"b{number - 1}.yaml"
        content = HEAD.replace("yunxi", f"b{number}").replace("annual-report", parent)
        (tmp_path / f"b{number}.yaml").write_text(content, "utf-8")
    with pytest.raises(RuleBookError, match="扩展超过 10 层"):
        load_rules(tmp_path / "b11.yaml")


def test_a_shipped_book_is_named_by_its_id_unless_a_file_has_that_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_rules("townships").rulebook == "townships"
    Path("townships").write_text(HEAD, "utf-8")
    assert load_rules("townships").rulebook == "yunxi"
    with pytest.raises(RuleBookError, match="nowhere"):
        load_rules("nowhere")


# switched off


def test_what_is_switched_off_does_not_apply_and_says_why(tmp_path: Path) -> None:
    own = book(tmp_path, HEAD + "without:\n  plan: 本县另行报送计划\n  shortcomings.causes: 另有分析报告\n")
    text = paper("云溪县人民政府").replace("四、2026年工作安排", "四、其他情况").replace("主要原因是", "")
    report = check_text(text, rules=own)
    part = next(section for section in report.sections if section.id == "plan")
    assert (part.status, part.score) == (Status.NOT_APPLICABLE, None)
    assert part.reason == "“云溪县补充要求”不作此要求：本县另行报送计划"
    assert outcome(report, "plan.year") == (Status.NOT_APPLICABLE, part.reason)
    assert outcome(report, "shortcomings.causes")[1] == "“云溪县补充要求”不作此要求：另有分析报告"
    assert not {"plan", "shortcomings.causes"} & {finding.rule for finding in report.findings}
    assert report.score is not None
    told = "没有检查 shortcomings.causes：“云溪县补充要求”不作此要求：另有分析报告"
    assert told in report.notes  # the reader of the report would not miss it
    assert not [note for note in report.notes if "plan.year" in note]  # its part says so


def test_a_lower_level_may_switch_on_again(tmp_path: Path) -> None:
    book(
        tmp_path, HEAD.replace("yunxi", "jiangyuan") + "without: {plan.answers: 不作要求}\n", "jiangyuan.yaml"
    )
    own = HEAD.replace("annual-report", "jiangyuan.yaml")
    still_off = book(tmp_path, own).find("plan.answers")
    on = book(tmp_path, own + "rules:\n  - {id: plan.answers, severity: warning}\n").find("plan.answers")
    assert still_off
    assert on
    assert still_off.switched_off
    assert on.switched_off is None


def test_a_book_of_which_nothing_applies_gives_no_verdict(tmp_path: Path) -> None:
    content = (
        'rulebook: yunxi\ntitle: 云溪县补充要求\nversion: "1"\n'
        "rules:\n  - {id: form.title, kind: title, title: 标题, applies: {level: [province]}}\n"
    )
    report = check_text(paper("云溪县人民政府"), rules=book(tmp_path, content))
    assert (report.status, report.score) == ("not_applicable", None)
    assert "没有一条规则" in report.reason


# for whom


SCOPED = HEAD + (
    "rules:\n"
    "  - id: review.figures\n    kind: coverage\n    title: 行政复议\n    of: {复议: [行政复议]}\n"
    "    applies: {level: [province, city, county], kind: [government], reason: 乡镇无行政复议职责}\n"
)


@pytest.mark.parametrize(
    ("issuer", "status", "reason"),
    [
        ("云溪县人民政府", Status.MISSING, "一类也没有写到"),
        ("云溪县白石镇人民政府", Status.NOT_APPLICABLE, "乡镇无行政复议职责"),
        ("云溪县水利局", Status.NOT_APPLICABLE, "乡镇无行政复议职责"),
    ],
)
def test_a_rule_applies_to_the_issuers_that_it_names(
    tmp_path: Path, issuer: str, status: Status, reason: str
) -> None:
    report = check_text(paper(issuer), rules=book(tmp_path, SCOPED))
    assert outcome(report, "review.figures") == (status, reason)


def test_what_a_paper_does_not_tell_excludes_nothing(tmp_path: Path) -> None:
    text = paper("").replace("2025年法治政府建设年度报告", "关于法治政府建设情况的报告")
    report = check_text(text, rules=book(tmp_path, SCOPED))
    assert report.document.level is None
    assert outcome(report, "review.figures")[0] is Status.MISSING


@pytest.mark.parametrize(
    ("scope", "year", "applies"),
    [
        ("{from_year: 2024}", 2024, True),
        ("{from_year: 2024}", 2023, False),
        ("{until_year: 2024}", 2024, True),
        ("{until_year: 2024}", 2025, False),
        ("{words: [自贸区, 应急预案]}", 2025, True),
        ("{words: [自贸区]}", 2025, False),
    ],
)
def test_a_rule_applies_by_year_and_words(tmp_path: Path, scope: str, year: int, applies: bool) -> None:
    own = book(tmp_path, HEAD + f"rules:\n  - {{id: form.signature, applies: {scope}}}\n")
    report = check_text(paper("云溪县人民政府", year), rules=own)
    status, reason = outcome(report, "form.signature")
    assert (status is not Status.NOT_APPLICABLE) == applies
    assert reason


def test_a_part_that_does_not_apply_is_neither_missing_nor_counted(tmp_path: Path) -> None:
    scope = "sections:\n  - id: plan\n    applies: {kind: [department], reason: 政府另行制定计划}\n"
    text = paper("云溪县人民政府").replace("四、2026年工作安排", "四、其他情况")
    report = check_text(text, rules=book(tmp_path, HEAD + scope))
    part = next(section for section in report.sections if section.id == "plan")
    assert (part.status, part.reason, part.score) == (Status.NOT_APPLICABLE, "政府另行制定计划", None)
    assert "plan" not in {finding.rule for finding in report.findings}


def test_a_book_for_other_issuers_is_not_for_this_paper(tmp_path: Path) -> None:
    own = book(tmp_path, HEAD + "applies: {level: [province]}\n")
    report = check_text(paper("云溪县人民政府"), rules=own)
    assert report.status == "not_applicable"
    assert report.reason == "“云溪县补充要求”不适用于这份报告：发文机关是县级，只适用于省级"
    assert check_text(paper("云溪县人民政府"), rules=own, force=True).status != "not_applicable"


@pytest.mark.parametrize(
    ("issuer", "chosen"),
    [
        ("云溪县人民政府", "annual-report"),
        ("江原省人民政府", "annual-report"),
        ("云溪县水利局", "departments"),
        ("江原省司法厅", "departments"),
        ("云溪县白石镇人民政府", "townships"),
        ("江州市南桥区青川河街道办事处", "townships"),
        ("中共云溪县委 云溪县人民政府", "annual-report"),
        ("云溪经济开发区管理委员会", "annual-report"),
        ("", "annual-report"),
    ],
)
def test_the_shipped_book_goes_by_level_and_kind(issuer: str, chosen: str) -> None:
    assert check_text(paper(issuer)).rulebook.id == chosen


def test_a_street_office_is_no_government() -> None:
    report = check_text(paper("江州市南桥区青川河街道办事处", signed="NEXT年5月6日"))
    for rule in ("time.submission", "time.publication"):
        status, reason = outcome(report, rule)
        assert status is Status.NOT_APPLICABLE
        assert "街道办事处" in reason
    late = check_text(paper("云溪县白石镇人民政府", signed="NEXT年5月6日"))
    assert outcome(late, "time.submission")[0] is Status.MISSING


def test_rules_of_every_shipped_book_can_be_selected(tmp_path: Path) -> None:
    assert check_text(paper("云溪县水利局"), select=["plan.year"]).rulebook.id == "departments"
    with pytest.raises(UsageError, match="没有规则"):
        check_text(paper("云溪县水利局"), select=["plan.yaer"])


# the law in force


BASES = (
    "rules:\n"
    "  - id: form.signature\n    basis:\n"
    "      - {law: 新办法, item: 第二条, from: 2024-05-01}\n"
    "      - {law: 旧办法, from: 2020-01-01, until: 2024-05-01}\n"
)


@pytest.mark.parametrize(
    ("year", "as_of", "shown"),
    [
        (2025, None, "《新办法》第二条"),
        (2024, None, "《新办法》第二条"),  # the last day of the year counts
        (2023, None, "《旧办法》"),
        (2025, date(2024, 4, 30), "《旧办法》"),
        (2023, date(2024, 5, 1), "《新办法》第二条"),
    ],
)
def test_the_basis_in_force_is_shown(tmp_path: Path, year: int, as_of: date | None, shown: str) -> None:
    text = paper("云溪县人民政府", year).rpartition("云溪县人民政府")[0]
    report = check_text(text, rules=book(tmp_path, HEAD + BASES), as_of=as_of)
    assert [finding.basis for finding in report.findings if finding.rule == "form.signature"] == [shown]


def test_without_a_basis_in_force_a_rule_does_not_apply(tmp_path: Path) -> None:
    report = check_text(paper("云溪县人民政府", 2019), rules=book(tmp_path, HEAD + BASES))
    assert outcome(report, "form.signature") == (
        Status.NOT_APPLICABLE,
        "依据《新办法》第二条自2024年5月1日起施行，2019年12月31日尚未施行",
    )
    over = Basis(law="旧办法", until=date(2020, 1, 1))
    assert not over.is_in_force(date(2020, 1, 1))
    assert over.is_in_force(date(2019, 12, 31))


def test_several_bases_in_force_are_all_shown(tmp_path: Path) -> None:
    two = "rules:\n  - {id: form.signature, basis: [{law: 甲办法}, {law: 乙规定, item: 第三条}]}\n"
    text = paper("云溪县人民政府").rpartition("云溪县人民政府")[0]
    report = check_text(text, rules=book(tmp_path, HEAD + two))
    assert [f.basis for f in report.findings if f.rule == "form.signature"] == [
        "《甲办法》；《乙规定》第三条"
    ]


def test_a_paper_of_an_unknown_year_is_judged_by_every_basis() -> None:
    text = paper("云溪县人民政府").replace("2025年", "").replace("2026年", "")
    report = check_text(text)
    assert report.document.year is None
    assert outcome(report, "shortcomings.causes")[0] is not Status.NOT_APPLICABLE


@pytest.mark.parametrize(("year", "asked"), [(2018, False), (2020, True)])
def test_the_national_duties_begin_with_their_regulation(year: int, asked: bool) -> None:
    text = paper("云溪县人民政府", year).replace("主要原因是", "")
    report = check_text(text)
    assert (outcome(report, "shortcomings.causes")[0] is not Status.NOT_APPLICABLE) == asked
    assert report.status != "not_applicable"  # reports were asked for before
