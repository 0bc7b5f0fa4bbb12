"""A person whom entries are about: on screen "the person doing this"."""

from dataclasses import dataclass
from typing import Annotated

from fourfold.core.kernel.shape import Distinct, Id, Line, Most, Text

Names = Annotated[tuple[Line, ...], Most(200), Distinct()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person, as the owner tells them apart; the name may not be known.

    id: 32 hexadecimal digits. label: what the owner calls them ("the neighbour"). names, numbers
    and handles: what they go by, the numbers they rang or wrote from, their e-mail addresses and
    accounts. note: anything that tells them apart. There is no field for where they live or go.
    """

    id: Id
    label: Line
    names: Names = ()
    numbers: Names = ()
    handles: Names = ()
    note: Text = ""
