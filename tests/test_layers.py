"""Imports point down only, and each borrowed library has one door."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "lawcheck"

# From the top down; names in one line do not import each other.
LAYERS = (
    "__init__ __main__",
    "cli",
    "serve site",
    "desk",
    "annotate author baseline comparing config results",
    "api",
    "call",
    "many papers previous",
    "engine pooling renderers states",
    "alignment fingerprints gate genre parts suppressing",
    "rulebook",
    "kinds readers",
    "text",
    "model errors records _version",
)
RANK = {name: depth for depth, layer in enumerate(LAYERS) for name in layer.split()}

DOORS = {
    "jieba": {"text/words.py"},
    "starlette": {"serve/app.py", "serve/guard.py"},
    "uvicorn": {"serve/running.py"},
    "anyio": {"serve/app.py"},
    "rich": {"renderers/terminal.py", "renderers/_progress.py"},
    "yaml": {"rulebook/"},
    "pydantic": {"rulebook/", "renderers/_schema.py", "renderers/_shapes.py"},
    "zipfile": {
        "readers/_archive.py",
        "annotate/_zip.py",
        "author/skeleton/_word.py",
        "desk/_bundle.py",
        "site/archives.py",
    },
    "tarfile": {"site/archives.py"},
    "subprocess": {"readers/_word/office.py", "site/clients.py"},
}
# Libraries of the extras are named in a string, since they may be missing.
EXTRAS = {
    "pypdfium2": {"readers/_pdfium.py", "readers/pdf.py", "site/pdfium.py"},
    "doc2docx": {"readers/_word/binary.py", "readers/doc.py", "site/packages.py"},
    "xlsxwriter": {"renderers/_xlsx/book.py", "site/assembly.py", "site/packages.py"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Yield the modules that a file imports, and whether only type checkers see it."""
    tree = ast.parse(path.read_text("utf-8"))
    hidden = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.unparse(block.test)
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, id(node) in hidden) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from ((name, id(node) in hidden) for name in names)


def layer(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def test_every_module_has_a_layer() -> None:
    assert {layer(path) for path in MODULES} == set(RANK)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    here = layer(path)
    for name, hidden in imports(path):
        package, _, rest = name.partition(".")
        if package != "lawcheck" or hidden:
            continue
        there = rest.partition(".")[0]
        if there not in RANK:  # a name of lawcheck itself: only examples and tests use those
            assert here in ("__init__", "__main__"), f"{path}: imports {name} from the top"
            continue
        assert here == there or RANK[there] > RANK[here], f"{here} may not import {there}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_borrowed_libraries_stay_behind_their_door(path: Path) -> None:
    where = path.relative_to(PACKAGE).as_posix()
    for name, hidden in imports(path):
        library = name.partition(".")[0]
        doors = DOORS.get(library)
        assert hidden or doors is None or any(where.startswith(door) for door in doors), f"{where}: {library}"


@pytest.mark.parametrize("library", EXTRAS)
def test_extras_stay_behind_their_door(library: str) -> None:
    naming = {
        path.relative_to(PACKAGE).as_posix() for path in MODULES if f'"{library}"' in path.read_text("utf-8")
    }
    assert naming == EXTRAS[library]


def loaded_by(code: str) -> set[str]:
    """Return which of the four libraries a fresh interpreter has loaded after some code."""
    program = (
        f"{code}\nimport sys\nprint(*sorted({{'jieba', 'rich', 'yaml', 'pydantic'}} & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return set(result.stdout.split())


PAPER = "云溪县司法局关于2025年度法治政府建设情况的报告\\n一、主要举措和成效\\n审核文件12件。\\n"
OPEN = PAPER + "二、其他事项\\n没有其他需要报告的事项。\\n"
WHOLE = PAPER + "\\n".join(
    (
        "二、主要负责人履行第一责任人职责情况",
        "主持会议。",
        "三、存在的不足",
        "人手不足。",
        "四、下一步打算",
        "一是加强培训。",
    )
)


@pytest.mark.parametrize(
    ("code", "libraries"),
    [
        ("import lawcheck", set()),
        (f"import lawcheck\nlawcheck.render(lawcheck.check_text('{WHOLE}'), 'json')", set()),
        (f"import lawcheck\nlawcheck.render(lawcheck.check_text('{WHOLE}'), 'plain')", set()),
        (f"import lawcheck\nlawcheck.render(lawcheck.check_text('{WHOLE}'), 'terminal')", {"rich"}),
        (f"import lawcheck\nlawcheck.check_text('{OPEN}')", {"jieba"}),  # cues leave parts open
    ],
)
def test_libraries_are_imported_when_used(code: str, libraries: set[str]) -> None:
    assert loaded_by(code) == libraries
