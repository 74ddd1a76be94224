"""Read the pages of the manual, and run what they tell the reader to do in a copy of what the reader has."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import checkout
from checkout import ROOT

DOCS = ROOT / "docs"
SUBJECTS = ("drafters", "reviewers", "pipelines", "rule-authors")
LANGUAGES = {".zh-CN.md": "zh", ".md": "en"}
ELISION = "…"
_BLOCK = re.compile(
    r"(?:<!-- (?P<mark>[^\n]*?) -->\n)?^```(?P<sort>[^\n]*)\n(?P<inside>.*?)^```$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its sort, the comment above it, its text, and the screen directly below it."""

    sort: str
    mark: str
    text: str
    screen: str | None = None

    @property
    def status(self) -> int:
        """The exit status that the comment above tells, of the last command."""
        told = re.fullmatch(r"status (\d+)", self.mark)
        return int(told[1]) if told else 0

    @property
    def file(self) -> str:
        """The name of the file that the reader writes, or ""."""
        return self.mark.removeprefix("file ") if self.mark.startswith("file ") else ""

    def commands(self) -> list[str]:
        """Return the commands, continued lines joined."""
        return self.text.replace("\\\n", " ").splitlines()


def page(subject: str, suffix: str) -> str:
    """Return a page of the manual."""
    return (DOCS / f"{subject}{suffix}").read_text("utf-8")


def blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a page in order; a ``text`` block belongs to the commands directly above it."""
    found = list(_BLOCK.finditer(text))
    for index, block in enumerate(found):
        if block["sort"] == "text":
            above = found[index - 1] if index else None
            assert above, block["inside"]
            assert above["sort"] == "sh", f"a screen without a command: {block['inside']}"
            assert not text[above.end() : block.start()].strip(), f"not directly below: {block['inside']}"
            continue
        below = found[index + 1] if index + 1 < len(found) else None
        screen = below["inside"] if below and below["sort"] == "text" else None
        yield Block(block["sort"], block["mark"] or "", block["inside"], screen)


def shows(screen: str, printed: str) -> bool:
    """Return whether what was printed is what a screen shows; a line of … stands for any lines."""
    parts: list[list[str]] = [[]]
    for line in screen.splitlines():
        if line.strip() == ELISION:
            parts.append([])
        else:
            parts[-1].append(re.escape(line.rstrip()))
    pattern = r"(?:.*\n)?".join("".join(f"{line}\n" for line in part) for part in parts)
    lines = "".join(f"{line.rstrip()}\n" for line in printed.splitlines())
    return re.fullmatch(pattern, lines, re.DOTALL) is not None


@dataclass(slots=True)
class Session:
    """A shell in a copy of the examples and the manual's papers for a page's commands, one by one."""

    root: Path
    folder: Path = field(init=False)
    status: int = 0

    def __post_init__(self) -> None:
        """Lay down what the reader has got."""
        for name in ("docs/papers", "examples"):
            shutil.copytree(ROOT / name, self.root / name)
        programs = self.root.parent / "programs"
        programs.mkdir()
        for module in ("lawcheck", "pre_commit"):
            program = programs / module.replace("_", "-")
            program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m {module} "$@"\n', "utf-8")
            program.chmod(0o755)
        self.folder = self.root

    def environment(self) -> dict[str, str]:
        """Return the environment of a reader whose window is 80 columns wide."""
        own = {
            "PATH": f"{self.root.parent / 'programs'}{os.pathsep}{os.environ['PATH']}",
            "COLUMNS": "80",
            "PYTHONUTF8": "1",
            "BROWSER": "true",  # a program that opens nothing, and says that all went well
            "PYTHONPATH": str(Path(sys.modules["lawcheck"].__path__[0]).parent),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "某某",
            "GIT_AUTHOR_EMAIL": "somebody@example.org",
            "GIT_COMMITTER_NAME": "某某",
            "GIT_COMMITTER_EMAIL": "somebody@example.org",
            "PRE_COMMIT_HOME": str(self.root.parent / "pre-commit"),
            "PRE_COMMIT_COLOR": "never",
        }
        return {**checkout.clean(), **own}

    def run(self, command: str) -> str:
        """Run a command and return what the screen shows; the status is kept for the next."""
        if command.startswith("cd "):
            self.folder = (self.folder / command.removeprefix("cd ").strip()).resolve()
            assert self.folder.is_dir(), command
            self.status = 0
            return ""
        done = subprocess.run(
            ["bash", "-c", f"(exit {self.status}); {command}"],
            cwd=self.folder,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        self.status = done.returncode
        return done.stdout.decode()

    def start(self, command: str) -> subprocess.Popen[str]:
        """Start a command that runs until it is stopped."""
        return subprocess.Popen(
            ["bash", "-c", f"exec {command}"],
            cwd=self.folder,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def write(self, name: str, text: str) -> None:
        """Write a file as the reader does."""
        (self.folder / name).write_text(text, "utf-8")
