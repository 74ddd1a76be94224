"""Install lawcheck from the folder that this file lies in, without a network; see 使用说明.txt."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from contextlib import suppress
from pathlib import Path
from venv import EnvBuilder

HERE = Path(__file__).resolve().parent
WINDOWS = os.name == "nt"
_PLATFORMS = {"win-amd64": "windows-x64", "linux-x86_64": "linux-x64", "linux-aarch64": "linux-arm64"}


class Failure(Exception):
    """Why it is not installed."""


def main() -> int:
    """Install, say what happened and return the exit status: 0, or 2 where it failed."""
    try:
        wanted, home = _requirements(), _home()
        print(f"正在安装到 {home}，请稍候……", flush=True)
        home.mkdir(parents=True, exist_ok=True)
        python = _install(wanted, home)
        shutil.copyfile(HERE / "dropped.py", home / "dropped.py")
    except (Failure, OSError) as error:
        print(f"没有装好：{error}", file=sys.stderr)
        return 2
    print("装好了。")
    if WINDOWS:
        print("请把“批注.cmd”和“lawcheck.cmd”复制到桌面，用法见 使用说明.txt。")
    else:
        print(f"命令：{python.with_name('lawcheck')}")
    return 0


def _requirements() -> Path:
    """Return the list of wheels for this machine."""
    version = (HERE / "python-version.txt").read_text("ascii").strip()
    here = "{}.{}".format(*sys.version_info[:2])
    if here != version:
        raise Failure(f"离线包要用 Python {version}，这是 {here}")
    if "WindowsApps" in sys.base_prefix:  # it writes into a folder of its own what goes to LOCALAPPDATA
        raise Failure("应用商店（Microsoft Store）的 Python 不能用，请用官方安装程序安装 Python")
    platform = sysconfig.get_platform()
    wanted = HERE / f"requirements-{_PLATFORMS.get(platform, platform)}.txt"
    if not wanted.is_file():
        raise Failure(f"离线包里没有适用于本机（{platform}）的文件")
    return wanted


def _home() -> Path:
    """Return the user's folder for it, which needs no rights of an administrator."""
    if WINDOWS:
        return Path(os.environ["LOCALAPPDATA"]) / "lawcheck"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "lawcheck"


def _install(wanted: Path, home: Path) -> Path:
    """Replace what is installed there; what was there stays if this fails. Return the interpreter."""
    new, old = home / "venv", home / "venv-old"
    _remove(old)
    if new.exists():
        try:
            new.rename(old)
        except OSError:
            raise Failure("lawcheck 正在使用，请关闭后再装") from None
    try:
        return _fresh(wanted, new)
    except BaseException:
        _remove(new)
        if old.exists():
            old.rename(new)
        raise
    finally:
        if new.exists():
            _remove(old)


def _fresh(wanted: Path, folder: Path) -> Path:
    try:
        EnvBuilder(with_pip=True, symlinks=not WINDOWS).create(folder)
    except subprocess.CalledProcessError:
        raise Failure("这个 Python 不能建立虚拟环境（缺少 venv 或 ensurepip）") from None
    python = folder / ("Scripts/python.exe" if WINDOWS else "bin/python")
    options = ("--no-index", "--only-binary=:all:", "--require-hashes", "--no-cache-dir", "--quiet")
    sources = ("--find-links", str(HERE / "wheels"), "--requirement", str(wanted))
    usual = ("--isolated", "--disable-pip-version-check", "--no-input")
    if _run(python, "-P", "-m", "pip", "install", *usual, *options, *sources):
        raise Failure("pip 没有装成（原因见上），离线包可能不完整或被改动，请重新复制一份")
    if _run(python, "-P", "-m", "lawcheck", "--version"):
        raise Failure("装上的 lawcheck 不能运行（原因见上）")
    return python


def _run(*command: str | Path) -> int:
    """Run a command without the settings that a user or a machine has for pip, and return its status."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    env["PIP_CONFIG_FILE"] = os.devnull
    return subprocess.run(command, env=env, check=False).returncode


def _remove(folder: Path) -> None:
    with suppress(FileNotFoundError):
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
