"""Tell by its first bytes, or by what lies in it, which sort of file a file is."""

from __future__ import annotations

from lawcheck.errors import ReadError

_SAVE_AS = ("请另存为 Word（.docx）、PDF 或文本文件", "please save it as Word (.docx), PDF or text")
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "RTF 文档", "an RTF document"),
    (b"\x89PNG", "PNG 图片", "a PNG image"),
    (b"\xff\xd8\xff", "JPEG 图片", "a JPEG image"),
    (b"GIF8", "GIF 图片", "a GIF image"),
    (b"II*\0", "TIFF 图片", "a TIFF image"),
    (b"MM\0*", "TIFF 图片", "a TIFF image"),
    (b"\x1f\x8b", "gzip 压缩文件", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩文件", "a 7z archive"),
    (b"Rar!\x1a\x07", "RAR 压缩文件", "a RAR archive"),
    (b"\x7fELF", "程序文件", "a program"),
    (b"SQLite format 3\0", "SQLite 数据库", "an SQLite database"),
)
# what lies in a ZIP or an OLE file that no reader takes
_IN_ZIP: tuple[tuple[bytes, str, str], ...] = (
    (b"xl/", "Excel 表格（.xlsx）", "an Excel workbook (.xlsx)"),
    (b"ppt/", "PowerPoint 演示文稿（.pptx）", "a PowerPoint presentation (.pptx)"),
    (b"opendocument.text", "OpenDocument 文档（.odt）", "an OpenDocument text (.odt)"),
)
_IN_OLE: tuple[tuple[str, str, str], ...] = (
    ("Workbook", "旧版 Excel 表格（.xls）", "an old Excel workbook"),
    ("PowerPoint", "旧版演示文稿（.ppt）", "an old PowerPoint presentation"),
)


def is_pdf(data: bytes) -> bool:
    """Tell whether a file is a PDF; some programs write a few bytes before its mark.

    A text that speaks of the mark is none.
    """
    return data.startswith(b"%PDF-") or (b"%PDF-" in data[:1024] and b" obj" in data)


def is_zip(data: bytes) -> bool:
    """Tell whether a file is a ZIP archive."""
    return data.startswith(b"PK\x03\x04")


def is_ole(data: bytes) -> bool:
    """Tell whether a file is an OLE container, as old Office programs write."""
    return data.startswith(b"\xd0\xcf\x11\xe0")


def ole_holds(data: bytes, name: str) -> bool:
    """Tell whether an OLE container has a stream of a name."""
    return is_ole(data) and name.encode("utf-16-le") in data


def refuse_other_sorts(data: bytes, path: str) -> None:
    """Raise ReadError for a file that is known not to be text."""
    if ole_holds(data, "EncryptedPackage"):
        raise ReadError(
            path,
            "文件加了密码，没有读取；请取消打开密码再试",
            "the file has a password and was not read",
        )
    found = _named(data)
    if found:
        zh, en = found
        space = " " if zh[0].isascii() else ""
        raise ReadError(path, f"这是{space}{zh}，{_SAVE_AS[0]}", f"it is {en}; {_SAVE_AS[1]}")


def _named(data: bytes) -> tuple[str, str] | None:
    if is_zip(data):
        inside = ((zh, en) for name, zh, en in _IN_ZIP if name in data)
        return next(inside, ("ZIP 压缩文件", "a ZIP archive"))
    if is_ole(data):
        inside = ((zh, en) for name, zh, en in _IN_OLE if ole_holds(data, name))
        return next(
            inside,
            (
                "旧版 Office 文件（不是 Word 文档，或已损坏）",
                "an old Office file (no Word document, or damaged)",
            ),
        )
    return next(((zh, en) for magic, zh, en in _MAGIC if data.startswith(magic)), None)
