"""Filters that put the record's values into words."""

from __future__ import annotations

from django import template

from fourfold.core.kernel import text
from fourfold.core.kernel.when import When
from fourfold.core.record.codes import Kind
from fourfold.web.record import words

register = template.Library()

register.filter("moment", words.moment_words)
register.filter("size", words.size_words)
register.filter("file_name", text.escape_controls)


@register.filter
def when(value: When | str) -> str:
    """A time, or the EDTF text of one, in words."""
    return words.when_words(When(value) if isinstance(value, str) else value)


@register.filter
def kind(value: str) -> str:
    """What an entry is, by the code of its kind; "" for something that happened, as most are."""
    return "" if value == Kind.INCIDENT else str(words.KINDS[Kind(value)])
