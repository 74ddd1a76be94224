"""Old Word's binary format → .docx, by a library; the only file that knows it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from tempfile import TemporaryDirectory
from typing import Any

from lawcheck.errors import ReadError
from lawcheck.model import Text
from lawcheck.readers._file import File


def to_docx(file: File) -> tuple[bytes, tuple[Text, ...]]:
    """Return a .doc file as .docx and what the library could not carry over.

    Raises:
        ReadError: It is encrypted, damaged or older than Word 97; or the library is not installed.
    """
    library: Any = file.borrow("doc2docx", "doc")
    with TemporaryDirectory(prefix="lawcheck-") as folder:
        source, target = os.path.join(folder, "paper.doc"), os.path.join(folder, "paper.docx")
        with open(source, "wb") as copy:
            copy.write(file.data)
        try:
            result = library.convert(source, target)
        except Exception as error:  # strangers' bytes: whatever the library stumbles over
            raise _refused(file, error) from None
        with open(target, "rb") as made:
            return made.read(), tuple(_lost(result.report.diagnostics))


def _refused(file: File, error: Exception) -> ReadError:
    if type(error).__name__ == "EncryptedDocumentError":
        return file.refuse(
            "文件加了密码，没有读取；请取消打开密码再试", "the file has a password and was not read"
        )
    return file.refuse(
        "旧版 Word 文件已损坏，或是 Word 97 以前的格式；请用 Word 或 WPS 另存为 .docx",
        "the old Word file is damaged or older than Word 97; please save it as .docx",
    )


def _lost(diagnostics: Any) -> Iterator[Text]:
    """Yield what stands in the paper and was not carried over: text boxes that were not understood."""
    codes = {str(each.code) for each in diagnostics}
    if any("TEXTBOX" in code and code.endswith(("MALFORMED", "OMITTED", "DEFERRED")) for code in codes):
        yield Text("文本框的内容没有读取", "text boxes could not be read")
