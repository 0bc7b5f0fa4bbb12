"""Which police force an area belongs to, and how sure that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from fourfold.core.kernel.errors import PostcodeError
from fourfold.core.kernel.postcode import Extent, Postcode
from fourfold.core.support.force import Force
from fourfold.core.support.table import Table

CROWN_DEPENDENCIES: Final = frozenset({"JE", "GY", "IM"})


class Confidence(StrEnum):
    """How far an answer may be relied on."""

    EXACT = "exact"
    NEAR_BORDER = "near_border"
    """Two forces meet within metres of it: either may be the one."""
    AREA_ONLY = "area_only"
    """Only part of a postcode was given: these forces have a share of it."""
    CROWN_DEPENDENCY = "crown_dependency"
    """Jersey, Guernsey or the Isle of Man, whose police and law are not the UK's."""
    UNKNOWN = "unknown"


class Code(StrEnum):
    """What an answer means, for whoever puts it into words."""

    EXACT = "exact"
    NEAR_BORDER = "near_border"
    ONE_FORCE = "one_force"
    """Part of a postcode, and all that begins with it lies in one force."""
    SEVERAL_FORCES = "several_forces"
    """Part of a postcode in which forces meet."""
    NOT_LISTED = "not_listed"
    """A whole postcode where forces meet, and the table cannot tell whether it was made from it: it
    may be new or mistyped."""
    CROWN_DEPENDENCY = "crown_dependency"
    NO_FORCE = "no_force"
    """The outcode exists, for large users of the post, but has no known place."""
    NOT_FOUND = "not_found"
    """It has the shape of a postcode, and there is none that begins so."""
    EMPTY = "empty"
    NUMBER = "number"
    """Only digits, as a telephone number has."""
    SEVERAL = "several"
    """More than one postcode was given."""
    BFPO = "bfpo"
    """An address of the forces, wherever they are."""
    OVERSEAS = "overseas"
    """An overseas territory, whose police are not the UK's."""
    FOREIGN = "foreign"
    """The postcode of another country."""
    SHAPE = "shape"
    """Nothing that looks like a postcode."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A force that may be the one, and its share of the postcodes of the area that was given.

    Near a border nothing is counted: the forces that meet there have equal shares.
    """

    force: Force
    share: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of an area: `asked` is the postcode as it is written, or "" for none.

    The likeliest force comes first. There is none when it is a Crown dependency or unknown. `cause`
    says why an answer is less sure than what was asked for.
    """

    asked: str
    confidence: Confidence
    candidates: tuple[Candidate, ...] = ()
    cause: Code | None = None

    @property
    def forces(self) -> tuple[Force, ...]:
        """The forces that may be the one, the likeliest first."""
        return tuple(each.force for each in self.candidates)

    @property
    def code(self) -> Code:
        """What it means, more finely than `confidence`."""
        if self.cause is not None:
            return self.cause
        match self.confidence:
            case Confidence.AREA_ONLY:
                return Code.ONE_FORCE if len(self.candidates) == 1 else Code.SEVERAL_FORCES
            case Confidence.UNKNOWN:
                return Code.NOT_FOUND
        return Code(self.confidence.value)


class Areas:
    """Answers from a table; `forces` are those of the table's codes.

    A whole postcode is `exact` when the table was made from it, or when all around it lies in one
    force. A table that keeps no list of postcodes cannot tell one that is new or mistyped: it takes
    each as one that it was made from, and gives it the force of its longest rule.
    """

    def __init__(self, table: Table, forces: Mapping[str, Force]) -> None:
        """Take a table and every force that it names, by code."""
        self.table = table
        self._forces = tuple(forces[code] for code in table.codes)
        self._alone = tuple((Candidate(force, 1.0),) for force in self._forces)

    def find(self, text: str) -> Answer:
        """The answer for what somebody typed; never raises."""
        try:
            return self.of(Postcode.parse(text))
        except PostcodeError as error:
            return Answer("", Confidence.UNKNOWN, (), Code(error.code))

    def of(self, postcode: Postcode) -> Answer:
        """The answer for a postcode or the beginning of one."""
        asked = postcode.text
        # Nearly all that is asked for: a whole postcode of an outcode in which there is a force.
        if asked[-4:-3] == " " and (counted := self.table.outcodes.get(asked[:-4])):
            return self._of_unit(asked, counted)
        area = postcode.area
        if area in CROWN_DEPENDENCIES:
            return Answer(asked, Confidence.CROWN_DEPENDENCY)
        whole = self.table.rules.get(area)
        extent = postcode.extent
        if whole is not None:
            is_unit = extent is Extent.UNIT
            confidence = Confidence.EXACT if is_unit else Confidence.AREA_ONLY
            return Answer(asked, confidence, self._alone[whole])
        if extent is Extent.AREA:
            return self._partly(asked, self._forces_within(area, str.isdecimal))
        return self._of_outcode(postcode, extent)

    def _of_outcode(self, postcode: Postcode, extent: Extent) -> Answer:
        asked, outcode = postcode.text, postcode.outcode
        counted = self.table.outcodes.get(outcode)
        if counted is None and extent is Extent.OUTCODE:
            # London has EC1A, EC1M and others; people say EC1.
            return self._partly(asked, self._forces_within(outcode, str.isalpha))
        if not counted:
            cause = Code.NOT_FOUND if counted is None else Code.NO_FORCE
            return Answer(asked, Confidence.UNKNOWN, (), cause)
        if extent is Extent.OUTCODE or len(counted) == 1:
            return self._partly(asked, Counter(dict(counted)))
        return self._partly(asked, self.table.forces_in(asked) or Counter(dict(counted)))

    def _of_unit(self, asked: str, counted: tuple[tuple[int, int], ...]) -> Answer:
        table = self.table
        # Most outcodes lie in one force: there is no need to look for a longer rule.
        force = counted[0][0] if len(counted) == 1 else table.force_of(asked)
        others = table.near.get(asked)
        if others and force is not None:
            return self._near(asked, (force, *others))
        if force is not None and self._is_sure(asked, counted):
            return Answer(asked, Confidence.EXACT, self._alone[force])
        around = table.forces_in(asked[:-2]) or Counter(dict(counted))
        if len(around) == 1:
            return Answer(asked, Confidence.EXACT, self._alone[next(iter(around))])
        return self._partly(asked, around, Code.NOT_LISTED)

    def _is_sure(self, asked: str, counted: tuple[tuple[int, int], ...]) -> bool:
        table = self.table
        if len(counted) == 1 or not table.listed or asked in table.rules:
            return True
        return table.is_listed(asked[:-2], asked[-2:])

    def _near(self, asked: str, forces: tuple[int, ...]) -> Answer:
        share = 1 / len(forces)
        candidates = tuple(Candidate(self._forces[each], share) for each in forces)
        return Answer(asked, Confidence.NEAR_BORDER, candidates)

    def _partly(self, asked: str, counted: Counter[int], cause: Code | None = None) -> Answer:
        if not counted:
            return Answer(asked, Confidence.UNKNOWN, (), Code.NOT_FOUND)
        whole = counted.total()
        order = sorted(counted, key=lambda force: (-counted[force], force))
        candidates = tuple(Candidate(self._forces[each], counted[each] / whole) for each in order)
        return Answer(asked, Confidence.AREA_ONLY, candidates, cause)

    def _forces_within(self, beginning: str, goes_on: Callable[[str], bool]) -> Counter[int]:
        """Those of all outcodes that begin so, `goes_on` being true of what comes next."""
        found: Counter[int] = Counter()
        for outcode, counted in self.table.outcodes.items():
            if outcode.startswith(beginning) and goes_on(outcode[len(beginning) :][:1]):
                found.update(dict(counted))
        return found
