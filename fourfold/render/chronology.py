"""The chronology: the same entries as a PDF, a web page that needs nothing, and a table."""

from fourfold.render.chronology_html import chronology_html
from fourfold.render.chronology_table import chronology_csv
from fourfold.render.typeset import typeset
from fourfold.render.view import Chronology

__all__ = ["chronology_csv", "chronology_html", "chronology_pdf"]


def chronology_pdf(view: Chronology) -> bytes:
    """The chronology as PDF/A-2a and PDF/UA-1.

    Raises NotTypeset or JobFailed when it cannot be made.
    """
    return typeset("chronology", view)
