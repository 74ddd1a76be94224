"""Fetching by the package clients that are there: npm for Pyodide, pip for the library for PDF files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from tempfile import TemporaryDirectory

from lawcheck.errors import UsageError
from lawcheck.model import Text
from lawcheck.site import pdfium, pyodide

_PATIENCE = 300  # seconds


def fetch_pyodide() -> bytes:
    """Return Pyodide's archive from npm's registry, or the mirror that npm is set up for.

    Raises:
        UsageError: There is no npm, or it could not fetch it.
    """
    way = Text(
        "；不能上网的电脑请用 --pyodide 给出它的 .tgz 文件", "; offline, name its .tgz file with --pyodide"
    )
    wanted = f"pyodide@{pyodide.VERSION}"
    npm = shutil.which("npm")
    if npm is None:
        zh, en = (
            f"没有 npm（随 Node.js 安装），取不到 {wanted}",
            f"there is no npm (of Node.js) to fetch {wanted}",
        )
        raise UsageError(zh + way.zh, en + way.en)
    return _fetched([npm, "pack", wanted, "--silent", "--ignore-scripts"], ".tgz", f"npm: {wanted}", way)


def fetch_pdfium() -> bytes:
    """Return the wheel of the library for PDF files from the package index that pip is set up for.

    Raises:
        UsageError: There is no pip, or it could not fetch it.
    """
    way = Text(
        "；也可用 --pypdfium2 给出它的 .whl 文件，或加 --no-pdf，做一个不读 PDF 的网页",
        "; or name its .whl file with --pypdfium2, or build a page that reads no PDF with --no-pdf",
    )
    wanted = f"{pdfium.NAME}=={pdfium.VERSION}"
    if find_spec("pip") is None:
        zh, en = f"这个 Python 没有 pip，取不到 {wanted}", f"this Python has no pip to fetch {wanted}"
        raise UsageError(zh + way.zh, en + way.en)
    options = ["--no-deps", "--only-binary=:all:", f"--platform={pyodide.PLATFORM}"]
    options += [f"--python-version={pyodide.PYTHON}", "--no-input", "--disable-pip-version-check", "--quiet"]
    command = [sys.executable, "-m", "pip", "download", wanted, *options]
    return _fetched(command, ".whl", f"pip: {wanted}", way)


def _fetched(command: Sequence[str], suffix: str, what: str, way: Text) -> bytes:
    """Run a client in a folder of its own and return the one file that it lays there."""
    with TemporaryDirectory(prefix="lawcheck-", ignore_cleanup_errors=True) as folder:
        try:
            subprocess.run(
                command,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=True,
                timeout=_PATIENCE,
            )
            [name] = [name for name in os.listdir(folder) if name.endswith(suffix)]
        except (OSError, subprocess.SubprocessError, ValueError):
            zh, en = (
                f"没有取到（{what}），请检查网络",
                f"could not be fetched ({what}), please check the network",
            )
            raise UsageError(zh + way.zh, en + way.en) from None
        with open(os.path.join(folder, name), "rb") as file:
            return file.read()
