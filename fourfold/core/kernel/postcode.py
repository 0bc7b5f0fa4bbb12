"""A postcode of the United Kingdom, whole or in part, read kindly.

People leave out the space, type it twice, write small letters, a full stop at the end, the letter O
for a zero, or a whole address. What they mean is taken when only one thing can be meant; nothing
is guessed. A postcode that has the right shape need not exist: only a table knows that.

    SW1A 1AA   a whole postcode: the unit "AA" of sector 1
    SW1A 1A    a whole one without its last letter
    SW1A 1     a sector
    SW1A       an outcode
    SW         the letters of an area

Source for the shapes: BS 7666 as the postcode directory of the Office for National Statistics
follows it, with six outcodes of old (W1M, W1N, W1R, W1V, W1X, W1Y). Checked 2026-11.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import Final, Self

from fourfold.core.kernel.errors import PostcodeError

UNIT_LETTERS: Final = "ABDEFGHJLNPQRSTUWXYZ"
"""The letters that each of the last two places of a postcode may have."""

_AREA = (
    "(?:A[BL]|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|"
    "I[GMPV]|JE|K[ATWY]|L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|"
    "S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE)"
)
_OUTCODE = (
    f"(?:{_AREA}[1-9][0-9]?|[BEGLMNSW][1-9][ABCDEFGHJKPSTUW]|W1[MNRVXY]"
    f"|(?=[A-Z]{{2}}){_AREA}[0-9][ABEHMNPRVWXY]?)"
)
_INCODE = f"[0-9][{UNIT_LETTERS}]{{2}}"
_WRITTEN = re.compile(f"({_OUTCODE})(?: ([0-9])([{UNIT_LETTERS}]{{0,2}}))?|({_AREA})|GIR 0AA")
_EASY = re.compile(" *([A-Z]{1,2}[0-9][0-9A-Z]?) *([0-9][A-Z]{2}) *")
_PACKED = re.compile(f"({_OUTCODE})({_INCODE})|(GIR)(0AA)")
_SPACED_PART = re.compile(f"({_OUTCODE}) ([0-9][{UNIT_LETTERS}]?)")
_BARE = re.compile(f"{_OUTCODE}|{_AREA}")
_PACKED_PART = re.compile(f"({_OUTCODE})([0-9][{UNIT_LETTERS}]?)")
_INSIDE = re.compile(f"(?<![A-Z0-9])({_OUTCODE})[ -]*({_INCODE})(?![A-Z0-9])")
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060\ufeff]"
)
_BETWEEN = re.compile(r"[ .,;:'\"`´’‘“”()\[\]*/\\_~\-‐‑‒–—−·•]+")
_MOST = 500
# The only letters and digits that are taken for each other.
_ALIKE = {"0": "0O", "O": "O0", "1": "1IL", "I": "I1", "L": "L1"}
_MOST_ALIKE = 7
_MOST_OUTCODE = 4
_OTHERS = (
    ("bfpo", re.compile("BFPO[0-9]{0,4}|BF1(?:[0-9][A-Z]{0,2})?")),
    ("overseas", re.compile("[A-Z]{4}1ZZ|GX11(?:1AA)?|(?:AI|VG|MSR|KY[0-9])[0-9]{4}")),
    ("number", re.compile("[+#]?[0-9]+")),
    (
        "foreign",
        re.compile(
            "[AC-FHKNPRTV-Y][0-9][0-9W][0-9AC-FHKNPRTV-Y]{4}"  # Ireland
            "|[A-Z][0-9][A-Z][0-9][A-Z][0-9]"  # Canada
            "|[0-9]{4}[A-Z]{2}"  # the Netherlands
        ),
    ),
)


class Extent(StrEnum):
    """How much of a postcode there is."""

    UNIT = "unit"
    GROUP = "group"
    """All but the last letter."""
    SECTOR = "sector"
    OUTCODE = "outcode"
    AREA = "area"


_EXTENTS = {2: Extent.SECTOR, 3: Extent.GROUP, 4: Extent.UNIT}


@dataclass(frozen=True, slots=True)
class Postcode:
    """A postcode, or the beginning of one, as it is written: capitals and one space.

    Raises PostcodeError: `shape`, when made of a text that is not written so.
    """

    text: str

    def __post_init__(self) -> None:
        """Refuse what does not have the shape."""
        if not _WRITTEN.fullmatch(self.text):
            raise PostcodeError("shape")

    def __str__(self) -> str:
        """Write it."""
        return self.text

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the postcode that somebody means; raises PostcodeError when that is not certain.

        Codes: `empty`; `number`, such as a telephone number; `bfpo`, an address of the forces;
        `overseas`, a territory; `foreign`, the postcode of another country; `several`, an address
        with more than one; `shape`, anything else.
        """
        easy = _EASY.fullmatch(text.upper())
        try:
            return cls(f"{easy[1]} {easy[2]}" if easy else _found(text))
        except PostcodeError:
            if easy is None:
                raise
        return cls(_found(text))

    @property
    def extent(self) -> Extent:
        """How much of a postcode it is."""
        space = self.text.find(" ")
        if space > 0:
            return _EXTENTS[len(self.text) - space]
        return Extent.AREA if self.text.isalpha() else Extent.OUTCODE

    @property
    def area(self) -> str:
        """The one or two letters that it begins with."""
        return self.text[:2] if self.text[1:2].isalpha() else self.text[:1]

    @property
    def outcode(self) -> str:
        """The part before the space; "" when there are only the letters of an area."""
        return "" if self.text.isalpha() else self.text.partition(" ")[0]

    @property
    def sector(self) -> str:
        """The outcode and the digit after the space; "" when there is none."""
        outcode, _, incode = self.text.partition(" ")
        return f"{outcode} {incode[0]}" if incode else ""


