"""Rebuild `fourfold/render/coverage.txt`: which characters typst's own fonts can print.

The compiler itself is asked: PDF/A forbids a character without a glyph, so typst names every one
it cannot show. Run `python -m tests.render.make_coverage` after a new typst; the test beside this
file fails when the table no longer tells the truth.
"""

import json
import re
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import typst

TABLE = Path(__file__).parents[2] / "fourfold" / "render" / "coverage.txt"
FONTS = ("Libertinus Serif", "DejaVu Sans Mono")
# Ideographs and Hangul syllables: by far the most code points, and in neither font.
UNPRINTABLE_BLOCKS = (range(0x3400, 0xA000), range(0xAC00, 0xD800))
PROBE = b"""
#set document(title: "Probe", date: datetime(year: 2000, month: 1, day: 1))
#let asked = json(bytes(sys.inputs.data))
#set text(font: asked.fonts, fallback: false, lang: "en")
#for one in asked.texts { par(one) }
"""
REFUSAL = re.compile(r'the text `"(.*?)"` (?:could not be displayed|contains)')
ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")


def candidates() -> list[int]:
    """Every assigned, visible-or-joining character worth asking about."""
    return [
        point
        for point in range(0x20, 0x20000)
        if unicodedata.category(chr(point)) not in {"Cn", "Co", "Cs", "Cc"}
        and not any(point in block for block in UNPRINTABLE_BLOCKS)
    ]


def refused(texts: Iterable[str], fonts: Iterable[str] = FONTS) -> set[str]:
    """The texts, or parts of texts, that typst says it cannot show in these fonts."""
    asked = json.dumps({"fonts": list(fonts), "texts": list(texts)})
    try:
        typst.compile(
            PROBE,
            sys_inputs={"data": asked},
            ignore_system_fonts=True,
            pdf_standards=["a-2a", "ua-1"],
        )
    except typst.TypstError as error:
        found = {_unescaped(text) for text in REFUSAL.findall(error.diagnostic)}
        if not found:
            raise
        return found
    return set()


def ranges(points: Iterable[int]) -> str:
    """Code points as hexadecimal runs: "20-7E A0-17F"."""
    runs: list[list[int]] = []
    for point in sorted(points):
        if runs and point == runs[-1][1] + 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return " ".join(f"{a:X}-{b:X}" if b > a else f"{a:X}" for a, b in runs)


def _unescaped(text: str) -> str:
    plain = ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return plain.replace('\\"', '"').replace("\\\\", "\\")


def main() -> None:
    """Write the table."""
    points = candidates()
    lines = []
    for font in FONTS:
        lacking = refused((chr(point) for point in points), [font])
        known = [point for point in points if chr(point) not in lacking]
        lines.append(f"{font}: {ranges(known)}\n")
        sys.stderr.write(f"{font}: {len(known)} of {len(points)}\n")
    TABLE.write_text("".join(lines), encoding="ascii")


if __name__ == "__main__":
    main()
