"""A job that raises, quoting its data."""


def work(data):
    raise RuntimeError(data)
