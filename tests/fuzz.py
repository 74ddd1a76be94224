"""Feed the readers spoilt files: ``python tests/fuzz.py [SECONDS [SEED]]``; run on request, never in CI.

Seeds are made-up papers in every format. Each is spoilt at random: bytes are changed, cut out, doubled
or moved, in the file as it is or in one part of an archive, where words of the format are thrown in
too. Whatever comes out must be a document or a ReadError, within the time that one file may take. A
file that breaks this is written to the folder for temporary files and its name printed.
"""

from __future__ import annotations

import random
import resource
import signal
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from types import FrameType

sys.path.insert(0, str(Path(__file__).parent))

from makers.ofd import write_ofd
from makers.papers import as_docx, as_html, as_markdown
from makers.pdf import write_pdf
from makers.setting import set_pages

from lawcheck.annotate import annotate
from lawcheck.api import check_bytes
from lawcheck.errors import ReadError

TESTS = Path(__file__).parent
PAPER = (TESTS.parent / "examples" / "gappy.txt").read_text("utf-8")
LONGEST = 20  # seconds that one spoilt file may take
_WORDS = r"""
<w:p> | </w:p> | <w:tbl> | <w:tc> | </w:tc> | <w:del> | <w:ins> | <w:txbxContent> | <w:vMerge/>
<mc:AlternateContent> | <w:fldChar w:fldCharType="begin"/> | <w:fldChar w:fldCharType="end"/>
w:val=" | w:val="-1" | w:val="99999999999" | <!DOCTYPE a> | <![CDATA[ | ]]> | <!-- | --> | &lt;
&#0; | <div> | </div> | <table> | <td> | <br> | <script> | <meta charset="x"> | %PDF- | endobj
stream | 0 0 0 | -1 | 4294967296 | <ofd:TextCode | DeltaX="g 9999999 0" | CTM="0 0 0 0 0 0"
Boundary="
"""
WORDS = (
    *(word.encode() for line in _WORDS.strip().split("\n") for word in line.split(" | ")),
    b"\xff\xfe",
    b"\0",
)


def seeds() -> dict[str, bytes]:
    """Return a file of every format."""
    made = {
        "typed.docx": as_docx(PAPER),
        "automatic.docx": as_docx(PAPER, automatic=True),
        "paper.html": as_html(PAPER),
        "paper.md": as_markdown(PAPER),
        "paper.txt": PAPER.encode("gb18030"),
        "small.pdf": write_pdf(set_pages(PAPER)),
        "paper.ofd": write_ofd(set_pages(PAPER)),
    }
    stored = {path.name: path.read_bytes() for path in sorted((TESTS / "files").iterdir())}
    return made | stored


def spoilt(data: bytes, dice: random.Random) -> bytes:
    """Return bytes with one to eight random changes."""
    changed = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 4, 8))):
        at = dice.randrange(len(changed) + 1)
        some = dice.choice((1, 2, 8, 64, 1024))
        change = dice.randrange(5)
        if change == 0:
            changed[at : at + some] = dice.randbytes(some)
        elif change == 1:
            del changed[at : at + some]
        elif change == 2:
            changed[at:at] = changed[at : at + some] * dice.choice((1, 2, 50))
        elif change == 3:
            changed[at:at] = dice.choice(WORDS)
        else:
            other = dice.randrange(len(changed) + 1)
            changed[at:at] = changed[other : other + some]
    return bytes(changed)


def spoilt_inside(data: bytes, dice: random.Random) -> bytes:
    """Return an archive with one part spoilt, packed anew so that it opens."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        names = source.namelist()
        chosen = dice.choice([name for name in names if name.endswith((".xml", ".rels"))])
        for name in names:
            part = source.read(name)
            target.writestr(name, spoilt(part, dice) if name == chosen else part)
    return made.getvalue()


def try_out(data: bytes, name: str) -> str:
    """Return what became of a file: ``read``, ``refused``, or what went wrong."""
    try:
        report = check_bytes(data, path=name, force=True)
        if report.document.format == "docx":
            annotate(data, report)
    except ReadError:
        return "refused"
    except TimeoutError:
        return f"took more than {LONGEST} s"
    except Exception as error:  # what this program looks for
        return f"{type(error).__name__}: {error}"
    return "read"


def _ring(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError


def main(seconds: float, seed: int) -> int:
    """Spoil and read files for some seconds; return 1 where something broke."""
    dice, files, counts, broken = random.Random(seed), seeds(), Counter[str](), 0
    signal.signal(signal.SIGALRM, _ring)
    slowest, end = (0.0, ""), time.monotonic() + seconds
    while time.monotonic() < end:
        name = dice.choice(list(files))
        inside = zipfile.is_zipfile(BytesIO(files[name])) and dice.random() < 0.8
        how: Callable[[bytes, random.Random], bytes] = spoilt_inside if inside else spoilt
        data = how(files[name], dice)
        signal.alarm(LONGEST)
        begin = time.process_time()
        outcome = try_out(data, name)
        signal.alarm(0)
        slowest = max(slowest, (time.process_time() - begin, name))
        suffix = Path(name).suffix
        if outcome in ("read", "refused"):
            counts[f"{suffix} {outcome}"] += 1
            continue
        broken += 1
        with tempfile.NamedTemporaryFile(prefix="fuzz-", suffix=suffix, delete=False) as kept:
            kept.write(data)
        print(f"{kept.name}: {outcome}", flush=True)
    for what, count in sorted(counts.items()):
        print(f"{what:16} {count}")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{sum(counts.values()) + broken} files, {broken} broken; {memory:.0f} MiB")
    print(f"slowest: {slowest[0]:.1f} s ({slowest[1]})")
    return 1 if broken else 0


if __name__ == "__main__":
    told = [float(value) for value in sys.argv[1:3]]
    sys.exit(main(told[0] if told else 60, int(told[1]) if len(told) > 1 else 1))
