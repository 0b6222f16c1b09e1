"""Why an answer is refused or doubted: the one list of codes. The sentences stand in `wording/violations.py`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Code(StrEnum):
    """Each code names its parameters; `written` is always the piece of the message that is meant, as typed."""

    # any type
    EMPTY = "empty"  # nothing readable in the message
    ANSWER_NEEDED = "answer_needed"  # a required question, and nothing in the message but a remark
    CONSTRAINT = "constraint"  # the questionnaire's own constraint; its message is in the questionnaire
    UNKNOWN_COMMAND = "unknown_command"  # written
    TYPED_AHEAD = "typed_ahead"  # written: sent before the question was seen
    REPLY_UNSURE = "reply_unsure"  # a reply to a message about no question
    LINE_UNSURE = "line_unsure"  # lines of a signature that may be meant for the question

    # text, and the remark beside any other answer
    TOO_MANY_WORDS = "too_many_words"  # count, limit, excess
    NOT_AN_ANSWER = "not_an_answer"  # written: words that seem to speak to the bot, where any words are an answer
    ADDRESSED = "addressed"  # written: the same, where they can be none
    TEXT_SHORT = "text_short"  # written: a word or two where there is room for many

    # links
    NO_ADDRESS = "no_address"
    ADDRESS_UNREADABLE = "address_unreadable"  # written
    ADDRESS_SLIP = "address_slip"  # written
    ADDRESS_UNSURE = "address_unsure"  # written: may be an address, or may be a wrong one
    ADDRESS_SCHEME = "address_scheme"  # written, scheme
    ADDRESS_PRIVATE = "address_private"  # written
    ADDRESS_CREDENTIALS = "address_credentials"  # written
    ADDRESS_IS_EMAIL = "address_is_email"  # written
    ADDRESS_TOO_LONG = "address_too_long"  # written, limit
    TOO_MANY_ADDRESSES = "too_many_addresses"  # count, limit

    # percent
    NOT_A_PERCENTAGE = "not_a_percentage"
    PERCENT_ABOVE_100 = "percent_above_100"  # written
    PERCENT_BELOW_0 = "percent_below_0"  # written
    PERCENT_RANGE = "percent_range"  # written
    PERCENT_SEVERAL = "percent_several"
    PERCENT_FRACTION = "percent_fraction"  # written
    PERCENT_APPROXIMATE = "percent_approximate"  # written
    PERCENT_UNSURE = "percent_unsure"  # written: a year, money or a count rather than a percentage
    PERCENT_UNUSUAL = "percent_unusual"  # written: much, where shares under 1 are usual
    PERCENT_ZERO = "percent_zero"  # a bare 0, which may stand for "not known"

    # yes_no, select_one, select_multiple, acknowledge
    NOT_YES_OR_NO = "not_yes_or_no"
    NOT_A_CHOICE = "not_a_choice"  # written
    TICKED_BEFORE = "ticked_before"  # boxes were ticked, and then choices given in words
    ONE_CHOICE_ONLY = "one_choice_only"
    CHOICE_UNSURE = "choice_unsure"  # written
    NOT_AN_AGREEMENT = "not_an_agreement"

    # email, phone
    EMAIL_UNREADABLE = "email_unreadable"  # written
    EMAIL_SLIP = "email_slip"  # written
    EMAIL_SEVERAL = "email_several"
    PHONE_UNREADABLE = "phone_unreadable"  # written
    PHONE_UNSURE = "phone_unsure"  # written
    PHONE_SEVERAL = "phone_several"

    # date
    NOT_A_DATE = "not_a_date"
    DATE_IMPOSSIBLE = "date_impossible"  # written
    DATE_AMBIGUOUS = "date_ambiguous"  # written
    DATE_YEAR = "date_year"  # written: the year is of another calendar, or far from the present

    # files
    FILE_KIND = "file_kind"  # name, kinds
    FILE_TOO_LARGE = "file_too_large"  # name, limit: in megabytes
    FILE_TOO_MANY = "file_too_many"  # name, limit
    FILE_DIFFERS = "file_differs"  # name: its content is of another kind than its name says
    FILE_UNSAFE = "file_unsafe"  # name: the check of files refuses it
    FILE_NOT_FETCHED = "file_not_fetched"  # name
    FILE_TEXT = "file_text"  # name, count: the text of a file, in words, to be confirmed
    LONG_FILE = "long_file"  # name, count, limit, excess: as too_many_words, of the text of a file

    # country
    NOT_A_COUNTRY = "not_a_country"  # written
    COUNTRY_UNSURE = "country_unsure"  # written
    COUNTRY_TAKEN = "country_taken"  # country


TOO_LONG = frozenset({Code.TOO_MANY_WORDS, Code.LONG_FILE})
"""There are more words than the question allows."""


@dataclass(frozen=True, slots=True)
class Violation:
    """Why an answer was refused, or what is doubtful about it. `params` fill the placeholders of the sentence."""

    code: Code
    params: Mapping[str, str | int] = field(default_factory=dict)
