"""The action for GitHub: its steps, run as GitHub's runner runs them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import checkout
import jsonschema
import official
import pytest
import yaml
from checkout import ROOT

pytestmark = checkout.needed

EXAMPLES = ROOT / "examples"
HOSTILE = (
    "$(touch pwned)",
    "`touch pwned`",
    "; touch pwned",
    "& touch pwned #",
    "'; touch pwned; '",
    '"; touch pwned; "',
    "-o x",
    "--force",
    "--",
    "*",
    "a  b\t c ",
    "东岭市 报告（一）\\.txt",
)


def action() -> Any:
    return yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))


def scripts() -> dict[str, dict[str, Any]]:
    return {step["name"]: step for step in action()["runs"]["steps"] if "run" in step}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step ended with."""

    status: int
    shown: str
    summary: str
    outputs: dict[str, str]


@dataclass(frozen=True, slots=True)
class Runner:
    """A machine of GitHub's with the action and a checkout of papers."""

    temp: Path
    action: Path
    workspace: Path

    def step(self, name: str, inputs: dict[str, str]) -> Outcome:
        """Run a step of the action with the action's inputs."""
        step = scripts()[name]
        script, output, summary = (self.temp / it for it in ("script.sh", "output", "summary"))
        script.write_text(step["run"], encoding="utf-8")
        for file in (output, summary):
            file.write_text("", encoding="utf-8")
        env = {
            **checkout.clean(),
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(self.action),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_WORKSPACE": str(self.workspace),
            "RUNNER_TEMP": str(self.temp),
            **{variable: evaluate(value, inputs) for variable, value in step["env"].items()},
        }
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
        done = subprocess.run(command, cwd=self.workspace, env=env, capture_output=True, check=False)
        shown = done.stdout.decode() + done.stderr.decode()
        return Outcome(done.returncode, shown, summary.read_text("utf-8"), told(output.read_text("utf-8")))

    def check(self, **inputs: str) -> Outcome:
        """Check papers."""
        return self.step("Check the papers", {it.replace("_", "-"): value for it, value in inputs.items()})

    def files(self) -> set[str]:
        """Return the names of the files in the checkout of papers."""
        return set(os.listdir(self.workspace))


def evaluate(value: str, inputs: dict[str, str]) -> str:
    """Put in what an expression stands for."""
    defaults = {name: it.get("default", "") for name, it in action()["inputs"].items()}
    known = {f"inputs.{name}": given for name, given in (defaults | inputs).items()}
    known["steps.python.outputs.python-path"] = sys.executable
    return re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda found: known[found[1]], value)


def told(output: str) -> dict[str, str]:
    """Read what a step wrote for later ones: a name, an end, a value and the end."""
    found = re.finditer(r"^(\w+)<<(.*)\n((?s:.*?))\n\2\n", output, re.MULTILINE)
    return {it[1]: it[3] for it in found}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """Return a machine on which the action's first script has run."""
    folder = tmp_path_factory.mktemp("github")
    temp, workspace = folder / "runner's temp", folder / "first"
    temp.mkdir()
    workspace.mkdir()
    runner = Runner(temp, checkout.copy(folder / "the action"), workspace)
    done = runner.step("Install lawcheck", {})
    assert done.status == 0, done.shown
    return runner


@pytest.fixture
def runner(installed: Runner, tmp_path: Path) -> Runner:
    """Return a machine with a complete paper and one with gaps."""
    for name in ("complete.txt", "gappy.txt"):
        (tmp_path / name).write_bytes((EXAMPLES / name).read_bytes())
    return Runner(installed.temp, installed.action, tmp_path)


# The file


def test_it_is_valid() -> None:
    jsonschema.validate(action(), official.action_schema())


def test_no_expression_stands_in_a_script() -> None:
    assert scripts()
    for step in scripts().values():
        assert "${{" not in step["run"]


def test_every_input_and_every_variable_is_used() -> None:
    steps = action()["runs"]["steps"]
    used = re.findall(
        r"inputs\.([\w-]+)", str([step.get("env", {}) | step.get("with", {}) for step in steps])
    )
    assert sorted(used) == sorted(action()["inputs"])
    for step in scripts().values():
        for variable in step["env"]:
            assert variable.startswith(("PIP_", "PYTHON")) or f'"${variable}"' in step["run"]


# The check


def test_a_paper_with_gaps_fails_with_annotations_a_summary_and_sarif(runner: Runner) -> None:
    done = runner.check(paths="complete.txt\ngappy.txt\n")
    assert done.status == 1
    assert re.search(r"^::error file=gappy\.txt,line=15,.*::", done.shown, re.MULTILINE)
    assert "file=complete.txt" not in done.shown
    assert "gappy.txt" in done.summary
    assert done.outputs == {"sarif": "lawcheck.sarif"}
    sarif = json.loads((runner.workspace / "lawcheck.sarif").read_bytes())
    jsonschema.validate(sarif, official.sarif_schema())
    assert "figures.ratio" in {it["ruleId"] for it in sarif["runs"][0]["results"]}


def test_a_complete_paper_passes(runner: Runner) -> None:
    done = runner.check(paths="complete.txt")
    assert (done.status, done.outputs) == (0, {"sarif": "lawcheck.sarif"})
    assert "::error" not in done.shown
    assert done.summary


