"""The application as `fourfold serve` runs it: with what goes on beside the web threads.

The public pages are drawn ahead, the hourly sweep runs, and connections are watched.
"""

from fourfold.web.project import stalled, sweeping
from fourfold.web.project.wsgi import application

__all__ = ["application"]

application.start()
sweeping.start()
stalled.start()
