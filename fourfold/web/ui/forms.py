"""Forms in GOV.UK markup: Django's own forms, drawn with the templates in ui/forms.

A form page is:

    {% error_summary form %}
    <h1 class="govuk-heading-l">...</h1>
    <form method="post" novalidate autocomplete="off">
      {% csrf_token %}{{ form }}{% button text %}
    </form>

A form whose only question is the page's heading names that field: `heading = "what"`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.template.loader import select_template
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

DJANGO, OURS = "django/forms/", "ui/forms/"
# What a choice says to somebody whose page is older than its list, or who sent what no page offers.
NOT_OFFERED = {"invalid_choice": _("Choose from the answers on this page")}


class Renderer(TemplatesSetting):
    """Takes our template for a form, field or widget where there is one, else Django's."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"

    def get_template(self, template_name: str) -> Any:
        return select_template([template_name.replace(DJANGO, OURS, 1), template_name])


class TextField(forms.CharField):
    """A box for words. Its limit is never told to the browser, which would cut a pasted text there
    without a word; what is too long comes back whole. Null characters, which no keyboard types, go.
    """

    default_error_messages = {  # noqa: RUF012  Django's own shape
        "max_length": _(
            "That is too long: use at most %(limit_value)d characters. Nothing is lost."
        )
    }

    def to_python(self, value: Any) -> str:
        """The text without what no database takes."""
        text = str(super().to_python(value)).replace("\x00", "")
        return text.strip() if self.strip else text

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No maxlength."""
        attrs: dict[str, Any] = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


class DateParts(forms.Widget):
    """Day, month and year in three boxes; gives "2026-3-14" to the field, or "" when all empty.

    What was typed comes back as typed, also when it is no date.
    """

    template_name = "ui/forms/widgets/date_parts.html"
    use_fieldset = True
    parts = (("day", _("Day"), 2), ("month", _("Month"), 2), ("year", _("Year"), 4))

    def id_for_label(self, id_: str) -> str:
        """The first box: where an error message leads."""
        return f"{id_}_day" if id_ else ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        typed = self._typed(value)
        context["widget"]["is_wrong"] = "aria-invalid" in context["widget"]["attrs"]
        context["widget"]["parts"] = [
            {"name": f"{name}_{part}", "part": part, "label": label, "width": width, "value": text}
            for (part, label, width), text in zip(self.parts, typed, strict=True)
        ]
        return context

    def value_from_datadict(
        self, data: Mapping[str, Any], _files: MultiValueDict[str, Any], name: str
    ) -> str:
        year, month, day = (data.get(f"{name}_{part}", "").strip() for part in _ISO_ORDER)
        return f"{year}-{month}-{day}" if year or month or day else ""

    def value_omitted_from_data(
        self, data: Mapping[str, Any], _files: MultiValueDict[str, Any], name: str
    ) -> bool:
        return not any(f"{name}_{part}" in data for part in _ISO_ORDER)

    def _typed(self, value: date | str | None) -> tuple[str, str, str]:
        if isinstance(value, date):
            return str(value.day), str(value.month), str(value.year)
        year, month, day = [*str(value or "").split("-", 2), "", ""][:3]
        return day, month, year


_ISO_ORDER = ("year", "month", "day")
