"""The manual says what the program does: every command in it is run, and shows what the page shows."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote
from urllib.request import HTTPCookieProcessor, ProxyHandler, build_opener

import manual
import pytest
import yaml
from checkout import ROOT
from manual import DOCS, LANGUAGES, SUBJECTS, Block, Session

import lawcheck
from lawcheck.renderers._words import PLACEMENT, VERDICT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the commands are for a Unix shell")
pages = pytest.mark.parametrize(
    ("subject", "suffix"), [(subject, suffix) for subject in SUBJECTS for suffix in LANGUAGES]
)
_LARGEST_PICTURE = 200_000  # bytes
_ENGLISH = " --lang en"
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\?token=[\w-]+")
_SOME_ADDRESS = "http://127.0.0.1/"


@pytest.fixture
def session(tmp_path: Path) -> Session:
    root = tmp_path / "lawcheck"
    root.mkdir()
    return Session(root)


# What the manual tells the reader to do, by how a command begins; one that is not here fails


def _run(session: Session, command: str) -> str:
    return session.run(command)


def _install_by_pip(session: Session, command: str) -> str:
    """Nothing is installed: the folder that is named is a project, and has the extras that are named."""
    *call, wanted = shlex.split(command)
    assert call[1:] == ["-m", "pip", "install"]
    named = re.fullmatch(r"\.\[([\w,]+)\]", wanted)
    assert named
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert set(named[1].split(",")) <= set(project["optional-dependencies"])
    session.status = 0
    return ""


def _collect_a_bundle(session: Session, command: str) -> str:
    """Nothing is downloaded: the script is there and takes one folder; test_offline.py runs it."""
    program, script, folder = shlex.split(command)
    assert program == "python3"
    assert not (session.folder / folder).exists()
    told = subprocess.run(
        [sys.executable, str(session.folder / script), "--help"], capture_output=True, check=True
    )
    assert "folder" in told.stdout.decode()
    session.status = 0
    return ""


def _serve(session: Session, command: str) -> str:
    """The page is served until Ctrl-C: it answers at the address that is shown, and ends well."""
    with session.start(command) as running:
        try:
            assert running.stdout
            shown = "".join(running.stdout.readline() for _ in range(3))
            address = _ADDRESS.search(shown)
            assert address, shown
            with build_opener(ProxyHandler({}), HTTPCookieProcessor()).open(address[0], timeout=60) as answer:
                assert b'src="desk.js"' in answer.read()
            running.send_signal(signal.SIGINT)
            shown += running.communicate(timeout=60)[0]
        finally:
            running.kill()
    session.status = running.returncode
    return _ADDRESS.sub(_SOME_ADDRESS, shown)


COMMANDS: dict[str, Callable[[Session, str], str]] = {
    "lawcheck annotate": _run,
    "lawcheck baseline write": _run,
    "lawcheck check": _run,
    "lawcheck compare": _run,
    "lawcheck config": _run,
    "lawcheck derive": _run,
    "lawcheck explain": _run,
    "lawcheck formats": _run,
    "lawcheck measure": _run,
    "lawcheck rules": _run,
    "lawcheck serve": _serve,
    "cd": _run,
    "cp": _run,
    "echo $?": _run,
    "mkdir": _run,
    "git add": _run,
    "git commit": _run,
    "git init": _run,
    "pre-commit install": _run,
    "pre-commit run": _run,
    "py -m pip install": _install_by_pip,
    "python3 -m pip install": _install_by_pip,
    "python3 examples/offline/collect.py": _collect_a_bundle,
}


def doing(command: str) -> Callable[[Session, str], str]:
    found = [begin for begin in COMMANDS if f"{command} ".startswith(f"{begin} ")]
    assert found, f"nothing says how to try: {command}"
    return COMMANDS[max(found, key=len)]


def hooks_from_here(text: str) -> str:
    """Return a configuration of pre-commit whose hooks are those of this checkout, already installed."""
    offered = {it["id"]: it for it in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    hooks = []
    for repository in yaml.safe_load(text)["repos"]:
        for told in repository["hooks"]:
            hook = {**offered[told["id"]], **told, "language": "system"}
            del hook["additional_dependencies"]
            hooks.append(hook)
    return yaml.safe_dump({"repos": [{"repo": "local", "hooks": hooks}]}, allow_unicode=True)


def _try_commands(session: Session, block: Block) -> None:
    shown = ""
    *before, last = block.commands()
    for command in (*before, last):
        shown += doing(command)(session, command)
        assert session.status == (block.status if command == last else 0), f"{command}\n{shown}"
    if block.screen is not None:
        screen = _ADDRESS.sub(_SOME_ADDRESS, block.screen)  # port and token are never the same
        assert manual.shows(screen, shown), f"{block.text}{shown}"


def _load(session: Session, block: Block) -> None:
    (tomllib.loads if block.sort == "toml" else yaml.safe_load)(block.text)
    assert block.file, f"no file is named for {block.text}"
    ours = block.file == ".pre-commit-config.yaml"
    session.write(block.file, hooks_from_here(block.text) if ours else block.text)


def _run_python(session: Session, block: Block) -> None:
    subprocess.run(
        [sys.executable, "-W", "error", "-c", block.text],
        cwd=session.folder,
        env=session.environment(),
        check=True,
    )


SORTS = {"sh": _try_commands, "bat": _try_commands, "toml": _load, "yaml": _load, "python": _run_python}


@pages
def test_a_page_does_what_it_says(subject: str, suffix: str, session: Session) -> None:
    for block in manual.blocks(manual.page(subject, suffix)):
        SORTS[block.sort](session, block)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_both_languages_say_to_do_the_same(subject: str) -> None:
    def steps(suffix: str) -> Iterator[tuple[str, str, str, bool]]:
        for block in manual.blocks(manual.page(subject, suffix)):
            text = re.sub(r"\s+# .*", "", block.text)  # comments are in the page's language
            yield block.sort, block.mark, text.replace(_ENGLISH, ""), block.screen is None

    assert list(steps(".zh-CN.md")) == list(steps(".md"))


@pages
def test_the_language_of_a_page_is_that_of_its_screens(subject: str, suffix: str) -> None:
    for block in manual.blocks(manual.page(subject, suffix)):
        for command in block.commands() if block.sort == "sh" else ():
            if command.startswith("lawcheck "):
                assert command.endswith(_ENGLISH) == (LANGUAGES[suffix] == "en"), command


def anchors(page: Path) -> set[str]:
    """Return the names under which a page's headings can be linked to, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pages
