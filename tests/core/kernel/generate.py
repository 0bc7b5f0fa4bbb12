"""Times of every kind, for properties."""

from datetime import datetime

from hypothesis import strategies as st

from fourfold.core.kernel.errors import WhenError
from fourfold.core.kernel.when import When

ZONES = ("Europe/London", "UTC", "America/Argentina/Buenos_Aires", "Etc/GMT+1")
_CUTS = (4, 7, 10, 16, 19)


@st.composite
def points(draw: st.DrawFn, first: str = "0001-01-01", last: str = "9999-12-31") -> str:
    """The text of one point: any moment, written to some precision, perhaps "about"."""
    moment = draw(st.datetimes(datetime.fromisoformat(first), datetime.fromisoformat(last)))
    text = moment.isoformat(timespec="seconds")[: draw(st.sampled_from(_CUTS))]
    return text + draw(st.sampled_from(["", "~"]))


@st.composite
def whens(draw: st.DrawFn) -> When:
    """Any time: a point, a range, one that is not over, or unknown."""
    zone = draw(st.sampled_from(ZONES))
    first, second = draw(points()), draw(points())
    form = draw(st.sampled_from(["point", "range", "open", "unknown"]))
    if form == "point":
        return When(first, zone, draw(st.integers(0, 1)) if "T" in first else 0)
    if form == "range":
        for text in (f"{first}/{second}", f"{second}/{first}"):
            try:
                return When(text, zone)
            except WhenError:
                continue  # reversed, or both ends the same
    return When(f"{first}/.." if form == "open" else "XXXX", zone)
