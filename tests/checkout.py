"""The checkout that the tests run in, for what is installed from one: the hooks and the action."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

needed = pytest.mark.skipif(
    not (ROOT / ".git").exists() or shutil.which("git") is None,
    reason="needs a git checkout to install lawcheck from, and there is none here",
)


def clean() -> dict[str, str]:
    """Return the environment without what git, a hook's runner or a pipeline around the tests put in it."""
    meddling = ("GIT_", "PRE_COMMIT", "GITHUB_", "RUNNER_", "INPUT_", "CI_", "PIP_USER", "PYTHONPATH")
    return {name: value for name, value in os.environ.items() if not name.startswith(meddling)}


def git(folder: Path, *args: str) -> str:
    """Return what git says in a folder, whatever the user's own configuration is."""
    env = {**clean(), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    who = ("-c", "user.name=somebody", "-c", "user.email=somebody@example.org")
    command = ["git", "-C", str(folder), *who, *args]
    return subprocess.run(command, env=env, check=True, capture_output=True, encoding="utf-8").stdout


def copy(to: Path) -> Path:
    """Copy the files as they lie here, committed or not, and return where to."""
    for name in git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0"):
        source = ROOT / name
        if name and source.is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, to / name)
    return to


def repository(folder: Path) -> Path:
    """Make a folder's files the first commit of a repository, and return the folder."""
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--no-verify", "--message=first")
    return folder
