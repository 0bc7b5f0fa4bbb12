"""The cast, for every test of the record."""

from tests.cast import ada, cal, nobody, service  # noqa: F401
