"""A job that answers what it was told."""


def work(data):
    return data
