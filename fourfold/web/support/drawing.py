"""What is known near a place as HTML, drawn once for all who are shown the same.

A postcode is no part of it, so nothing that is kept here tells who asked.
"""

from __future__ import annotations

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from fourfold.web.guidance import queries as guidance
from fourfold.web.support import queries
from fourfold.web.support.forms import AudienceForm
from fourfold.web.ui.language import EASY, WELSH

# Of twenty-five thousand characters each.
MOST = 256


@lru_cache(MOST)
def near(asked: queries.Question, language: str) -> SafeString:
    """Everything on a result page that is not about one visit alone."""
    home = f"{guidance.PREFIXES[language]}/support"
    who = {"who": [each.value for each in asked.audiences]}
    shown = {
        **guidance.always(home, asked.today),
        "found": queries.result(asked),
        "narrow": AudienceForm(initial=who),
        "audiences": asked.audiences,
        "data_day": asked.dated,
        "home": home,
        "language": language,
        "prefix": f"/{WELSH}" if language == WELSH else "",
        "pages": guidance.folder("support", language),
    }
    before = "easy_" if language == EASY else ""
    return render_to_string(f"support/{before}near_body.html", shown)
