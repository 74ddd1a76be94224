"""Fetching wheels by pip, for machines other than this one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from zipfile import is_zipfile

from failures import Failure
from targets import Target
from wheels import Requirement, Wheel

EXTRAS = frozenset({"batch", "doc", "pdf", "web"})
_WITHOUT_WHEEL = "jieba"  # the registry has its source only
_TOLD = 15  # lines of pip's complaint


def lawcheck_wheel(source: str, into: Path) -> Wheel:
    """Return lawcheck's wheel: the one named, one built from a project's folder, or one downloaded.

    Raises:
        Failure: There is none.
    """
    path = Path(source)
    if path.is_file():
        if path.suffix != ".whl" or not is_zipfile(path):
            raise Failure(f"{source} 不是 wheel 文件", f"{source} is no wheel")
        return Wheel(path)
    into.mkdir()
    if path.is_dir():
        _pip("wheel", "--no-deps", "--wheel-dir", str(into), str(path.resolve()))
    else:
        _pip("download", "--no-deps", "--only-binary=:all:", "--dest", str(into), source)
    return _only(into)


def built(lawcheck: Wheel, target: Target, into: Path) -> None:
    """Build the wheel that the registry lacks, if lawcheck needs it.

    Raises:
        Failure: It cannot be built, or not for every machine.
    """
    needed = [need for need in lawcheck.needs(EXTRAS, target.environment) if need.name == _WITHOUT_WHEEL]
    into.mkdir()
    for need in needed:
        _pip("wheel", "--no-deps", "--wheel-dir", str(into), str(need))
        wheel = _only(into)
        if wheel.platform != "any":
            raise Failure(
                f"{wheel.path.name} 只能在本机这样的系统上用",
                f"{wheel.path.name} is for systems like this one only",
            )


def gather(lawcheck: Wheel, ready: Path, target: Target, work: Path) -> list[Wheel]:
    """Return lawcheck's wheel and all that it needs on a target, each once.

    ``ready`` is a folder of wheels that need no downloading.

    Raises:
        Failure: pip cannot get one.
    """
    asked = [f"{lawcheck.name}[{','.join(sorted(EXTRAS))}] @ {lawcheck.path.resolve().as_uri()}"]
    for turn in range(100):
        folder = work / f"{target.platform}-{turn}"
        _download(asked, ready, target, folder)
        found = {wheel.name: wheel for wheel in map(Wheel, sorted(folder.iterdir()))}
        needed, missing = _closure(lawcheck.name, found, target)
        if not missing:
            return [found[name] for name in sorted(needed)]
        asked += map(str, missing)
    raise Failure("依赖没有尽头", "there is no end of what is needed")


def _download(asked: Iterable[str], ready: Path, target: Target, folder: Path) -> None:
    platforms = [f"--platform={tag}" for tag in target.tags]
    python = [f"--python-version={target.python}", "--implementation=cp", f"--abi={target.abi}"]
    where = [f"--find-links={ready}", f"--dest={folder}"]
    _pip("download", "--only-binary=:all:", *platforms, *python, *where, *asked)


def _closure(first: str, found: dict[str, Wheel], target: Target) -> tuple[set[str], list[Requirement]]:
    """Return the packages that are needed on a target, and what of it is not there.

    pip follows what is needed on the machine that it runs on, which may be more or less.
    """
    needed: set[tuple[str, frozenset[str]]] = set()
    missing: dict[str, Requirement] = {}
    ahead = [(first, EXTRAS)]
    while ahead:
        package = ahead.pop()
        if package in needed:
            continue
        needed.add(package)
        for need in found[package[0]].needs(package[1], target.environment):
            if need.name in found:
                ahead.append((need.name, need.extras))
            else:
                missing.setdefault(need.name, need)
    return {name for name, _ in needed}, list(missing.values())


def _only(folder: Path) -> Wheel:
    found = sorted(folder.glob("*.whl"))
    if len(found) != 1:
        raise Failure(f"应有一个 wheel，有 {len(found)} 个", f"one wheel was wanted, there are {len(found)}")
    return Wheel(found[0])


def _pip(command: str, *args: str) -> None:
    usual = ("--quiet", "--no-input", "--disable-pip-version-check", "--progress-bar=off")
    done = subprocess.run(
        [sys.executable, "-m", "pip", command, *usual, *args],
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        told = "\n".join(done.stderr.strip().splitlines()[-_TOLD:])
        raise Failure(f"pip {command} 没有成功：", f"pip {command} failed:\n{told}")
