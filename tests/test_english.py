"""In English nothing of ours is Chinese but what is quoted: the paper, the rules' words, names of laws."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import sayings
from quotations import bare

import lawcheck
from lawcheck import Report, RuleBook, check_text, cli, load_rules, render
from lawcheck.author.cases import try_book
from lawcheck.author.derive import paper_of, proposal
from lawcheck.author.explain import explain
from lawcheck.author.skeleton import draft
from lawcheck.cli._group import Group
from lawcheck.errors import ReadError, UsageError
from lawcheck.kinds import kind_class, kind_names
from lawcheck.model import Run, Text
from lawcheck.renderers import Look
from lawcheck.renderers import render as render_run
from lawcheck.renderers._clean import clean
from lawcheck.rulebook import shipped_names
from lawcheck.rulebook.cases import load_cases

ROOT = Path(__file__).parents[1]
PACKAGE = Path(lawcheck.__file__).parent
FOLDERS = ("examples", "tests/documents", "tests/good")
PAPERS = sorted(
    path for folder in FOLDERS for path in (ROOT / folder).iterdir() if path.suffix in (".txt", ".md")
)
Capture = pytest.CaptureFixture[str]


# --- help


def commands(package: str, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the words of each command and group, those of groups too."""
    yield words
    group = getattr(import_module(package.replace("-", "_")), "_COMMANDS", None)
    for name in group.names() if isinstance(group, Group) else ():
        yield from commands(f"{package}.{name}", (*words, name))


@pytest.mark.parametrize("words", [*commands("lawcheck.cli")], ids=" ".join)
def test_help(words: tuple[str, ...], capsys: Capture) -> None:
    assert cli.main(["--lang", "en", *words, "--help"]) == 0
    told = capsys.readouterr().out
    assert told.startswith(" ".join(("usage: lawcheck", *words)))
    assert bare(told) == []


def test_help_of_groups_is_among_it() -> None:
    assert {("rules",), ("rules", "test"), ("baseline", "write"), ("check",)} <= {*commands("lawcheck.cli")}


# --- what a check tells


def texts(report: Report) -> Iterator[tuple[str, str]]:
    """Yield each text of a report that is ours, with its name."""
    for finding in report.findings:
        for name in ("message", "expected", "actual", "hint", "basis"):
            yield f"{finding.rule} {name}", getattr(finding, name)
    yield from ((verdict.rule, verdict.reason) for verdict in report.rules)
    for section in report.sections:
        yield from ((section.id, section.title), (section.id, section.reason))
    document = report.document
    yield from (("note", note) for note in report.notes)
    yield from (("note", note.say("en")) for note in (*document.notes, *document.unread))
    yield from (("misuse", misuse.message) for misuse in report.misused)
    yield from (("reason", report.reason), ("book", report.rulebook.title))


def of_the_paper(report: Report) -> set[str]:
    """Return the words of a paper that the plain view prints without quotation marks."""
    document = report.document
    places = [place for finding in report.findings for place in (finding.place, *finding.related)]
    headings = {clean(step, 60) for place in places for step in place.path}
    return headings | {clean(document.title or "", 200), clean(document.issuer or "")}


def views(report: Report) -> Iterator[tuple[str, str]]:
    """Yield the lines of the plain view without what the paper says."""
    plain = render_run(Run((report,), lang="en"), "plain", Look(explain=True))
    assert isinstance(plain, str)
    for words in sorted(of_the_paper(report) - {""}, key=len, reverse=True):
        plain = plain.replace(words, "")
    yield from (("plain", line) for line in plain.split("\n") if not line.startswith("  text: "))


def leaks(report: Report) -> list[tuple[str, str]]:
    """Return the texts of a report, and lines of its view, that hold Chinese outside quotations."""
    return [(name, text) for name, text in (*texts(report), *views(report)) if bare(text)]


def told(report: Report) -> list[object]:
    """Return what has to be the same in each language."""
    verdicts = [(verdict.rule, verdict.status, verdict.score) for verdict in report.rules]
    return [report.status, report.score, *verdicts] + [
        (each.rule, each.severity, each.place, each.related, each.fingerprint) for each in report.findings
    ]


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_papers(path: Path, force: bool) -> None:
    text = path.read_text("utf-8")
    report = check_text(text, path=path.name, lang="en", force=force)
    assert leaks(report) == []
    assert told(report) == told(check_text(text, path=path.name, force=force))


