"""Our forms against GOV.UK Frontend's own examples, and the rules the examples don't cover."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from django import forms
from django.template import Context, Template

from fourfold.web.ui.forms import DateParts
from tests.npm import example

# What differs on purpose: bolder labels, Django's aria-invalid and cols, a named radio group.
OURS = {"govuk-label--s", "govuk-fieldset__legend--s", "aria-invalid", "cols", "role", "maxlength"}


class Shape(HTMLParser):
    """Markup as a list of tags and texts, with ids replaced by the order of their first use."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.items: list[Any] = []
        self.used = set(re.findall(r'(?:for|aria-describedby|href)="#?([^"]*)"', html))
        self.used |= {word for words in self.used for word in words.split()}
        self.ids: dict[str, int] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = {name: self.value(name, value) for name, value in attrs if name not in OURS}
        if kept.get("id") is None:
            kept.pop("id", None)
        self.items.append((tag, dict(sorted(kept.items(), key=lambda item: item[0]))))

    def handle_endtag(self, tag: str) -> None:
        self.items.append("/" + tag)

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.items.append(" ".join(data.split()))

    def value(self, name: str, value: str | None) -> Any:
        if name == "class":
            return sorted(set((value or "").split()) - OURS)
        if name == "id":
            return self.order(value or "") if value in self.used else None
        if name in ("for", "aria-describedby"):
            return [self.order(word) for word in (value or "").split()]
        return self.order(value[1:]) if name == "href" and value and value[0] == "#" else value

    def order(self, word: str) -> int:
        return self.ids.setdefault(word, len(self.ids))


def drawn(field: forms.Field, name: str, error: str = "", value: Any = None) -> str:
    field.required = False
    form = type("OneField", (forms.Form,), {name: field})({name: value} if error else None)
    form.initial = {name: value}
    if error:
        form.add_error(name, error)
    return str(form[name].as_field_group())


def choices(options: dict[str, Any]) -> list[tuple[str, str]]:
    return [(str(item["value"]), item["text"]) for item in options["items"]]


WIDGETS = {
    "input": forms.TextInput(),
    "textarea": forms.Textarea(attrs={"rows": 5}),
    "select": forms.Select(),
    "radios": forms.RadioSelect(),
    "checkboxes": forms.CheckboxSelectMultiple(),
    "file-upload": forms.FileInput(),
}


def field_of(component: str, options: dict[str, Any]) -> forms.Field:
    field = forms.ChoiceField if "items" in options else forms.CharField
    label = (options.get("label") or options["fieldset"]["legend"])["text"]
    return field(
        label=label,
        help_text=options.get("hint", {}).get("text", ""),
        widget=WIDGETS[component],
        **({"choices": choices(options)} if "items" in options else {}),
    )


@pytest.mark.parametrize(
    ("component", "name"),
    [
        ("input", "with hint text"),
        ("input", "with error message"),
        ("textarea", "with hint"),
        ("textarea", "with error message"),
        ("textarea", "with hint and error message"),
        ("select", "with hint text and error message"),
        ("radios", "with hint"),
        ("radios", "with fieldset and error message"),
        ("checkboxes", "default"),
        ("file-upload", "with hint text"),
        ("file-upload", "with error message and hint"),
    ],
)
def test_a_field_has_the_markup_of_the_design_system(component: str, name: str) -> None:
    published = example(component, name)
    options = published["options"]
    chosen = [str(item["value"]) for item in options.get("items", []) if item.get("checked")]
    error = options.get("errorMessage", {}).get("text", "")
    html = drawn(
        field_of(component, options), options["name"], error, chosen[0] if chosen else None
    )
    assert Shape(html).items == Shape(published["html"]).items


def test_a_date_has_the_markup_of_the_design_system() -> None:
    published = example("date-input", "default")
    html = drawn(
        forms.DateField(
            label="What is your date of birth?",
            help_text="For example, 31 3 1980",
            widget=DateParts(),
        ),
        "dob",
    )
    ours = re.sub(r'name="dob_(day|month|year)"', r'name="\1"', html)
    assert Shape(ours).items == Shape(published["html"]).items


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (date(2026, 3, 14), ("14", "3", "2026")),
        ("2026-3-14", ("14", "3", "2026")),
        ("2026-March-99", ("99", "March", "2026")),
        ("--", ("", "", "")),
        (None, ("", "", "")),
    ],
)
def test_a_date_shows_again_what_was_typed(typed: Any, shown: tuple[str, str, str]) -> None:
    parts = DateParts().get_context("day", typed, {"id": "id_day"})["widget"]["parts"]
    assert tuple(part["value"] for part in parts) == shown


