"""Phone numbers of the United Kingdom, as somebody typed them.

The plan of numbers is Ofcom's, in the tables of the library `phonenumbers`: an area or a range that
is not in use is a slip of the finger. What costs more than a usual call is no helpline's number.
"""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

UK = "GB"
# A number as it is printed: figures, in groups parted by single spaces.
PRINTED = re.compile(r"[0-9]+( [0-9]+)*")
# Directory enquiries: some pounds a call and more for each minute, which the tables do not say.
ENQUIRIES = re.compile(r"118[0-9]{3}")
DEAR = {
    PhoneNumberType.PREMIUM_RATE,
    PhoneNumberType.SHARED_COST,
    PhoneNumberType.PERSONAL_NUMBER,
    PhoneNumberType.PAGER,
}


class BadPhone(ValueError):
    """Not a number for this directory; `code` is "phone" or "phone-dear"."""

    def __init__(self, code: str) -> None:
        """Say with a code why."""
        super().__init__(code)
        self.code = code


def read(typed: str) -> str:
    """The number as it is to be shown; raises BadPhone.

    Its groups stay as they were typed, because a service prints its number as people remember it.
    What has more in it than figures, such as +44, is put in the usual form.
    """
    text = " ".join(typed.split())
    try:
        number = phonenumbers.parse(text, UK)
    except phonenumbers.NumberParseException:
        raise BadPhone("phone") from None
    if phonenumbers.is_valid_short_number_for_region(number, UK):
        if not PRINTED.fullmatch(text):
            raise BadPhone("phone")
        if ENQUIRIES.fullmatch(digits(text)):
            raise BadPhone("phone-dear")
        return text
    if number.extension or not phonenumbers.is_valid_number_for_region(number, UK):
        raise BadPhone("phone")
    if phonenumbers.number_type(number) in DEAR:
        raise BadPhone("phone-dear")
    usual = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
    return text if PRINTED.fullmatch(text) and text.startswith("0") else usual


def digits(number: str) -> str:
    """Its figures alone, by which two ways to write one number are the same."""
    return "".join(each for each in number if each.isdecimal())
