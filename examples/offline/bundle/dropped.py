"""Check the papers that were dragged onto 批注.cmd: a commented copy of Word files, a page for others."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from lawcheck.readers import SUFFIXES
from lawcheck.readers.docx import SUFFIXES as WORD

COMMENTED, RESULT = "_批注", "_检查结果"
_NEARLY_FULL = 8000  # characters; the line of cmd.exe holds 8191
_USAGE = "请把报告（一份、几份或整个文件夹）拖到“批注.cmd”的图标上。"


def main(arguments: Sequence[str], line: str) -> int:
    """Check the papers of cmd's command line, else of the arguments; return 0 if each has its result."""
    if len(line) > _NEARLY_FULL:
        print("一次拖的文件太多，可能没有全部收到。请把它们放进一个文件夹，再拖文件夹。")
    paths = dropped(line) or list(arguments)
    if not paths:
        print(_USAGE)
        return 2
    papers = list(dict.fromkeys(found(paths)))
    failed = [paper for paper in papers if not checked(paper)]
    print(f"\n共 {len(papers)} 份，写好结果 {len(papers) - len(failed)} 份。")
    for paper in failed:
        print(f"没有（完整）结果：{paper}")
    return 1 if failed or not papers else 0


def dropped(line: str) -> list[str]:
    r"""Return the paths in a command line of cmd.exe that started a script.

    >>> dropped(r'C:\Windows\system32\cmd.exe /c ""D:\a b\x.cmd" D:\c&(d).docx "D:\e f.docx""')
    ['D:\\c&(d).docx', 'D:\\e f.docx']
    """
    started = re.search(r'\s/c\s+""[^"]*"(.*?)"?\s*$', line, re.IGNORECASE | re.DOTALL)
    if started is None:
        return []
    # no name of Windows holds a quotation mark; only the plain space puts one in
    return [quoted or plain for quoted, plain in re.findall(r'"([^"]+)"|([^ \t"]+)', started[1])]


def found(paths: Iterable[str]) -> Iterator[Path]:
    """Yield the files named, and the papers in the folders named."""
    for path in map(Path, paths):
        if path.is_dir():
            yield from (file for file in sorted(path.rglob("*")) if _is_paper(file))
        else:
            yield path.absolute()


def _is_paper(file: Path) -> bool:
    """Return whether a file in a folder is meant: no result of ours, no lock of an office program."""
    ours = file.stem.endswith((COMMENTED, RESULT))
    return file.suffix.lower() in SUFFIXES and not ours and not file.name.startswith("~$") and file.is_file()


def checked(paper: Path) -> bool:
    """Check a paper, say what happened, and return whether there is a whole result."""
    print(f"\n{paper}", flush=True)
    word = paper.suffix.lower() in WORD
    result = paper.with_name(
        f"{paper.stem}{COMMENTED}{paper.suffix}" if word else f"{paper.stem}{RESULT}.html"
    )
    if not paper.is_file():
        print("  没有这个文件。")
        return False
    if os.path.lexists(result):
        print(f"  已有 {result.name}，没有重写。如要重做，请先把它删除或改名。")
        return False
    if word:
        return not _lawcheck("annotate", str(paper), "-o", str(result))
    status = _lawcheck("check", str(paper), "--fail-on=never", f"--output=html={result}", quiet=True)
    if result.exists():
        print(f"  检查结果：{result.name}")
    return not status


def _lawcheck(*args: str, quiet: bool = False) -> int:
    command = [sys.executable, "-P", "-m", "lawcheck", *args]  # -P: nothing from the folder of the papers
    return subprocess.run(command, stdout=subprocess.DEVNULL if quiet else None, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ.get("LAWCHECK_DROPPED", "")))
