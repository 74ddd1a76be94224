"""The public names: all of them, nothing else, and cheap to import."""

from __future__ import annotations

import subprocess
import sys
import types
from pathlib import Path

import pytest

import lawcheck

ROOT = Path(lawcheck.__file__).parents[1]
PROMISED = {
    *("check", "check_text", "check_many", "load_rules", "render"),
    *("Report", "Run", "Finding", "Section", "SectionResult", "Severity", "State", "Status", "Placement"),
    *("ReportStatus", "Unreadable", "RuleBook", "Document", "Suppression"),
    *("LawcheckError", "ReadError", "RuleBookError", "UsageError"),
    "__version__",
}


def test_all_names_what_is_promised() -> None:
    assert set(lawcheck.__all__) == PROMISED
    assert list(lawcheck.__all__) == sorted(lawcheck.__all__)
    assert dir(lawcheck) == sorted(PROMISED)


@pytest.mark.parametrize("name", sorted(PROMISED))
def test_every_name_is_there_and_documented(name: str) -> None:
    value = getattr(lawcheck, name)
    assert name == "__version__" or (value.__name__ == name and value.__doc__)


def test_nothing_public_is_there_that_is_not_promised() -> None:
    for name in PROMISED:
        getattr(lawcheck, name)
    there = {
        name
        for name, value in vars(lawcheck).items()
        if not name.startswith("_") and not isinstance(value, types.ModuleType)
    }
    assert there - PROMISED == {"TYPE_CHECKING", "annotations", "import_module"}


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="chek"):
        _ = lawcheck.chek


def test_importing_loads_nothing_dear() -> None:
    code = "import sys; before = set(sys.modules); import lawcheck; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = done.stdout.split()
    assert [name for name in loaded if name.startswith("lawcheck")] == ["lawcheck", "lawcheck._version"]
    dear = {
        "jieba",
        "rich",
        "yaml",
        "pydantic",
        "typing",
        "dataclasses",
        "multiprocessing",
        "concurrent.futures",
    }
    assert not dear & set(loaded)


def test_the_type_marker_travels_with_the_package() -> None:
    assert (Path(lawcheck.__file__).parent / "py.typed").is_file()


def test_jieba_is_whole_for_others() -> None:
    """Its model for unknown words, which lawcheck leaves out at first, comes when somebody asks it."""
    cut = "import jieba.finalseg; print(list(jieba.finalseg.cut('他来到了网易杭研大厦')))"
    ours = "from lawcheck.text.words import Comparer; Comparer({'法治': 1.0}).likeness('法治', '法治'); "
    told = [
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True
        ).stdout
        for code in (cut, ours + cut)
    ]
    assert told[0] == told[1]
    assert "网易" in told[0]
