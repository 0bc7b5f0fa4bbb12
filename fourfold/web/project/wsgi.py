"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

from fourfold.web.guidance import queries
from fourfold.web.project.pages import paths
from fourfold.web.project.served import Served
from fourfold.web.safety.bodies import counted

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fourfold.web.project.settings")

application = Served(counted(get_wsgi_application()), paths, helplines=queries.newest_helplines)
