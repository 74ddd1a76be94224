"""The same Word text in every package that the standard allows."""

from __future__ import annotations

import pytest
from makers.word import MAIN, STRICT, abstract, box, item, level, list_of, note, note_text, p, run, write_word

from lawcheck.readers import File
from lawcheck.readers._word.reading import read_word

RUBY = f"<w:r><w:ruby><w:rt>{run('yún')}</w:rt><w:rubyBase>{run('云')}</w:rubyBase></w:ruby></w:r>"
SUM = "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"
BODY = item("甲") + p("在", RUBY, "乙", SUM, note(1)) + p("前", box(p("框")))
PARTS = {
    "numbering": abstract(0, level(0, "chineseCounting", "%1、")) + list_of(1, 0),
    "footnotes": note_text(1, p("注")),
}
WAYS: dict[str, bytes] = {
    "as Word writes it": write_word(BODY, PARTS),
    "strict": write_word(BODY, PARTS, replace=STRICT),
    "UTF-16": write_word(BODY, PARTS, encode=lambda text: text.replace("UTF-8", "UTF-16").encode("utf-16")),
    "byte order mark": write_word(BODY, PARTS, encode=lambda text: text.encode("utf-8-sig")),
    "another prefix": write_word(
        BODY, PARTS, replace={"<w:": "<n:", "</w:": "</n:", " w:": " n:", "xmlns:w=": "xmlns:n="}
    ),
    "no prefix": write_word(
        BODY, PARTS, replace={"<w:": "<", "</w:": "</", "xmlns:w=": f'xmlns="{MAIN}" xmlns:w='}
    ),
    "another name": write_word(BODY, PARTS, main="word/document2.xml"),
    "backslashes": write_word(
        BODY, PARTS, name=lambda path: path.replace("/", "\\") if path.startswith("word") else path
    ),
}


@pytest.mark.parametrize("data", WAYS.values(), ids=WAYS.keys())
def test_packages(data: bytes) -> None:
    word = read_word(File(data, "paper.docx"))
    assert [block.text for block in word.blocks] == ["一、甲", "在云乙x=1", "注", "前", "框"]
