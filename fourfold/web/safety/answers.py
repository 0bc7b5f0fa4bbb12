"""A form that was not accepted, kept sealed in the session so that every post can answer 303.

A page that answers a post itself would leave what was typed in the browser's session files.
"""

from __future__ import annotations

import json
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict

from fourfold.web.safety.session import Session

AForm = TypeVar("AForm", bound=forms.Form)


def keep(session: Session, form: forms.Form) -> None:
    """Keep a form's answers and problems for the page that follows; never what was hidden."""
    session.state["form"] = {
        "name": type(form).__name__,
        "data": {name: form.data.get(form.add_prefix(name), "") for name in _shown(form)},
        "errors": json.loads(form.errors.as_json()),
    }
    session.save()


def bring_back(session: Session, form: AForm) -> AForm:
    """`form` (unbound) with the answers and problems that were kept for it, if any were."""
    kept = session.state.get("form")
    if not kept or kept["name"] != type(form).__name__:
        return form
    session.forget("form")
    form.is_bound, form.data, form.cleaned_data = True, kept["data"], {}
    setattr(form, "_errors", ErrorDict(renderer=form.renderer))  # noqa: B010  not in the stubs
    for name, problems in kept["errors"].items():
        field = None if name == "__all__" else name
        for problem in problems:
            form.add_error(field, ValidationError(problem["message"], problem["code"]))
    return form


def _shown(form: forms.Form) -> list[str]:
    hidden: Any = forms.PasswordInput
    return [name for name, field in form.fields.items() if not isinstance(field.widget, hidden)]