@pytest.mark.parametrize("name", shipped_names())
def test_papers_of_cases(name: str) -> None:
    book, cases = load_cases(name)
    found: dict[tuple[str, str], str] = {}
    for case in cases.cases:
        text = cases.paper(case)[0]
        try:
            report = check_text(text, rules=book, lang="en", force=True)
        except ReadError as error:
            found |= dict.fromkeys([("reason", error.reason_en)] if bare(error.reason_en) else [], case.why)
            continue
        found |= dict.fromkeys(leaks(report), case.why)
        assert told(report) == told(check_text(text, rules=book, force=True))
    assert found == {}


@pytest.mark.parametrize(
    "name", ["csv", "github", "gitlab", "html", "junit", "markdown", "plain", "terminal"]
)
def test_what_a_view_prints_in_chinese_stands_in_the_paper(name: str) -> None:
    text = (ROOT / "examples/gappy.txt").read_text("utf-8")
    shown = render(check_text(text, lang="en"), name, width=10_000)
    shown = shown if isinstance(shown, str) else shown.decode("utf-8")
    assert [word for word in bare(shown) if word not in text] == []


def test_cases_hold_in_english() -> None:
    assert all(try_book(*load_cases(name), lang="en").passes for name in shipped_names())


# --- what stands in the package


@cache
def sources() -> tuple[tuple[str, ast.Module], ...]:
    """Return the modules of the package."""
    paths = sorted(PACKAGE.rglob("*.py"))
    return tuple((path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text("utf-8"))) for path in paths)


@pytest.mark.parametrize(("name", "tree"), sources(), ids=[name for name, _ in sources()])
def test_what_is_said_in_chinese_is_said_in_english(name: str, tree: ast.Module) -> None:
    assert sayings.leaks(tree) == []


@pytest.mark.parametrize(
    "source",
    [
        'Text("去年")',
        'Text("去年", "")',
        'Text(zh="去年")',
        'Text("去年", "said 去年")',
        'Text(zh="去年", en="去年 was")',
        'Text("去年" + x, "the 年 " + x)',
        'Text("去年", "the 年" if x else "none")',
        "Text(\"去年\", f\"the {n} {'篇' if n else 'papers'}\")",
        'view.say(f"写作{x}", f"written 第{x}")',
        'zh, en = "去年", "in the 年 before"',
        'def f():\n    zh, en = f"没有{x}", f"{x} 没有"\n    return Text(zh, en)',
        'def f():\n    zh = f"没有{x}"\n    return Text(zh)',
        'def f():\n    en = f"no 规则 {x}"\n    return Text("没有", en)',
        'def f():\n    if lang == "en":\n        return f"there is no 规则 {x}"\n    return "没有"',
        'told("读不了", "it cannot 读", x)',
        'ReadError(path, "读不了", f"{why} cannot be read 读")',
        'ReadError(path, "读不了", "it cannot 读", True)',
        'ReadError(path, "读不了", "")',
        'ReadError(path, "读不了", reason_en="it cannot 读")',
        'raise LawcheckError(f"没有{x}")',
        'raise UsageError("应为列表 / a list is wanted")',
    ],
)
def test_what_is_not_is_noticed(source: str) -> None:
    assert sayings.leaks(ast.parse(source))


@pytest.mark.parametrize(
    "source",
    [
        'view.say(f"写作“{x}”", f"written “第{x}号”, as in 《民法典》, not `第`")',
        'def f():\n    unit = "倍"\n    return Text(f"增加{unit}", f"up “{unit}”")',
        'def f():\n    zh, en = f"没有{x}", f"no {x}"\n    return Text(zh, en)',
        'raise UsageError(Text("没有", "none").say(lang))',
        'Text("", "")',
        '"""说的是 what is said."""',
    ],
)
def test_what_is_quoted_or_said_in_both_is_let_stand(source: str) -> None:
    assert sayings.leaks(ast.parse(source)) == []


@pytest.mark.parametrize("text", ["said 去年", "“去年” and 去年", "it says “去年", "去年”", "〇"])
def test_bare_words_are_noticed(text: str) -> None:
    assert bare(text)


@pytest.mark.parametrize("kind", kind_names())
def test_kinds_say_what_they_ask(kind: str) -> None:
    about = kind_class(kind).ABOUT
    assert about.zh
    assert about.en
    assert bare(about.en) == []


# --- what stands in the shipped books


