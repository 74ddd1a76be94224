"""The guide for rule authors: its examples load, the same in both languages, and it knows every command."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lawcheck import load_rules
from lawcheck.author.measure.gold import read_gold
from lawcheck.cli import rules
from lawcheck.rulebook.cases import load_cases

ROOT = Path(__file__).parent.parent
GUIDES = ("CONTRIBUTING.md", "CONTRIBUTING.zh-CN.md")


def blocks(guide: str) -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", (ROOT / guide).read_text("utf-8"), re.DOTALL)


def bare(block: str) -> str:
    """Return a block without what may differ between languages: comments, file names of papers."""
    return re.sub(r"\s*#.*|file: .*|, why: [^}]*", "", block)


def test_both_guides_give_the_same_examples() -> None:
    one, other = (blocks(guide) for guide in GUIDES)
    assert len(one) == len(other) == 7
    for here, there in zip(one, other, strict=True):
        if "why:" not in here or "file:" in here:  # cases are told in the guide's language
            assert bare(here) == bare(there)


@pytest.mark.parametrize("guide", GUIDES)
def test_the_book_of_the_guide_loads_and_its_cases_are_understood(guide: str, tmp_path: Path) -> None:
    head, changes, without, scope, cases, _, _ = blocks(guide)
    rule = (
        "  - id: achievements\n    rules:\n      - id: achievements.reviews\n        kind: coverage\n"
        "        title: 复议\n        of: {复议: [行政复议]}\n" + re.sub("(?m)^", "    ", scope)
    )
    changes = changes.replace("rules:\n  - id: leadership", f"{rule}\nrules:\n  - id: leadership")
    path = tmp_path / "jiangyuan.yaml"
    path.write_text("\n".join((head, without, changes, cases)), "utf-8")
    book, found = load_cases(str(path))
    assert book.rulebook == "jiangyuan"
    assert len(found.cases) == 2
    asked = book.find("achievements.reviews")
    assert asked
    assert asked.applies
    assert load_rules(path).find("plan.answers")


@pytest.mark.parametrize("guide", GUIDES)
def test_the_frame_of_the_guide_is_understood(guide: str, tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(blocks(guide)[0] + blocks(guide)[5], "utf-8")
    frame = load_cases(str(path))[1].frame
    assert frame
    assert list(frame)[-1] == "signature"


@pytest.mark.parametrize("guide", GUIDES)
def test_the_labels_of_the_guide_are_understood(guide: str, tmp_path: Path) -> None:
    block = blocks(guide)[6]
    name = re.findall(r"file: (\S+)", block)[0]
    (tmp_path / name).write_text("云溪县司法局关于2025年度法治政府建设情况的报告\n", "utf-8")
    (tmp_path / "gold.yaml").write_text(block, "utf-8")
    book = load_rules()
    assert read_gold(str(tmp_path / "gold.yaml"), [part.id for part in book.sections], book.rule_ids())


@pytest.mark.parametrize("guide", GUIDES)
def test_the_guide_names_every_command_for_rule_books(guide: str) -> None:
    text = (ROOT / guide).read_text("utf-8")
    assert all(f"rules {name}" in text for name in rules._COMMANDS.names())
