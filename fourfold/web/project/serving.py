"""The application as `fourfold serve` runs it: with the hourly sweep beside it."""

from fourfold.web.project import sweeping
from fourfold.web.project.wsgi import application

__all__ = ["application"]

sweeping.start()
