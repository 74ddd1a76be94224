"""Check the papers beside this file and print what is missing: ``python examples/quickstart.py``."""

from pathlib import Path

import lawcheck

HERE = Path(__file__).parent


def main() -> None:
    for answer in lawcheck.check_many(sorted(HERE.glob("*.txt"))):
        if isinstance(answer, lawcheck.Unreadable):
            print(f"{answer.path}: {answer.reason}")
            continue
        print(f"{answer.document.title}: {answer.score} ({answer.status})")
        for section in answer.sections:
            where = f"line {section.place.line}" if section.place else "nowhere"
            print(f"  {section.id}: {section.placement}, {where}")
        for finding in answer.findings:
            print(f"  {finding.line}: {finding.severity} {finding.rule} {finding.message}")


if __name__ == "__main__":
    main()
