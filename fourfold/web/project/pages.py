"""Which pages are everybody's, of every part of the public half."""

from fourfold.web.check import queries as check
from fourfold.web.guidance import queries as guidance
from fourfold.web.orders import queries as orders
from fourfold.web.support import queries as support


def paths() -> list[str]:
    """The address of every page that is the same for everybody."""
    return [*guidance.paths(), *support.paths(), *check.paths(), *orders.paths()]
