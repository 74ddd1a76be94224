"""The examples for pipelines: valid by the official schemas, and their shell lines do what they say."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import checkout
import jsonschema
import official
import pytest
import yaml
from junitparser import JUnitXml
from lxml import etree

EXAMPLES = Path(__file__).parents[1] / "examples"
CI = EXAMPLES / "ci"
READMES = ("README.rst", "README.zh-CN.rst")
WANTED = "lawcheck-cn[doc,pdf] @ somewhere"
GITHUB, GITLAB, GITEE = "github-pip.yml", "gitlab-ci.yml", "gitee.yml"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the lines are for a Unix shell")


def load(name: str) -> Any:
    """Return what a file says; ``on`` is a word to GitHub and "yes" to YAML 1.1."""
    return {
        "on" if key is True else key: it for key, it in yaml.safe_load((CI / name).read_text("utf-8")).items()
    }


def lines(name: str) -> list[str]:
    """Return the scripts of a file, as its service hands them to a shell one by one."""
    found = load(name)
    if name == GITHUB:
        return [step["run"] for step in found["jobs"]["lawcheck"]["steps"] if "run" in step]
    if name == GITLAB:
        return ["\n".join(found["lawcheck"]["script"])]
    return ["\n".join(found["stages"][0]["steps"][0]["commands"])]


def variables(name: str) -> dict[str, str]:
    """Return the variables that a file sets for its scripts."""
    found = load(name)
    given: dict[str, str] = (
        found["lawcheck"]["variables"] if name == GITLAB else found.get("env") or found["variables"]
    )
    return given


@dataclass(frozen=True, slots=True)
class Job:
    """A repository of papers, and programs in place of those that a pipeline would install."""

    folder: Path
    programs: Path

    def put(self, *papers: str) -> None:
        """Add papers of the examples."""
        (self.folder / "papers").mkdir(exist_ok=True)
        for paper in papers:
            to = self.folder / "papers" / f"云溪县 {paper}"
            to.write_bytes((EXAMPLES / paper).read_bytes())

    def run(self, name: str, wanted: str = WANTED) -> tuple[int, str]:
        """Run the scripts of a file until one fails; return the status and what was shown."""
        service = {GITHUB: "GITHUB_ACTIONS", GITLAB: "GITLAB_CI", GITEE: "GITEE_PIPELINE_NAME"}[name]
        path = f"{self.programs}{os.pathsep}{os.environ['PATH']}"
        env = {**checkout.clean(), **variables(name), "PATH": path, service: "true", "LAWCHECK": wanted}
        shown = ""
        for script in lines(name):
            command = ["bash", "-eo", "pipefail", "-c", script]
            done = subprocess.run(command, cwd=self.folder, env=env, capture_output=True, check=False)
            shown += done.stdout.decode() + done.stderr.decode()
            if done.returncode:
                return done.returncode, shown
        return 0, shown


def program(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def job(tmp_path: Path) -> Job:
    """Return a repository, a pip that only says what it was told, and the lawcheck at hand."""
    folder, programs = tmp_path / "repository", tmp_path / "programs"
    folder.mkdir()
    programs.mkdir()
    program(programs / "pip", 'printf "pip told: %s\\n" "$*"')
    program(programs / "lawcheck", f'exec "{sys.executable}" -m lawcheck "$@"')
    return Job(folder, programs)


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("github.yml", official.workflow_schema),
        (GITHUB, official.workflow_schema),
        (GITLAB, official.gitlab_schema),
    ],
)
def test_they_are_valid(name: str, schema: Callable[[], dict[str, Any]]) -> None:
    jsonschema.validate(load(name), schema())


def sarif(folder: Path) -> Sequence[object]:
    told = json.loads((folder / "lawcheck.sarif").read_bytes())
    jsonschema.validate(told, official.sarif_schema())
    results: Sequence[object] = told["runs"][0]["results"]
    return results


def code_quality(folder: Path) -> Sequence[object]:
    issues: Sequence[object] = json.loads((folder / "gl-code-quality-report.json").read_bytes())
    suites = folder / "lawcheck-junit.xml"
    etree.XMLSchema(etree.parse(official.junit_xsd())).assertValid(etree.parse(suites))
    read = JUnitXml.fromfile(str(suites))
    assert bool(read.failures) == bool(issues)
    return issues


def table(folder: Path) -> Sequence[object]:
    assert (folder / "results" / "lawcheck.md").read_text("utf-8")
    rows = csv.DictReader((folder / "results" / "lawcheck.csv").read_text("utf-8-sig").splitlines())
    return [row for row in rows if row["结论"] != "齐全"]


@pytest.mark.parametrize(("name", "findings"), [(GITHUB, sarif), (GITLAB, code_quality), (GITEE, table)])
def test_gaps_fail_and_a_complete_paper_passes(
    name: str, findings: Callable[[Path], Sequence[object]], job: Job
) -> None:
    job.put("complete.txt")
    status, shown = job.run(name)
    assert status == 0, shown
    assert f"pip told: install --quiet {WANTED}" in shown
    assert not findings(job.folder)
    job.put("gappy.txt")
    status, shown = job.run(name)
    assert status == 1, shown
    assert ("\n::error file=" if name == GITHUB else "papers/云溪县 gappy.txt:15:") in shown
    assert findings(job.folder)


@pytest.mark.parametrize("name", [GITHUB, GITLAB, GITEE])
def test_what_has_to_be_filled_in_is_empty_and_asked_for(name: str, job: Job) -> None:
    job.put("complete.txt")
    assert variables(name)["LAWCHECK"] == ""
    status, shown = job.run(name, wanted="")
    assert status != 0
    assert "LAWCHECK" in shown
    assert "pip told" not in shown


def test_both_readmes_tell_of_every_file_in_the_same_order() -> None:
    told = [
        re.findall(r"^- `([\w.-]+) <\1>`__", (CI / name).read_text("utf-8"), re.MULTILINE) for name in READMES
    ]
    assert told[0] == told[1]
    assert sorted(told[0]) == sorted(it.name for it in CI.iterdir() if it.name not in READMES)
