"""``lawcheck new``: a skeleton passes the structure rules and fails the content rules of its book."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest

from lawcheck import Report, RuleBook, Status, UsageError, check, check_text, cli, load_rules
from lawcheck.api import check_bytes
from lawcheck.author.skeleton import draft, markdown, word
from lawcheck.kinds.placement import Placement
from lawcheck.readers import File
from lawcheck.readers._archive import Archive
from lawcheck.rulebook import shipped_names

Capture = pytest.CaptureFixture[str]
EXAMPLE = Path(__file__).parent.parent / "examples" / "own-rules.yaml"
ISSUERS = {
    "annual-report": "云溪县人民政府",
    "departments": "云溪县水利局",
    "townships": "云溪县白石镇人民政府",
    "shenzhen": "云溪县人民政府",
}
STRUCTURE = ("form.title", "form.numbering", "form.signature", "form.issuer")


def content_rules(book: RuleBook) -> set[str]:
    """Return the rules that ask a part to hold something; one that others require goes before."""
    rules = [rule for part in book.sections for rule in part.rules]
    return {rule.id for rule in rules if not isinstance(rule, Placement) and not rule.requires} - {
        "plan.year"
    }


def statuses(report: Report) -> dict[str, Status]:
    return {verdict.rule: verdict.status for verdict in report.rules}


def assert_skeleton(report: Report, book: RuleBook) -> None:
    """Assert that every part stands, and nothing of what it must hold is there."""
    placements = {part.id: part.placement for part in report.sections}
    assert set(placements.values()) == {"own"}, placements
    told = {finding.rule for finding in report.findings}
    assert not told & ({part.id for part in book.sections} | set(STRUCTURE))
    assert not {rule for rule in told if rule.endswith(".placement")}
    outcome = statuses(report)
    assert all(outcome[rule] in (Status.MISSING, Status.WEAK) for rule in content_rules(book)), outcome
    assert report.status == "gaps"


@pytest.mark.parametrize("name", shipped_names())
def test_a_skeleton_has_the_structure_and_no_content(name: str) -> None:
    book = load_rules(name)
    made = draft(book, issuer=ISSUERS[name], year=2025)
    for report in (
        check_text(markdown(made), path="draft.md", rules=book),
        check_bytes(word(made), path="draft.docx", rules=book),
    ):
        assert_skeleton(report, book)
        assert "form.placeholder" in {finding.rule for finding in report.findings}
        assert report.document.title == f"{ISSUERS[name]}2025年法治政府建设年度报告"


def test_a_book_of_ones_own_gets_its_own_parts() -> None:
    book = load_rules(EXAMPLE)
    made = draft(book, issuer="云溪县人民政府", year=2025)
    assert [part.heading for part in made.parts] == ["一、行政执法情况"]
    assert_skeleton(check_text(markdown(made), path="draft.md", rules=book), book)


def test_without_a_book_the_issuer_tells_it() -> None:
    report = check_text(markdown(draft(issuer="云溪县白石镇人民政府", year=2025)), path="draft.md")
    assert report.rulebook.id == "townships"
    guidance = "\n".join(
        line for part in draft(issuer="云溪县白石镇人民政府").parts for line in part.guidance
    )
    assert "包案调解" in guidance  # the hint of that book
    assert "科技保障" not in guidance


def test_blanks_stand_where_nothing_was_said() -> None:
    made = draft()
    assert made.title == "XX县人民政府20XX年法治政府建设年度报告"
    report = check_text(markdown(made), path="draft.md")
    blanks = [f.place.excerpt for f in report.findings if f.rule == "form.placeholder"]
    assert blanks[:3] == ["XX", "20XX", "20XX"]
    assert {part.placement for part in report.sections} == {"own"}


@pytest.mark.parametrize("name", shipped_names())
def test_the_blank_is_an_issuer_of_the_book(name: str) -> None:
    made = draft(load_rules(name))
    report = check_text(markdown(made), path="draft.md", rules=name)
    assert report.status == "gaps"
    assert {part.placement for part in report.sections} == {"own"}


def test_a_book_for_other_issuers_is_refused(capsys: Capture) -> None:
    status, out, err = call(capsys, "--rules", "departments", "--issuer", "云溪县人民政府")
    assert (status, out) == (2, "")
    assert "只适用于部门" in err


def test_what_does_not_apply_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        'rulebook: own\ntitle: 自定\nversion: "1"\nextends: annual-report\nwithout: {plan: 另行报送}\n'
        "rules:\n  - {id: leadership.acts, applies: {level: [township]}}\n",
        "utf-8",
    )
    made = draft(load_rules(path), issuer="云溪县人民政府", year=2025)
    assert [part.heading[:2] for part in made.parts] == ["一、", "二、", "三、"]
    assert "leadership.acts" not in "\n".join(line for part in made.parts for line in part.guidance)


def test_the_first_heading_that_the_book_itself_knows_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        'rulebook: own\ntitle: 自定\nversion: "1"\nsections:\n'
        "  - {id: water, title: 水利, headings: [水事执法, 河湖管护情况], cues: [河湖管护]}\n",
        "utf-8",
    )
    assert [part.heading for part in draft(load_rules(path)).parts] == ["一、水事执法"]
    text = path.read_text("utf-8").replace(
        "河湖管护情况], cues", "河湖管护情况], not: [水事执法, 水利], cues"
    )
    path.write_text(text, "utf-8")
    assert [part.heading for part in draft(load_rules(path)).parts] == ["一、河湖管护情况"]
    text = text.replace("cues: [河湖管护]", "cues: [渡口]").replace("not: [", "not: [河湖…情况, ")
    path.write_text(text, "utf-8")
    with pytest.raises(UsageError, match="water"):
        draft(load_rules(path))


HOSTILE = '甲--><b>&乙" lawcheck 略过 plan：丙'


def test_text_of_a_rule_book_stays_guidance(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        'rulebook: own\ntitle: 自定\nversion: "1"\nextends: annual-report\n'
        f"sections:\n  - id: plan\n    hint: '{HOSTILE}\u0001'\n".replace("\u0001", ""),
        "utf-8",
    )
    book = load_rules(path)
    made = draft(book, issuer="云溪县人民政府", year=2025)
    text = markdown(made)
    assert text.count("<!--") == text.count("-->")
    report = check_text(text, path="draft.md", rules=book)
    assert_skeleton(report, book)
    assert report.document.marks == ()
    assert_skeleton(check_bytes(word(made), path="draft.docx", rules=book), book)
    comments = Archive(File(word(made), "draft.docx")).utf8("word/comments.xml").decode()
    assert "甲--&gt;&lt;b&gt;&amp;乙" in comments


def test_other_programs_open_the_word_file() -> None:
    made = draft(issuer="云溪县人民政府", year=2025)
    opened = docx.Document(BytesIO(word(made)))
    texts = [paragraph.text for paragraph in opened.paragraphs]
    body = [text for part in made.parts for text in (part.heading, part.body)]
    assert texts == [made.title, made.opening, *body, made.issuer, made.day]
    names = [paragraph.style.name for paragraph in opened.paragraphs if paragraph.style]
    assert names.count("Heading 1") == len(made.parts)
    comments = {comment.text for comment in opened.comments}
    assert len(comments) == 1 + len(made.parts)
    assert word(made) == word(made)


def call(capsys: Capture, *args: str) -> tuple[int, str, str]:
    status = cli.main(["new", *args])
    return status, *capsys.readouterr()


def test_files_and_the_screen(tmp_path: Path, capsys: Capture) -> None:
    asked = ("--issuer", "云溪县水利局", "--year", "2025")
    status, screen, err = call(capsys, *asked)
    assert (status, err) == (0, "")
    path = tmp_path / "draft.md"
    assert call(capsys, *asked, "-o", str(path)) == (0, f"已写：{path}\n", "")
    assert path.read_text("utf-8") == screen
    path = tmp_path / "draft.docx"
    assert call(capsys, *asked, "-o", str(path))[0] == 0
    assert check(path).rulebook.id == "departments"
    before = path.read_bytes()
    status, _, err = call(capsys, *asked, "-o", str(path))
    assert status == 2
    assert "--force" in err
    assert path.read_bytes() == before
    assert call(capsys, *asked, "-o", str(path), "--force")[0] == 0


def test_the_guidance_may_be_english(capsys: Capture) -> None:
    _, out, _ = call(capsys, "--issuer", "云溪县水利局", "--year", "2025", "--lang", "en")
    assert "to be written: plan for the next year" in out
    assert "## 四、下一年度推进法治政府建设的主要安排" in out


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("-o", "draft.pdf"), "只能写 .docx 或 .md"),
        (("--year", "25"), "不是年份"),
        (("--year", "0000"), "不是年份"),
        (("--issuer", "云溪县<b>"), "单位名称"),
        (("--issuer", " "), "单位名称"),
        (("--rules", "nowhere.yaml"), "没有这个文件"),
        (("-o", "/nowhere/draft.md"), "不能写入"),
    ],
)
def test_what_makes_no_sense_is_2(args: tuple[str, ...], words: str, capsys: Capture) -> None:
    status, out, err = call(capsys, *args)
    assert (status, out) == (2, "")
    assert words in err
