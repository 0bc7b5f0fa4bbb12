"""What is known about each exhibit of a pack, as one list to print."""

from fourfold.render.typeset import typeset
from fourfold.render.view import ExhibitList

__all__ = ["exhibit_list_pdf"]


def exhibit_list_pdf(view: ExhibitList) -> bytes:
    """All exhibits of a pack as PDF/A-2a and PDF/UA-1.

    Raises NotTypeset or JobFailed when it cannot be made.
    """
    return typeset("exhibits", view)
