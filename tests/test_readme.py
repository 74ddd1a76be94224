"""The READMEs say what the program says, and the same in both languages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from lawcheck import check, render

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh-CN.md")
MARKS = ("check", "plain", "tests")


def command(readme: str, mark: str) -> str:
    text = (ROOT / readme).read_text("utf-8")
    found = re.search(rf"<!-- {mark} -->\n```\n(.*?)\n```", text, re.DOTALL)
    assert found, f"{readme} has no command {mark}"
    return found[1]


@pytest.mark.parametrize("mark", MARKS)
def test_both_readmes_give_the_same_commands(mark: str) -> None:
    assert command(READMES[0], mark) == command(READMES[1], mark)


@pytest.mark.parametrize("readme", READMES)
def test_the_screen_is_what_the_program_shows(readme: str) -> None:
    text = (ROOT / readme).read_text("utf-8")
    screen = text[text.index("$ lawcheck check examples/gappy.txt\n") :]
    quoted = screen[screen.index("\n") + 1 : screen.index("\n```")].splitlines()
    shown = render(check(ROOT / "examples" / "gappy.txt"), "terminal")
    assert isinstance(shown, str)
    lines = [line.rstrip() for line in shown.replace(f"{ROOT}/", "").splitlines()]
    for line in quoted:
        assert line == "…" or line.rstrip() in lines, line


def test_the_figures_are_those_recorded() -> None:
    recorded = json.loads((ROOT / "tests" / "accuracy.json").read_text("utf-8"))["figures"]
    assert recorded["report or not, titled (plain)"] == 1.0
    assert round(recorded["report or not, untitled (plain)"], 2) == 0.98
    assert recorded["leadership (plain)"] == recorded["title (plain)"] == recorded["year (plain)"] == 1.0