def test_the_examples_workflow_gives_what_the_action_takes(runner: Runner) -> None:
    workflow = yaml.safe_load((EXAMPLES / "ci" / "github.yml").read_text("utf-8"))
    step = next(it for it in workflow["jobs"]["lawcheck"]["steps"] if it.get("id") == "lawcheck")
    assert set(step["with"]) <= set(action()["inputs"])
    papers = runner.workspace / "papers"
    papers.mkdir()
    (runner.workspace / "complete.txt").rename(papers / "complete.txt")
    assert runner.check(**step["with"]).status == 0
    (runner.workspace / "gappy.txt").rename(papers / "gappy.txt")
    assert runner.check(**step["with"]).status == 1


def test_pdf_and_old_word_are_read(runner: Runner) -> None:
    for name in ("complete.pdf", "complete.doc"):
        (runner.workspace / name).write_bytes((ROOT / "tests" / "files" / name).read_bytes())
    assert runner.check(paths="complete.pdf\ncomplete.doc").status == 0


@pytest.mark.parametrize(
    ("inputs", "status"),
    [
        ({"fail_on": "never"}, 0),
        ({"fail_on": "never", "min_score": "90"}, 1),
        ({"rules": "nowhere.yaml"}, 2),
        ({"config": "nowhere.toml"}, 2),
        ({"config": "never.toml"}, 0),
        ({"baseline": "nowhere.json"}, 2),
        ({"fail_on": "eror"}, 2),
        ({"paths": "nowhere.txt"}, 3),
        ({"paths": "-"}, 3),
        ({"paths": " \n\n"}, 2),
        ({"paths": "\n\r\n  \ncomplete.txt\r\n"}, 0),
        ({"paths": "complete.*"}, 0),
        ({"paths": "."}, 1),
    ],
)
def test_the_status_is_lawchecks(inputs: dict[str, str], status: int, runner: Runner) -> None:
    (runner.workspace / "never.toml").write_text('fail-on = "never"\n', encoding="utf-8")
    (runner.workspace / "lawcheck.sarif").write_text("of an earlier run", encoding="utf-8")
    done = runner.check(**{"paths": "gappy.txt", **inputs})
    assert done.status == status, done.shown
    assert done.outputs == ({} if status == 2 else {"sarif": "lawcheck.sarif"})


def test_the_language_can_be_chosen(runner: Runner) -> None:
    assert "no such file" in runner.check(paths="nowhere.txt", lang="en").shown


def test_a_baseline_lets_old_findings_pass(runner: Runner) -> None:
    lawcheck = runner.temp / "lawcheck" / "bin" / "lawcheck"
    write = [str(lawcheck), "baseline", "write", "gappy.txt", "-o", "baseline.json"]
    subprocess.run(write, cwd=runner.workspace, capture_output=True, check=True)
    assert runner.check(paths="gappy.txt", baseline="baseline.json").status == 0


def test_sarif_can_lie_elsewhere_or_be_left_out(runner: Runner) -> None:
    assert runner.check(paths="complete.txt", sarif="结果 1.sarif").outputs == {"sarif": "结果 1.sarif"}
    assert runner.check(paths="complete.txt", sarif="").outputs == {}
    assert runner.files() == {"complete.txt", "gappy.txt", "结果 1.sarif"}


# Strangers' names


@pytest.mark.parametrize("name", HOSTILE)
def test_a_path_is_a_path_whatever_it_looks_like(name: str, runner: Runner) -> None:
    (runner.workspace / name).write_bytes((EXAMPLES / "gappy.txt").read_bytes())
    before = runner.files()
    done = runner.check(paths=f"complete.txt\n{name}\n", sarif="")
    assert done.status == 1, done.shown
    assert done.shown.count("::error file=complete.txt") == 0
    assert "::error file=" in done.shown
    assert runner.files() == before


def test_no_name_and_no_text_commands_the_runner(runner: Runner) -> None:
    text = (EXAMPLES / "gappy.txt").read_text("utf-8")
    (runner.workspace / "a\n::error::by a name ##[error]by a name.txt").write_text(text, encoding="utf-8")
    text = text.replace("\n二、", "\n::error::by a text ##[error]XX月\n二、", 1)
    (runner.workspace / "b.txt").write_text(text, encoding="utf-8")
    commands: list[str] = []
    others: list[str] = []
    for line in runner.check(paths=".").shown.splitlines():
        (commands if line.lstrip().startswith("::") else others).append(line)
    assert {re.sub(r"(?s) .*", "", line) for line in commands} == {"::error", "::warning", "::notice"}
    assert all(re.match(r"::\w+ file=[^:]+::", line) for line in commands)
    assert not [line for line in others if "##[" in line]  # the older spelling counts anywhere in a line


@pytest.mark.parametrize("name", ["rules", "config", "baseline", "fail_on", "min_score", "lang"])
@pytest.mark.parametrize("value", ["$(touch pwned)", '"; touch pwned; "', "-o x", "x\n--force"])
def test_no_other_input_is_run(name: str, value: str, runner: Runner) -> None:
    before = runner.files()
    assert runner.check(paths="complete.txt", sarif="", **{name: value}).status == 2
    assert runner.files() == before


def test_the_name_of_the_sarif_file_writes_no_other_output(runner: Runner) -> None:
    name = "a\nother=1\nEOF\nend\nend_1\n$(touch pwned)"
    assert runner.check(paths="complete.txt", sarif=name).outputs == {"sarif": name}
    assert runner.files() == {"complete.txt", "gappy.txt", name}