def written(value: Any, where: str) -> Iterator[tuple[str, Text]]:
    """Yield the texts in a book for people, each with where it stands."""
    if isinstance(value, Text):
        yield where, value
    elif isinstance(value, tuple | list):
        for at, each in enumerate(value):
            yield from written(each, f"{where}.{getattr(each, 'id', at)}")
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from written(each, f"{where}.{key}")
    elif is_dataclass(value):
        for field in fields(value):
            yield from written(getattr(value, field.name), f"{where}.{field.name}")


@pytest.mark.parametrize("name", shipped_names())
def test_shipped_books(name: str) -> None:
    found = dict(written(load_rules(name), name))
    assert len(found) > 50
    assert [where for where, text in found.items() if not text.en or bare(text.en)] == []


@pytest.mark.parametrize("name", shipped_names())
def test_subjects_of_shipped_books(name: str) -> None:
    for rule in rules_of(load_rules(name)):
        english = getattr(rule, "english", None)
        if hasattr(rule, "english"):
            assert {*(getattr(rule, "of", None) or rule.subjects)} == set(english or ())
            assert [text for text in (english or {}).values() if bare(text)] == []


def rules_of(book: RuleBook) -> Iterator[Any]:
    yield from book.rules
    for part in book.sections:
        yield from part.rules


# --- what authors are told


@pytest.mark.parametrize("name", shipped_names())
def test_explanations(name: str) -> None:
    book, cases = load_cases(name)
    lines = [line for id_ in book.rule_ids() for line in explain(book, cases, id_)]
    assert [line.text.en for line in lines if bare(f"{line.label.say('en')} {line.text.say('en')}")] == []


@pytest.mark.parametrize("name", shipped_names())
def test_guidance_of_skeletons(name: str) -> None:
    made = draft(load_rules(name), lang="en")
    guidance = [*made.guidance, *(line for part in made.parts for line in part.guidance)]
    assert guidance
    assert [line for line in guidance if bare(line)] == []


def test_comments_of_proposals() -> None:
    papers = [paper_of(str(path)) for path in sorted((ROOT / "tests/good").iterdir())[:4]]
    comments = [line for line in proposal(papers, lang="en").split("\n") if line.startswith("# ")]
    assert len(comments) > 2
    assert [line for line in comments if bare(line)] == []


def test_complaints_of_a_call() -> None:
    with pytest.raises(UsageError) as raised:
        check_text("", select="form", lang="en")
    assert str(raised.value) == "select and ignore take lists of rules"


LABELS = """\
- file: paper.txt
  parts: {leadership: {placement: own}, plan: {placement: absent}}
  must_find: [{rule: names.law, line: 1, text: 《民法总则》}]
  complete: true
"""


@pytest.mark.parametrize(
    "words",
    [
        "formats",
        "config",
        "explain",
        "explain plan names.law",
        "rules list",
        "rules list townships",
        "rules validate gold.yaml",
        "rules test --rule plan.year",
        "rules stress paper.txt",
        "rules audit paper.txt --format json",
        "measure gold.yaml",
        "baseline write paper.txt -o baseline.json",
    ],
)
def test_commands(words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.chdir(tmp_path)
    Path("paper.txt").write_bytes((ROOT / "examples/gappy.txt").read_bytes())
    Path("gold.yaml").write_text(LABELS, "utf-8")
    cli.main(["--lang", "en", *words.split()])
    shown, complaints = capsys.readouterr()
    assert shown + complaints
    assert bare(shown) == []
    assert bare("\n".join(line for line in complaints.split("\n") if " | " not in line)) == []


def test_cases_that_fail(tmp_path: Path, capsys: Capture) -> None:
    """What an author wrote stands in quotation marks, also why there is a case; the text is the case's."""
    rule = "{id: style.slogans, kind: forbidden, title: {zh: 空话, en: slogans}, of: [谱写]}"
    case = "{why: 空话, in: plan, text: 谱写新篇章。, leaves: [style.slogans]}"
    book = tmp_path / "own.yaml"
    head = 'rulebook: own\ntitle: 示例\nversion: "1"\nextends: annual-report\n'
    book.write_text(f"{head}rules:\n  - {rule}\ncases:\n  - {case}\n", "utf-8")
    assert cli.main(["--lang", "en", "rules", "test", str(book)]) == 1
    lines = capsys.readouterr().out.replace(str(tmp_path), "").split("\n")
    assert lines[0].endswith(": “空话”")
    assert [line for line in lines if bare(line) and " | " not in line] == []
