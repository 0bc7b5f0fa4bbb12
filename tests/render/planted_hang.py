"""A job that never answers."""


def work(_data):
    while True:
        pass
