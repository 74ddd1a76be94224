"""Old Word files → .docx by an installed office program, where the caller allows it.

The program gets a profile of its own, so that it neither meets the user's nor leaves anything in it,
a time limit, and settings that keep it from running macros or following links.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from lawcheck.model import Text
from lawcheck.readers._file import File

SECONDS = 120  # a cold start takes ten or more on a slow disk
_PROGRAMS = ("soffice", "libreoffice", "soffice.com")
_PLACES = (
    r"C:\Program Files\LibreOffice\program",
    r"C:\Program Files (x86)\LibreOffice\program",
    "/Applications/LibreOffice.app/Contents/MacOS",
)
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"\
 oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop\
 oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse">\
<value>0</value></prop></item>
</oor:items>
"""


def program() -> str | None:
    """Return the path of the office program, None where there is none."""
    places = os.pathsep.join((os.environ.get("PATH", ""), *_PLACES))
    return next((found for name in _PROGRAMS if (found := shutil.which(name, path=places))), None)


def to_docx(file: File) -> tuple[bytes, tuple[Text, ...]]:
    """Return a .doc file as .docx; the program carries everything over that it can show.

    Raises:
        ReadError: There is no office program, or it did not convert the file in time.
    """
    office = program()
    if office is None:
        raise file.refuse("没有找到 LibreOffice，不能用它转换", "LibreOffice, asked for, was not found")
    with TemporaryDirectory(prefix="lawcheck-", ignore_cleanup_errors=True) as folder:
        data = _convert(office, Path(folder), file.data)
    if data is None:
        raise file.refuse(
            "LibreOffice 不能转换这个文件（已损坏、加密或超过时限）",
            "LibreOffice could not convert it (damaged, encrypted or too slow)",
        )
    return data, ()


def _convert(office: str, folder: Path, data: bytes) -> bytes | None:
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    source = folder / "paper.doc"
    source.write_bytes(data)
    command = [
        office,
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--convert-to", "docx", "--outdir", str(folder), str(source)),
    ]
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as running:
        try:
            running.wait(SECONDS)
        except subprocess.TimeoutExpired:
            _stop(running)
        except BaseException:  # interrupted: nothing is left running
            _stop(running)
            raise
    made = folder / "paper.docx"
    return made.read_bytes() if made.exists() else None


def _stop(running: subprocess.Popen[bytes]) -> None:
    """End the program with its children: what was started is often only a script."""
    if hasattr(os, "killpg"):
        os.killpg(running.pid, signal.SIGKILL)
    running.kill()