def test_links_and_pictures_are_there(subject: str, suffix: str) -> None:
    targets = re.findall(r"\]\(([^)]+)\)", manual.page(subject, suffix))
    assert targets
    for target in targets:
        if target.startswith("https://"):
            continue
        name, _, anchor = unquote(target).partition("#")
        path = (DOCS / name).resolve()
        assert path.exists(), target
        assert not anchor or anchor in anchors(path), target
        assert path.suffix != ".png" or path.stat().st_size < _LARGEST_PICTURE, target


@pytest.mark.parametrize("suffix", LANGUAGES)
def test_the_figures_for_reviewers_are_those_of_the_readme(suffix: str) -> None:
    trust = manual.page("reviewers", suffix).rpartition("## 8. " if suffix == ".md" else "## 八、")[2]
    readme = (ROOT / f"README{suffix}").read_text("utf-8")
    figures = re.findall(r"\d+(?:\.\d+)?", trust)
    assert "251" in figures
    assert [it for it in figures if not re.search(rf"(?<![\d.]){re.escape(it)}(?!\d)", readme)] == []


@pytest.mark.parametrize("suffix", LANGUAGES)
def test_drafters_learn_every_verdict_and_placement(suffix: str) -> None:
    page = manual.page("drafters", suffix)
    words = [word.say(LANGUAGES[suffix]) for word in (*VERDICT.values(), *PLACEMENT.values())]
    assert [word for word in words if word not in page] == []


@pytest.mark.parametrize("suffix", LANGUAGES)
def test_what_is_quoted_of_the_page_stands_on_it(suffix: str) -> None:
    section = re.split(r"^## ", manual.page("drafters", suffix), flags=re.MULTILINE)[2]
    words = (Path(lawcheck.__file__).parent / "desk" / "page" / "words.js").read_text("utf-8")
    quoted = re.findall("“([^”]+)”", section)
    assert len(quoted) == 4
    assert [it for it in quoted if f'"{it}"' not in words] == []


@pytest.mark.parametrize("suffix", LANGUAGES)
def test_the_readme_leads_to_each_page(suffix: str) -> None:
    readme = (ROOT / f"README{suffix}").read_text("utf-8")
    assert [it for it in SUBJECTS if f"](docs/{it}{suffix})" not in readme] == []


def test_a_command_that_nobody_knows_how_to_try_fails() -> None:
    with pytest.raises(AssertionError, match="rm -rf"):
        doing("rm -rf papers")


@pytest.mark.parametrize(
    ("screen", "fits"),
    [
        ("a\nb\nc\n", True),
        ("a\n…\nc\n", True),
        ("…\nc\n", True),
        ("a\n…\n", True),
        ("a\nc\n", False),
        ("a\nb\n", False),
        ("…\nb\n", False),
        ("b\n…\n", False),
        ("c\n…\na\n", False),
    ],
)
def test_a_screen_is_compared_line_by_line(screen: str, fits: bool) -> None:
    assert manual.shows(screen, "a\nb\nc\n") == fits


def test_a_screen_stands_directly_below_its_command() -> None:
    with pytest.raises(AssertionError, match="not directly below"):
        list(manual.blocks("```sh\nls\n```\n\nwords\n\n```text\na\n```\n"))
