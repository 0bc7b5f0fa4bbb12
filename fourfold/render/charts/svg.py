"""The parts of an SVG: elements as text, and text that keeps inside its place.

No font is measured: a letter is taken to be as wide as the widest of its kind in the typefaces of
a screen, so that a label that is said to fit does fit.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from unicodedata import category, combining, east_asian_width

from fourfold.core.kernel.text import clean, escape_controls

WIDTH = 288
"""Of every view box: the column of a screen of 320 pixels, without its margins."""
LETTER = 12
LINE = 16
CUT = "…"


@dataclass(frozen=True, slots=True)
class Said:
    """What a chart says to whoever does not see it.

    name: a word that is the name of one chart on a page, for its ids. title: the finding.
    description: what is drawn, and where the numbers stand.
    """

    name: str
    title: str
    description: str


def picture(said: Said, height: float, parts: list[str]) -> str:
    """Return the whole SVG, with its title and description."""
    title, described = f"{said.name}-title", f"{said.name}-desc"
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="app-chart" role="img"'
            f' viewBox="0 0 {WIDTH} {number(height)}"'
            f' aria-labelledby="{escape(title)}" aria-describedby="{escape(described)}">',
            f'<title id="{escape(title)}">{escape(plain(said.title))}</title>',
            f'<desc id="{escape(described)}">{escape(plain(said.description))}</desc>',
            *parts,
            "</svg>",
        )
    )


def rect(at: tuple[float, float], size: tuple[float, float], kind: str) -> str:
    """Return a rectangle."""
    (x, y), (width, height) = at, size
    return (
        f'<rect class="app-chart__{kind}" x="{number(x)}" y="{number(y)}"'
        f' width="{number(width)}" height="{number(height)}"/>'
    )


def line(start: tuple[float, float], end: tuple[float, float], kind: str) -> str:
    """Return a line."""
    return (
        f'<line class="app-chart__{kind}" x1="{number(start[0])}" y1="{number(start[1])}"'
        f' x2="{number(end[0])}" y2="{number(end[1])}"/>'
    )


def path(points: list[tuple[float, float]], kind: str) -> str:
    """Return a closed shape."""
    drawn = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return f'<path class="app-chart__{kind}" d="M{drawn}Z"/>'


def text(at: tuple[float, float], words: str, anchor: str = "start", kind: str = "text") -> str:
    """Return a line of text; whoever calls has made it fit."""
    return (
        f'<text class="app-chart__{kind}" x="{number(at[0])}" y="{number(at[1])}"'
        f' font-size="{LETTER}" text-anchor="{anchor}">{escape(plain(words))}</text>'
    )


def number(value: float) -> str:
    """Return a length to a hundredth, as short as it can be written."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def plain(words: str) -> str:
    """Return somebody's words on one line, without characters that hide or reorder."""
    return " ".join(escape_controls(clean(words)).split())


def width(words: str) -> float:
    """Return how wide a line of text may be, in the units of the view box."""
    return sum(map(_letter, plain(words))) * LETTER


def _letter(character: str) -> float:
    if combining(character) or category(character) in ("Mn", "Me"):
        return 0
    if east_asian_width(character) in ("W", "F") or ord(character) > 0x2FFF:
        return 1.1
    if character in "mwMW@%—" or ord(character) > 0x24F:
        return 0.95
    if character in " .,:;'’‘|!iljtfrI()":
        return 0.36
    return 0.72 if character.isupper() else 0.6


def fitted(words: str, room: float) -> str:
    """Return the words, cut with "…" where they would be wider than the room."""
    words = plain(words)
    if width(words) <= room:
        return words
    while words and width(words + CUT) > room:
        words = words[:-1]
    return words.rstrip() + CUT


def signs(points: Iterable[tuple[float, str]], y: float) -> list[str]:
    """Return the signs of points (x, sign); signs that would touch are one, from the first on."""
    groups: list[tuple[float, list[str]]] = []
    for x, sign in sorted(points):
        if groups and x - groups[-1][0] < width("A–A") + 4:
            groups[-1][1].append(sign)
        else:
            groups.append((x, [sign]))
    found = []
    for x, group in groups:
        sign = group[0] if len(group) == 1 else f"{group[0]}–{group[-1]}"
        half = width(sign) / 2
        found.append(text((min(max(x, half), WIDTH - half), y), sign, "middle"))
    return found


def short(count: int) -> str:
    """Return a count in at most four characters: 999, 1.2k, 35k, 999k, 2m."""
    if count < 1000:
        return str(count)
    if count < 9950:
        return f"{count / 1000:.1f}k".replace(".0k", "k")
    if count < 999_500:
        return f"{count / 1000:.0f}k"
    return f"{count / 1_000_000:.0f}m"
