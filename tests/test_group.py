"""Commands are files: their names, and what is said of a name that is none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from lawcheck import cli
from lawcheck.cli._group import Group
from lawcheck.errors import UsageError
from lawcheck.model import Text

COMMAND = """\
from lawcheck.model import Text
SUMMARY = Text("示例", "example")
def main(args, lang):
    return 0
"""


@pytest.fixture
def group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Group:
    package = tmp_path / "sample_commands"
    package.mkdir()
    for name in ("__init__", "two_words", "word", "_helper"):
        (package / f"{name}.py").write_text(COMMAND, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "sample_commands", raising=False)
    return Group(
        "sample_commands", [str(package)], "sample", Text("用法\n{commands}\n", "usage\n{commands}\n")
    )


def test_a_command_of_two_words_has_a_hyphen(group: Group) -> None:
    assert group.names() == ["two-words", "word"]
    assert group.command("two-words", "zh").SUMMARY.en == "example"
    assert group.run(["two-words"], "en") == 0


def test_the_name_of_its_file_is_no_command(group: Group) -> None:
    with pytest.raises(UsageError, match="did you mean two-words"):
        group.command("two_words", "en")


def test_help_lists_build_site(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--help"]) == 0
    assert "\n  build-site   写" in capsys.readouterr().out
