"""The one page that an officer reads first."""

from fourfold.render.typeset import typeset
from fourfold.render.view import FrontPage

__all__ = ["front_page_pdf"]


def front_page_pdf(view: FrontPage) -> bytes:
    """The front page as PDF/A-2a and PDF/UA-1.

    Raises NotTypeset or JobFailed when it cannot be made.
    """
    return typeset("front_page", view)
