"""What the entries of a pack show together, as one page or a few to print."""

from fourfold.render.typeset import typeset
from fourfold.render.view import Together

__all__ = ["together_pdf"]


def together_pdf(view: Together) -> bytes:
    """Counts, dates and routes as PDF/A-2a and PDF/UA-1.

    Raises NotTypeset or JobFailed when it cannot be made.
    """
    return typeset("together", view)
