"""A job that wants a gigabyte."""


def work(_data):
    return bytes(1 << 30)[:1]
