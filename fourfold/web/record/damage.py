"""What to say when something stored is not what was saved: moved, replaced, cut, or gone."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render

from fourfold.core.record.errors import RecordError
from fourfold.vault.errors import VaultError
from fourfold.web.accounts.access import OwnerRequest
from fourfold.web.record.change import Overtaken

log = logging.getLogger("fourfold.record")
View = Callable[..., HttpResponseBase]


def tells_damage(view: View) -> View:
    """Let a view answer with a page of our own when a row or file does not open.

    The log gets the code alone, for whoever runs the service; nothing is shown as if it were whole.
    """

    @wraps(view)
    def inner(request: OwnerRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except (VaultError, RecordError) as error:
            log.error("stored data refused: %s", error.code)
            status = HTTPStatus.INTERNAL_SERVER_ERROR
            return render(request, "record/damaged.html", status=status)
        except Overtaken:
            return render(request, "record/busy.html", status=HTTPStatus.CONFLICT)

    return inner
