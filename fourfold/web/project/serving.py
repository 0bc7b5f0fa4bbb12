"""The application as `fourfold serve` runs it: with the hourly sweep and a watch on connections."""

from fourfold.web.project import stalled, sweeping
from fourfold.web.project.wsgi import application

__all__ = ["application"]

sweeping.start()
stalled.start()
