"""The bundle for closed networks: collected, verified, installed without a network, used."""

from __future__ import annotations

import csv
import doctest
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from zipfile import ZipFile

import checkout
import jsonschema
import official
import pytest
from makers.word import p, write_word
from referencing import Registry
from referencing.jsonschema import DRAFT7

from lawcheck.readers import SUFFIXES

ROOT = Path(__file__).parents[1]
OFFLINE = ROOT / "examples" / "offline"
PYTHON = "{}.{}".format(*sys.version_info[:2])
PLATFORM = {"linux-x86_64": "linux-x64", "linux-aarch64": "linux-arm64"}.get(sysconfig.get_platform(), "")
NOWHERE = {"PIP_NO_INDEX": "1", "PIP_INDEX_URL": "https://nowhere.invalid/simple", "PIP_FIND_LINKS": ""}
EXTRAS = ("batch", "doc", "pdf", "web")


def run(
    command: Sequence[str | Path], env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> tuple[int, str]:
    """Run a command and return its status and what it said."""
    env = {**checkout.clean(), **(env or {})}
    out, err = subprocess.PIPE, subprocess.STDOUT
    done = subprocess.run(command, env=env, cwd=cwd, stdout=out, stderr=err, encoding="utf-8", check=False)
    return done.returncode, done.stdout


def collect(folder: Path, *args: str | Path, env: Mapping[str, str] | None = None) -> tuple[int, str]:
    return run([sys.executable, OFFLINE / "collect.py", folder, *args], env)


# --- small wheels of our own: no network


def wheel(folder: Path, name: str, *lines: str, licence: str | None = "MIT", text: bool = True) -> Path:
    """Write a wheel that holds nothing but what it says of itself."""
    folder.mkdir(exist_ok=True)
    told = ["Metadata-Version: 2.4", f"Name: {name}", "Version: 1.0", *lines]
    told += [f"License-Expression: {licence}"] if licence else []
    info = f"{name}-1.0.dist-info"
    files = {
        f"{info}/METADATA": "\n".join(told) + "\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    files |= {f"{info}/licenses/LICENSE": "may be used"} if text else {}
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with ZipFile(path, "w") as archive:
        for file, content in files.items():
            archive.writestr(file, content)
        archive.writestr(f"{info}/RECORD", "".join(f"{file},,\n" for file in [*files, f"{info}/RECORD"]))
    return path


def own(folder: Path, *needs: str) -> Path:
    """Write a wheel in lawcheck's place, which needs others."""
    provided = [f"Provides-Extra: {extra}" for extra in EXTRAS]
    return wheel(folder, "lawcheck_cn", *provided, *(f"Requires-Dist: {need}" for need in needs))


def collect_own(folder: Path, lawcheck: Path, shelf: Path, *args: str) -> tuple[int, str]:
    env = {**NOWHERE, "PIP_FIND_LINKS": str(shelf)}
    return collect(folder, "--lawcheck", lawcheck, *args, env=env)


def pinned(bundle: Path, platform: str) -> set[str]:
    lines = (bundle / f"requirements-{platform}.txt").read_text("utf-8").splitlines()
    return {re.split(r"[\[=]", line)[0] for line in lines}


def test_each_platform_gets_what_is_needed_there(tmp_path: Path) -> None:
    """What pip asks is what is needed here; what is needed there decides, with what that needs in turn."""
    shelf = tmp_path / "shelf"
    wheel(shelf, "Win_Colours", 'Requires-Dist: deeper (>=0.5) ; sys_platform == "win32"')
    for name in ("deeper", "linux_only", "old_python", "for_web", "for_tests"):
        wheel(shelf, name)
    lawcheck = own(
        tmp_path,
        'win-colours>=1; platform_system == "Windows"',
        "linux-only; os_name != 'nt' and (platform_machine == \"aarch64\" or platform_machine == 'x86_64')",
        'old-python; python_version < "3.9"',
        'for-web; extra == "web"',
        'for-tests; extra == "test"',
    )
    bundle = tmp_path / "离线 包"
    status, told = collect_own(bundle, lawcheck, shelf)
    assert (status, told.count("5 wheels")) == (0, 1), told
    everywhere = {"lawcheck-cn", "for-web"}
    assert pinned(bundle, "windows-x64") == everywhere | {"win-colours", "deeper"}
    assert pinned(bundle, "linux-x64") == pinned(bundle, "linux-arm64") == everywhere | {"linux-only"}
    assert {path.name for path in bundle.joinpath("wheels").iterdir()} == {
        *("lawcheck_cn-1.0-py3-none-any.whl", "for_web-1.0-py3-none-any.whl", "deeper-1.0-py3-none-any.whl"),
        *("Win_Colours-1.0-py3-none-any.whl", "linux_only-1.0-py3-none-any.whl"),
    }


def left(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_failing_pip_leaves_nothing_behind(tmp_path: Path) -> None:
    shelf, place = tmp_path / "shelf", tmp_path / "place"
    wheel(shelf, "other")
    place.mkdir()
    status, told = collect_own(place / "bundle", own(tmp_path, "not-to-be-had"), shelf)
    assert status == 2
    assert "not-to-be-had" in told
    assert "Traceback" not in told
    assert left(place) == set()


@pytest.mark.parametrize(
    ("licence", "refused"),
    [
        ("GPL-3.0-or-later", True),
        ("AGPL-3.0-only", True),
        ("MIT AND GPL-2.0-only", True),
        ("MIT OR GPL-2.0-only", False),
        ("LGPL-3.0-or-later", False),
    ],
)
def test_licences_that_are_not_handed_on(tmp_path: Path, licence: str, refused: bool) -> None:
    wheel(tmp_path / "shelf", "other", licence=licence)
    status, told = collect_own(
        tmp_path / "bundle", own(tmp_path, "other"), tmp_path / "shelf", "--platform=linux-x64"
    )
    assert (status, (tmp_path / "bundle").exists()) == ((2, False) if refused else (0, True)), told
    assert (f"other-1.0-py3-none-any.whl is under {licence}" in told) == refused


@pytest.mark.parametrize(
    ("licence", "lines", "text", "why"),
    [
        (None, (), True, "does not tell its licence"),
        (
            None,
            ("Classifier: License :: OSI Approved :: GNU General Public License v3 (GPLv3)",),
            True,
            "is under",
        ),
        ("MIT", (), False, "no licence text in other-1.0"),
    ],
)
def test_what_has_no_proper_licence_is_refused(
    tmp_path: Path, licence: str | None, lines: tuple[str, ...], text: bool, why: str
) -> None:
    wheel(tmp_path / "shelf", "other", *lines, licence=licence, text=text)
    status, told = collect_own(tmp_path / "bundle", own(tmp_path, "other"), tmp_path / "shelf")
    assert (status, why in told, (tmp_path / "bundle").exists()) == (2, True, False), told


@pytest.mark.parametrize("there", ["folder", "file", "dangling"])
def test_what_is_there_is_not_touched(tmp_path: Path, there: str) -> None:
    bundle = tmp_path / "bundle"
    if there == "folder":
        bundle.mkdir()
    elif there == "file":
        bundle.write_text("mine", "utf-8")
    else:
        bundle.symlink_to("nowhere")
    status, told = collect_own(bundle, own(tmp_path), tmp_path)
    assert (status, "is there already" in told) == (2, True)
    assert left(tmp_path) == {"bundle", "lawcheck_cn-1.0-py3-none-any.whl"}


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    status, told = collect_own(tmp_path / "no" / "bundle", own(tmp_path), tmp_path)
    assert (status, "there is no folder" in told) == (2, True)


def test_what_is_no_wheel(tmp_path: Path) -> None:
    paper = tmp_path / "paper.whl"
    paper.write_text("text", "utf-8")
    status, told = collect_own(tmp_path / "bundle", paper, tmp_path)
    assert (status, "paper.whl is no wheel" in told) == (2, True)


def test_markers_that_are_not_understood_are_told(tmp_path: Path) -> None:
    status, told = collect_own(tmp_path / "bundle", own(tmp_path, 'x; python_version ~= "2.0"'), tmp_path)
    assert (status, 'the marker python_version ~= "2.0" is not understood' in told) == (2, True)


def test_nothing_here_is_taken_for_a_paper() -> None:
    """The README's first command checks all of ``examples``."""
    assert [path.name for path in OFFLINE.rglob("*") if path.suffix in SUFFIXES] == []


# --- the scripts for Windows, which can only be read here


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a bundle of our own small wheel, with the real scripts."""
    folder = tmp_path_factory.mktemp("small")
    status, told = collect_own(folder / "bundle", own(folder), folder)
    assert status == 0, told
    return folder / "bundle"


def test_scripts_of_cmd_are_ascii_with_the_ends_of_lines_of_windows(small: Path) -> None:
    scripts = sorted(small.glob("*.cmd"))
    assert [path.name for path in scripts] == ["install.cmd", "lawcheck.cmd", "批注.cmd"]
    for data in (path.read_bytes() for path in scripts):
        assert data.isascii()
        assert data.count(b"\n") == data.count(b"\r\n") > 5


def test_texts_open_in_old_editors_and_consoles(small: Path) -> None:
    assert (small / "使用说明.txt").read_bytes().startswith(b"\xef\xbb\xbf")
    for path in (small / "messages").iterdir():
        assert path.read_bytes().startswith(b"\xff\xfe")
        assert "Python" in path.read_text("utf-16") or "lawcheck" in path.read_text("utf-16")
    named = {
        name
        for path in small.glob("*.cmd")
        for name in re.findall(r"messages\\([\w-]+\.txt)", path.read_text())
    }
    assert named == {path.name for path in (small / "messages").iterdir()}


def test_scripts_jump_to_labels_that_are_there(small: Path) -> None:
    for text in (path.read_text("ascii") for path in small.glob("*.cmd")):
        wanted = set(re.findall(r"goto (\w+)", text))
        assert wanted == set(re.findall(r"^:(\w+)", text, re.MULTILINE))


def test_papers_dropped_reach_python_by_a_variable(small: Path) -> None:
    """%1 and %* would lose what & ( ) ^ ! do to them."""
    text = (small / "批注.cmd").read_text("ascii")
    assert 'set "LAWCHECK_DROPPED=!cmdcmdline!"' in text.splitlines()
    assert not re.search(r"%[1-9*]", text)
    assert re.findall(r"^exit.*$", text, re.MULTILINE) == ["exit", "exit"]


# --- papers dropped


@pytest.fixture
def _bundle_modules(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(str(OFFLINE / "bundle"))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    yield
    sys.modules.pop("dropped", None)


LINES = [
    (r'C:\W\cmd.exe /c ""D:\x\批注.cmd" "', []),
    (r'"C:\W\cmd.exe" ', []),
    ("", []),
    (r'C:\W\cmd.exe /c ""D:\a b\批注.cmd" D:\一.docx"', [r"D:\一.docx"]),
    (r'C:\W\cmd.exe /C ""D:\批注.cmd" "D:\e f.docx""', [r"D:\e f.docx"]),
    (
        r'C:\W\cmd.exe /c ""D:\批(1)&.cmd" D:\a&b(2)^%PATH%!x!,;=.docx "D:\c d & e.pdf" \\server\s\f.txt"',
        [r"D:\a&b(2)^%PATH%!x!,;=.docx", r"D:\c d & e.pdf", r"\\server\s\f.txt"],
    ),
    ('C:\\W\\cmd.exe /c ""D:\\批注.cmd" D:\\云溪县\u3000报告.docx"', ["D:\\云溪县\u3000报告.docx"]),
    (r'C:\W\cmd.exe /c ""D:\批注.cmd" D:\a.docx "D:\cut o', [r"D:\a.docx", r"D:\cut", "o"]),
]


@pytest.mark.usefixtures("_bundle_modules")
@pytest.mark.parametrize(("line", "paths"), LINES)
def test_paths_in_the_line_of_cmd(line: str, paths: list[str]) -> None:
    import dropped

    assert dropped.dropped(line) == paths
    assert doctest.testmod(dropped).failed == 0


def drop(*paths: Path, line: str = "", cwd: Path | None = None) -> tuple[int, str]:
    env = {"LAWCHECK_DROPPED": line, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    return run([sys.executable, OFFLINE / "bundle" / "dropped.py", *paths], env, cwd)


def papers(folder: Path) -> tuple[Path, Path]:
    """Write a made-up paper as Word and as text, under names that cmd would stumble over."""
    folder.mkdir(parents=True, exist_ok=True)
    text = (ROOT / "examples" / "gappy.txt").read_text("utf-8")
    document = folder / "云溪县 (1)&2%PATH%!.docx"
    document.write_bytes(write_word("".join(p(line) for line in text.splitlines())))
    plain = folder / "东岭市^报告;.txt"
    plain.write_text(text, "utf-8")
    return document, plain


def check_results(document: Path, plain: Path) -> None:
    commented = document.with_name("云溪县 (1)&2%PATH%!_批注.docx")
    with ZipFile(commented) as archive:
        assert "word/comments.xml" in archive.namelist()
    page = plain.with_name("东岭市^报告;_检查结果.html").read_text("utf-8")
    assert "比率与数据对不上" in page


def test_word_gets_comments_and_others_a_page(tmp_path: Path) -> None:
    document, plain = papers(tmp_path / "报告 一")
    status, told = drop(document, plain)
    assert (status, "共 2 份，写好结果 2 份" in told) == (0, True), told
    check_results(document, plain)


def test_a_folder_stands_for_its_papers_and_results_are_kept(tmp_path: Path) -> None:
    document, plain = papers(tmp_path / "报告" / "青湖县")
    (document.parent / "~$锁.docx").write_bytes(b"lock")
    (document.parent / "表.xls").write_bytes(b"table")
    status, told = drop(tmp_path / "报告")
    assert (status, "共 2 份，写好结果 2 份" in told) == (0, True), told
    check_results(document, plain)
    before = {path: path.read_bytes() for path in document.parent.iterdir()}
    status, told = drop(tmp_path / "报告")
    assert (status, told.count("已有"), "写好结果 0 份" in told) == (1, 2, True)
    assert {path: path.read_bytes() for path in document.parent.iterdir()} == before


def test_what_cannot_be_checked_is_told(tmp_path: Path) -> None:
    document, _ = papers(tmp_path)
    empty = tmp_path / "白石镇.docx"
    empty.write_bytes(b"")
    status, told = drop(empty, tmp_path / "没有.docx", document)
    assert (status, "共 3 份，写好结果 1 份" in told) == (1, True)
    assert "没有这个文件" in told
    assert f"没有（完整）结果：{empty}" in told


def test_programs_beside_a_paper_are_not_run(tmp_path: Path) -> None:
    """Explorer may start the script in the papers' folder, and these come from strangers."""
    document, plain = papers(tmp_path)
    for name in ("lawcheck.py", "json.py"):
        (tmp_path / name).write_text("raise SystemExit('run')", "utf-8")
    status, told = drop(document, plain, cwd=tmp_path)
    assert status == 0, told
    check_results(document, plain)


def test_nothing_dropped_and_too_much_dropped() -> None:
    status, told = drop()
    assert (status, "拖到" in told) == (2, True)
    assert "太多" in drop(line=r'cmd.exe /c ""D:\批注.cmd" ' + r"D:\没有.docx " * 800)[1]


# --- the real one: fetched once, for this kind of machine


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a bundle for this machine, or skip where there is none to be had."""
    if not PLATFORM:
        pytest.skip("bundles are made for Linux and Windows, and install.sh is for Linux")
    if not (ROOT / "lawcheck").is_dir():
        pytest.skip("there is no checkout here to build lawcheck's wheel from")
    folder = tmp_path_factory.mktemp("collected")
    probe = [
        "download",
        "--quiet",
        "--no-deps",
        "--no-cache-dir",
        "--retries=0",
        "--dest",
        str(folder / "probe"),
    ]
    status, told = run([sys.executable, "-m", "pip", *probe, "mdurl"])
    if status:
        pytest.skip(f"pip reaches no registry: {told.strip().splitlines()[-1]}")
    status, told = collect(folder / "离线 包", "--platform", PLATFORM, "--python", PYTHON)
    assert status == 0, told
    return folder / "离线 包"


def install(bundle: Path, home: Path) -> tuple[int, str]:
    """Run install.sh where pip cannot reach anything."""
    here = str(Path(sys.base_prefix) / "bin")
    env = {**NOWHERE, "XDG_DATA_HOME": str(home), "PATH": f"{here}{os.pathsep}{os.environ['PATH']}"}
    return run(["sh", bundle / "install.sh"], env)


def test_it_is_installed_without_a_network_and_works(bundle: Path, tmp_path: Path) -> None:
    status, told = install(bundle, tmp_path / "home")
    assert (status, "装好了" in told) == (0, True), told
    home = tmp_path / "home" / "lawcheck"
    lawcheck, python = home / "venv" / "bin" / "lawcheck", home / "venv" / "bin" / "python"
    assert str(home) in run([python, "-P", "-c", "import lawcheck; print(lawcheck.__file__)"])[1]
    status, told = run([lawcheck, "formats"])
    assert (status, "pip install" in told) == (0, False), told
    document, plain = papers(tmp_path / "papers")
    assert run([lawcheck, "check", plain, "-o", f"xlsx={tmp_path / 'r.xlsx'}"])[0] == 1
    assert (tmp_path / "r.xlsx").exists()
    assert run([lawcheck, "annotate", document])[0] == 0
    document.with_name(f"{document.stem}_批注.docx").unlink()
    status, told = run([python, home / "dropped.py", document, plain])
    assert status == 0, told
    check_results(document, plain)


def test_a_changed_wheel_is_refused_and_the_old_install_stays(bundle: Path, tmp_path: Path) -> None:
    home = tmp_path / "home" / "lawcheck"
    (home / "venv").mkdir(parents=True)
    (home / "venv" / "old").touch()
    copy = tmp_path / "copy"
    shutil.copytree(bundle, copy)
    changed = next(copy.glob("wheels/mdurl-*.whl"))
    with ZipFile(changed, "a") as archive:
        archive.writestr("mdurl/more.py", "")
    status, told = install(copy, tmp_path / "home")
    assert (status, "没有装好" in told, changed.name in told) == (2, True, True), told
    assert [path.name for path in home.rglob("*")] == ["venv", "old"]
    changed.unlink()
    assert install(copy, tmp_path / "home")[0] == 2


def test_another_python_is_refused(bundle: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(bundle, copy)
    (copy / "python-version.txt").write_text("3.99\n", "ascii")
    status, told = install(copy, tmp_path / "home")
    assert (status, "没有找到 Python 3.99" in told) == (2, True)
    status, told = run([sys.executable, copy / "install.py"], {"XDG_DATA_HOME": str(tmp_path / "home")})
    assert (status, "离线包要用 Python 3.99" in told) == (2, True)
    assert not (tmp_path / "home").exists()


def test_sums_are_right_and_of_every_file(bundle: Path) -> None:
    lines = (bundle / "SHA256SUMS").read_text("utf-8").splitlines()
    told = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    files = {path for path in bundle.rglob("*") if path.is_file() and path.name != "SHA256SUMS"}
    there = {
        path.relative_to(bundle).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }
    assert told == there
    if shutil.which("sha256sum"):
        done = subprocess.run(
            ["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=bundle, check=False, stdout=subprocess.DEVNULL
        )
        assert done.returncode == 0


def wheels(bundle: Path) -> dict[str, str]:
    """Return the hash of each wheel by its file's name."""
    found = (bundle / "wheels").iterdir()
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def test_every_wheel_is_pinned_by_its_hash(bundle: Path) -> None:
    text = (bundle / f"requirements-{PLATFORM}.txt").read_text("utf-8")
    assert sorted(re.findall(r"--hash=sha256:(\w{64})$", text, re.MULTILINE)) == sorted(
        wheels(bundle).values()
    )
    assert "lawcheck-cn[batch,doc,pdf,web]==" in text
    assert {"jieba", "pypdfium2", "xlsxwriter", "msdoc2docx", "uvicorn", "starlette"} < pinned(
        bundle, PLATFORM
    )


def test_every_wheel_has_its_licence(bundle: Path) -> None:
    for name in wheels(bundle):
        package, version = name.split("-")[:2]
        folder = bundle / "LICENSES" / f"{package.lower().replace('_', '-')}-{version}"
        texts = [path for path in folder.rglob("*") if path.is_file()]
        assert texts, name
        assert all(path.stat().st_size for path in texts)
    assert "Sun Junyi" in next(bundle.glob("LICENSES/jieba-*/*")).read_text("utf-8")


def test_components_are_named_by_the_standard(bundle: Path) -> None:
    told = json.loads((bundle / "components.cdx.json").read_text("utf-8"))
    schema, others = official.cyclonedx_schemas()
    known = Registry().with_resources((uri, DRAFT7.create_resource(it)) for uri, it in others.items())
    jsonschema.Draft7Validator(schema, registry=known).validate(told)
    components = told["components"]
    assert {it["bom-ref"]: it["hashes"][0]["content"] for it in components} == wheels(bundle)
    for it in components:
        assert it["purl"] == f"pkg:pypi/{it['name']}@{it['version']}?file_name={it['bom-ref']}"
        assert it["licenses"]


def test_components_are_named_for_people(bundle: Path) -> None:
    data = (bundle / "组件清单.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines()))
    assert {row["文件"]: row["SHA-256"] for row in rows} == wheels(bundle)
    assert all(row["名称"] and row["版本"] and row["许可证"] for row in rows)
