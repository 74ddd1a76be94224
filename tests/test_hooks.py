"""The hooks, run by pre-commit in a repository of papers."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import checkout
import pytest
import yaml
from checkout import ROOT

from lawcheck import readers

EXAMPLES = ROOT / "examples"
COMPLETE, GAPPY = "papers/云溪县 2025年 法治政府建设报告.txt", "papers/东岭市 法治政府建设 情况.TXT"
HEAD = 'rulebook: dongling\ntitle: 东岭市\nversion: "1"\nextends: annual-report\n'
BOOK, CASES = "lawcheck-rules/东岭市 规则.yaml", "lawcheck-rules/东岭市 规则.cases.yaml"
PLAIN = "{id: lawcheck, args: [--format, plain, --]}"

pytestmark = checkout.needed


@dataclass(frozen=True, slots=True)
class Papers:
    """A repository of papers with hooks."""

    folder: Path
    env: dict[str, str]

    def put(self, name: str, text: str | bytes) -> None:
        """Add a file, of which git is told."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        checkout.git(self.folder, "add", "--", name)

    def run(self, hook: str) -> tuple[bool, str]:
        """Run a hook on all files; return whether it passed, and what was shown."""
        command = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--verbose", hook]
        done = subprocess.run(command, cwd=self.folder, env=self.env, capture_output=True, check=False)
        shown = done.stdout.decode() + done.stderr.decode()
        assert done.returncode in (0, 1), shown
        return done.returncode == 0, shown


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return an environment in which pre-commit keeps what it installs to itself, once for all tests."""
    folder = tmp_path_factory.mktemp("hooks")
    config = folder / "gitconfig"
    config.write_text("[user]\n\tname = somebody\n\temail = somebody@example.org\n", encoding="utf-8")
    own = {
        "PRE_COMMIT_HOME": str(folder / "home"),
        "VIRTUALENV_OVERRIDE_APP_DATA": str(folder / "virtualenv"),
        "GIT_CONFIG_GLOBAL": str(config),
        "PRE_COMMIT_COLOR": "never",
        "PYTHONUTF8": "1",
    }
    return {**checkout.clean(), **own}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository of lawcheck, as the files lie here, for pre-commit to clone."""
    return checkout.repository(checkout.copy(tmp_path_factory.mktemp("source")))


@pytest.fixture
def papers(source: Path, home: dict[str, str], tmp_path: Path) -> Papers:
    """Return a repository with both hooks and nothing to check."""
    made = Papers(checkout.repository(tmp_path), home)
    hooks = f"[{PLAIN}, {{id: lawcheck-rules, args: [--lang, en, --]}}]"
    made.put(".pre-commit-config.yaml", f"repos: [{{repo: '{source}', rev: HEAD, hooks: {hooks}}}]")
    made.put("README.md", "# 法治政府建设\n")
    made.put("法治政府建设年度报告/README.md", "no paper\n")
    return made


def example(name: str) -> str:
    return (EXAMPLES / name).read_text("utf-8")


def test_the_manifest_is_valid() -> None:
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_default_pattern_takes_every_suffix_and_no_folder_for_a_paper() -> None:
    hooks = {it["id"]: it for it in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    pattern = hooks["lawcheck"]["files"]
    found = re.search(r"\((\w+\|.*)\)\$$", pattern)
    assert found
    assert sorted(f".{it}" for it in found[1].split("|")) == sorted(readers.SUFFIXES)
    assert re.search(pattern, "a/云溪县2025年法治政府建设年度报告.DOCX")
    for name in ("法治政府建设年度报告/README.md", "a/~$法治政府.docx", "法治政府.png", "法治政府.txt.bak"):
        assert not re.search(pattern, name)


def test_a_paper_with_gaps_fails_and_a_complete_one_passes(papers: Papers) -> None:
    passed, shown = papers.run("lawcheck")
    assert passed
    assert "no files to check" in shown
    papers.put(COMPLETE, example("complete.txt"))
    passed, shown = papers.run("lawcheck")
    assert passed
    assert f"{COMPLETE}: 云溪县" in shown
    papers.put(GAPPY, example("gappy.txt"))
    passed, shown = papers.run("lawcheck")
    assert not passed
    assert f"{GAPPY}:15:" in shown
    assert "figures.ratio" in shown
    assert "exit code: 1" in shown
    assert "README" not in shown


def test_a_gap_stops_a_commit(papers: Papers) -> None:
    papers.put(GAPPY, example("gappy.txt"))
    command = [sys.executable, "-m", "pre_commit", "install"]
    subprocess.run(command, cwd=papers.folder, env=papers.env, capture_output=True, check=True)
    commit = ["git", "commit", "--message=a paper"]
    done = subprocess.run(commit, cwd=papers.folder, env=papers.env, capture_output=True, check=False)
    assert done.returncode == 1
    assert "figures.ratio" in (done.stdout + done.stderr).decode()
    assert checkout.git(papers.folder, "log", "--format=%s") == "first\n"


def test_a_name_that_looks_like_an_option_is_a_name(papers: Papers) -> None:
    papers.put("-o法治政府建设报告.txt", example("complete.txt"))
    before = sorted(os.listdir(papers.folder))
    passed, shown = papers.run("lawcheck")
    assert passed
    assert "-o法治政府建设报告.txt: 云溪县" in shown
    assert sorted(os.listdir(papers.folder)) == before


def test_what_cannot_be_read_or_is_no_report_fails(papers: Papers) -> None:
    papers.put("法治政府建设报告.pdf", (ROOT / "tests" / "files" / "complete.pdf").read_bytes())
    passed, shown = papers.run("lawcheck")
    assert not passed
    assert "exit code: 3" in shown
    assert "lawcheck-cn[pdf]" in shown
    papers.put("法治政府建设报告.pdf", "云溪县法治政府建设实施纲要\n到2030年，法治政府基本建成。\n")
    passed, shown = papers.run("lawcheck")
    assert not passed
    assert "exit code: 3" in shown


def test_a_broken_rule_book_fails(papers: Papers) -> None:
    papers.put("other/规则.yaml", "a: 1\n")
    papers.put("lawcheck-rules/data/laws.yaml", "a: 1\n")
    assert "no files to check" in papers.run("lawcheck-rules")[1]
    papers.put(BOOK, HEAD)
    papers.put(CASES, "cases: []\n")
    passed, shown = papers.run("lawcheck-rules")
    assert passed
    assert f"{BOOK}: no mistake" in shown
    papers.put(
        BOOK, 'rulebook: dongling\ntitle: 东岭市\nversion: "1"\nextends: annual-report\nsektions: []\n'
    )
    passed, shown = papers.run("lawcheck-rules")
    assert not passed
    assert "exit code: 2" in shown
    assert "sektions" in shown


def test_the_example_reads_pdf_and_old_word(papers: Papers, source: Path) -> None:
    text = example("ci/pre-commit-config.yaml")
    text = text.replace("FILL-IN-WHERE-LAWCHECK-LIES", str(source)).replace("FILL-IN-A-TAG-OR-COMMIT", "HEAD")
    papers.put(".pre-commit-config.yaml", text)
    papers.put("法治政府建设实施纲要.txt", "云溪县法治政府建设实施纲要\n")
    for name in ("complete.pdf", "complete.doc"):
        papers.put(f"云溪县 法治政府建设报告 {name}", (ROOT / "tests" / "files" / name).read_bytes())
    passed, shown = papers.run("lawcheck")
    assert passed, shown
    assert shown.count("100分") == 2
    assert "no files to check" in papers.run("lawcheck-rules")[1]
