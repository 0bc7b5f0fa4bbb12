"""A job that dies while it is being imported."""

import os

os._exit(7)