@pytest.mark.parametrize(
    ("boxes", "value"),
    [
        ({"d_day": "1", "d_month": "4", "d_year": "2026"}, date(2026, 4, 1)),
        ({"d_day": " 01 ", "d_month": "04", "d_year": "2026"}, date(2026, 4, 1)),
        ({"d_day": "", "d_month": "", "d_year": ""}, None),
        ({}, None),
    ],
)
def test_three_boxes_make_a_day(boxes: dict[str, str], value: date | None) -> None:
    field = forms.DateField(widget=DateParts(), required=False)
    assert field.clean(field.widget.value_from_datadict(boxes, {}, "d")) == value


@pytest.mark.parametrize("month", ["13", "x", ""])
def test_a_day_that_is_none_is_refused(month: str) -> None:
    field = forms.DateField(widget=DateParts(), required=False)
    boxes = {"d_day": "1", "d_month": month, "d_year": "2026"}
    with pytest.raises(forms.ValidationError):
        field.clean(field.widget.value_from_datadict(boxes, {}, "d"))


class Everything(forms.Form):
    heading = "words"
    words = forms.CharField(label="Words", widget=forms.Textarea)
    way = forms.ChoiceField(label="Way", choices=[("a", "A")], widget=forms.RadioSelect)
    ways = forms.MultipleChoiceField(choices=[("a", "A")], widget=forms.CheckboxSelectMultiple)
    sure = forms.BooleanField(label="Sure")
    secret = forms.CharField(label="Secret", widget=forms.PasswordInput)
    day = forms.DateField(label="Day", widget=DateParts)
    file = forms.FileField(label="File")
    hidden = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> None:
        self.add_error(None, "Both together make no sense")


def render(template: str, **context: Any) -> str:
    return Template("{% load govuk %}" + template).render(Context(context))


def test_every_link_of_an_error_summary_hits_a_control() -> None:
    html = render("{% error_summary form %}{{ form }}", form=Everything({}))
    links = re.findall(r'<li><a href="#([^"]*)"', html)
    controls = re.findall(r'<(?:input|textarea|select)\b[^>]*\bid="([^"]*)"', html)
    assert len(links) == 7
    assert set(links) <= set(controls)


def test_a_problem_of_no_single_field_stands_in_the_summary_without_a_link() -> None:
    assert "<li>Both together make no sense</li>" in render(
        "{% error_summary form %}", form=Everything({})
    )


@pytest.mark.parametrize("context", [{}, {"form": Everything()}, {"form": ""}])
def test_no_problem_makes_no_summary(context: dict[str, Any]) -> None:
    assert render("{% error_summary form %}", **context).strip() == ""


def test_an_error_summary_has_the_markup_of_the_design_system() -> None:
    published = example("error-summary", "default")
    form = type("Two", (forms.Form,), {"a": forms.CharField(), "b": forms.CharField()})({})
    for name, item in zip("ab", published["options"]["errorList"], strict=True):
        form.errors[name] = form.error_class([item["text"]])
    html = render("{% error_summary form %}", form=form)
    assert Shape(html).items == Shape(published["html"]).items


def test_a_question_that_is_the_heading_stands_in_the_h1() -> None:
    html = str(Everything())
    assert re.search(r"<h1[^>]*><label[^>]*>Words</label></h1>", html)
    assert html.count("<h1") == 1


@pytest.mark.parametrize(
    ("template", "component", "name"),
    [
        ("{% button 'Submit' %}", "button", "prevent double click"),
        ("{% details 'Help' %}Text{% enddetails %}", "details", "default"),
        ("{% inset %}Text{% endinset %}", "inset-text", "default"),
    ],
)
def test_a_tag_has_the_markup_of_the_design_system(
    template: str, component: str, name: str
) -> None:
    published = example(component, name)
    ours, theirs = Shape(render(template)).items, Shape(published["html"]).items
    tags = [[item for item in items if not is_words(item)] for items in (ours, theirs)]
    assert tags[0] == tags[1]


def is_words(item: Any) -> bool:
    return isinstance(item, str) and not item.startswith("/")


def test_what_people_typed_is_never_markup() -> None:
    form = Everything({"words": "</textarea><script>", "way": "<b>", "day_day": '"><i>'})
    html = render("{% error_summary form %}{{ form }}", form=form)
    assert "<script>" not in html
    assert "<b>" not in html
    assert "<i>" not in html


def test_a_password_box_never_gives_back_what_was_typed() -> None:
    assert "hunter2" not in str(Everything({"secret": "hunter2"}))