def _found(text: str) -> str:
    """The postcode in a text that is not simply one."""
    plain = _plain(text)
    packed = _BETWEEN.sub("", plain)
    if not packed:
        raise PostcodeError("empty" if not plain.strip() else "shape")
    for code, others in _OTHERS:
        if others.fullmatch(packed):
            raise PostcodeError(code)
    return _read(plain, packed)


def _plain(text: str) -> str:
    """Capitals without accents of width, single spaces for every kind, nothing invisible."""
    seen = unicodedata.normalize("NFKC", _HIDDEN.sub("", text[:_MOST])).upper()
    return " ".join(seen.split())


def _read(plain: str, packed: str) -> str:
    """The one postcode that a text means; `packed` is it without anything between."""
    if match := _PACKED.fullmatch(packed):
        return f"{match[1] or match[3]} {match[2] or match[4]}"
    if match := _SPACED_PART.fullmatch(_BETWEEN.sub(" ", plain).strip()):
        return f"{match[1]} {match[2]}"
    if _BARE.fullmatch(packed):
        return packed
    if match := _PACKED_PART.fullmatch(packed):
        return f"{match[1]} {match[2]}"
    return _mended(packed) or _inside(plain)


def _mended(packed: str) -> str | None:
    """A whole postcode or an outcode in which O and zero, or I, L and one, were mixed up.

    Only where the shapes leave one reading; "" or None where there is none or more than one.
    """
    if len(packed) > _MOST_ALIKE or not any(each.isdecimal() for each in packed):
        return None
    places = [_ALIKE.get(each, each) for each in packed]
    # What no incode has in a place is left out first: else there are thousands of readings.
    kinds = zip(places[-3:], ("0123456789", UNIT_LETTERS, UNIT_LETTERS), strict=False)
    incode = ["".join(each for each in place if each in kind) for place, kind in kinds]
    whole = {
        f"{match[1]} {match[2]}"
        for each in product(*places[:-3], *incode)
        if (match := _PACKED.fullmatch("".join(each)))
    }
    found = whole or {
        text
        for each in product(*(places if len(packed) <= _MOST_OUTCODE else ()))
        if re.fullmatch(_OUTCODE, text := "".join(each))
    }
    return found.pop() if len(found) == 1 else None


def _inside(plain: str) -> str:
    """The one whole postcode in an address."""
    found = {f"{match[1]} {match[2]}" for match in _INSIDE.finditer(plain)}
    if len(found) != 1:
        raise PostcodeError("several" if found else "shape")
    return found.pop()
