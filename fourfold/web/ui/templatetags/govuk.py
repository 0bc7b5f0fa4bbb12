"""GOV.UK components as tags, so that a fault found in an audit is mended in one place."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BoundField, Form
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from fourfold.web.ui import welsh

register = template.Library()


@register.simple_tag
def classes(widget: dict[str, Any], block: str) -> str:
    """The class names of a form control: the component's, its error state, the author's own."""
    attrs = widget["attrs"]
    state = f"{block}--error" if attrs.get("aria-invalid") else ""
    return " ".join(name for name in (block, state, attrs.get("class", "")) if name)


@register.inclusion_tag("ui/error_summary.html")
def error_summary(*forms: Form | str) -> dict[str, Any]:
    """Every problem of these forms in one list, each a link to the control that has it.

    A form that isn't there, or has no problem, adds nothing.
    """
    problems = [problem for form in forms if isinstance(form, Form) for problem in _problems(form)]
    return {"problems": problems}


def _problems(form: Form) -> list[tuple[str, str]]:
    whole = [("", str(text)) for text in form.non_field_errors()]
    return whole + [(_target(field), str(text)) for field in form for text in field.errors]


def _target(field: BoundField) -> str:
    """The id of a field's first control; "" for a hidden field. Radios have no id of their own."""
    if field.is_hidden:
        return ""
    return field.id_for_label or field.subwidgets[0].id_for_label


@register.inclusion_tag("ui/button.html")
def button(text: str, **extra: str) -> dict[str, Any]:
    """A button that sends the form: `look` "secondary" or "warning", `name`, `value`."""
    return {"text": text, **extra}


@register.inclusion_tag("ui/button_link.html")
def button_link(text: str, href: str, look: str = "") -> dict[str, Any]:
    """A link that looks like a button and starts something: `look` "start" or "secondary"."""
    return {"text": text, "href": href, "look": look}


@register.inclusion_tag("ui/back_link.html")
def back_link(href: str) -> dict[str, Any]:
    """The link back, for the block before_content."""
    return {"href": href}


@register.simple_tag
def phone(number: str) -> SafeString:
    """A number that a phone can call with one touch."""
    return format_html(
        '<a class="govuk-link app-phone" href="tel:{}" rel="noreferrer">{}</a>',
        number.replace(" ", ""),
        number,
    )


@register.simple_tag
def official(href: str, text: str) -> SafeString:
    """A link to somebody else's site, which learns nothing about where the reader came from."""
    return format_html(
        '<a class="govuk-link app-official" href="{}" rel="noreferrer">{}</a>', href, text
    )


@register.simple_block_tag
def details(content: SafeString, summary: str) -> SafeString:
    """Text behind a click: {% details "..." %}...{% enddetails %}."""
    return format_html(
        '<details class="govuk-details"><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">{}</span></summary>'
        '<div class="govuk-details__text">{}</div></details>',
        summary,
        content,
    )


@register.simple_block_tag
def inset(content: SafeString) -> SafeString:
    """A passage set apart from the text around it."""
    return format_html('<div class="govuk-inset-text">{}</div>', content)


@register.inclusion_tag("ui/saved.html")
def saved(text: str) -> dict[str, Any]:
    """Says, above a page, what has just been done. Never in the colour of success."""
    return {"text": text}


@register.inclusion_tag("ui/standing.html")
def interface_standing() -> dict[str, Any]:
    """On Welsh pages: who has checked the Welsh of the interface, or that nobody has."""
    return {"language": get_language(), "review": welsh.review()}
