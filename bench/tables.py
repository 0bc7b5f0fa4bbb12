"""Writes the latest results into bench/README.md, as tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import report

README = Path(__file__).parent / "README.md"
MARK = "<!-- The rest is written by bench/tables.py. -->\n"


def main() -> None:
    found = [json.loads(path.read_text()) for path in sorted(report.RESULTS.glob("*.json"))]
    before = README.read_text().partition(MARK)[0]
    README.write_text(before + MARK + "".join(section(each) for each in found))


def section(found: dict[str, Any]) -> str:
    machine = found["machine"]
    heads = list(found["rows"][0])
    lines = [heads, ["---"] * len(heads)]
    lines += [[report.show(row[head]) for head in heads] for row in found["rows"]]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return (
        f"\n## {found['benchmark']}\n\n{table}\n\n"
        f"{found['utc'][:10]}, {machine['processor']}, {machine['cores']} cores, "
        f"{machine['system'].split('-')[0]}, Python {machine['python']}, load {machine['load']}\n"
    )


if __name__ == "__main__":
    main()
