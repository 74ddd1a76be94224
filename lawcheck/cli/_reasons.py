"""Why the system refused to write, in words."""

from __future__ import annotations

import errno

from lawcheck.model import Text

_WORDS = {
    errno.ENOENT: Text("文件夹不存在", "there is no such folder"),
    errno.ENOTDIR: Text("路径中有一段不是文件夹", "part of the path is no folder"),
    errno.EISDIR: Text("是一个文件夹", "it is a folder"),
    errno.EACCES: Text("没有写入权限", "permission denied"),
    errno.EPERM: Text("没有写入权限", "permission denied"),
    errno.EROFS: Text("磁盘是只读的", "the disk is read-only"),
    errno.ENOSPC: Text("磁盘已满", "no space is left"),
    errno.EFBIG: Text("文件太大", "the file is too large"),
    errno.ENAMETOOLONG: Text("文件名太长", "the name is too long"),
}


def reason(error: OSError) -> Text:
    """Return why, in the system's own words where there are none here."""
    own = error.strerror or str(error)
    return _WORDS.get(error.errno or 0, Text(own, own))
