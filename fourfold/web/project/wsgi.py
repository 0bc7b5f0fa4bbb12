"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

from fourfold.web.check import queries as check
from fourfold.web.guidance import queries as guidance
from fourfold.web.project.served import Served
from fourfold.web.safety.bodies import counted

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fourfold.web.project.settings")


def paths() -> list[str]:
    """The address of every page that is the same for everybody."""
    return [*guidance.paths(), *check.paths()]


application = Served(counted(get_wsgi_application()), paths)
