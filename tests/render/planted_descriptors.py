"""A job that tells which of the first descriptors are open."""

import os


def _is_open(descriptor):
    try:
        os.lseek(descriptor, 0, os.SEEK_CUR)
    except OSError as error:
        return error.errno != 9
    return True


def work(_data):
    return " ".join(str(number) for number in range(64) if _is_open(number)).encode()
