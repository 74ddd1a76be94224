"""All commented Word copies in one zip."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from makers.papers import as_docx

from lawcheck.desk import Desk
from lawcheck.errors import UsageError

GAPPY = (Path(__file__).parent.parent / "examples" / "gappy.txt").read_text("utf-8")


def test_copies_of_equal_names_stand_beside_each_other() -> None:
    desk = Desk()
    for name in ("报告.docx", "说明.txt", "报告.DOCX", "甲/报告.docx"):
        desk.check(name, GAPPY.encode() if name.endswith("txt") else as_docx(GAPPY))
    made = desk.words()
    assert (made.name, made.media) == ("批注副本.zip", "application/zip")
    with zipfile.ZipFile(BytesIO(made.data)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["报告_批注.docx", "报告_批注（2）.DOCX", "报告_批注（3）.docx"]
        assert archive.read("报告_批注.docx") == desk.word(0).data
    assert desk.words() == made


def test_without_a_word_paper_there_is_none() -> None:
    desk = Desk(lang="en")
    desk.check("paper.txt", GAPPY.encode())
    with pytest.raises(UsageError, match="no such Word file"):
        desk.words()
