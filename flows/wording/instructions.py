"""How each type is answered: the line under a prompt, and the fuller help with an example. Knows no question."""

from __future__ import annotations

from collections.abc import Mapping

from flows.questionnaire import QuestionType
from flows.sentences import N_

# A type without a line needs none: its buttons or the question say enough.
INSTRUCTIONS: Mapping[QuestionType, str] = {
    "links": N_("Send the addresses in one message, or in several at once; remarks are welcome."),
    "percent": N_("A number from 0 to 100; remarks are welcome."),
    "select_multiple": N_("Tick all that apply, then press Done."),
    "email": N_("One e-mail address."),
    "phone": N_("One telephone number, best with its country code."),
    "date": N_("A date, for example {today}."),
    "country": N_("The name of the country, or its code."),
}

# The examples use names and numbers reserved for examples (RFC 2606; +1 … 555 0100).
HELP: Mapping[QuestionType, str] = {
    "text": N_("Please answer in your own words. A few sentences are enough."),
    "links": N_(
        "A web address looks like this: www.example.org. Its name may stand before it, and several may stand in one "
        "message:\nMinistry of Health: www.health.example.org\nMinistry of Education: www.edu.example.org"
    ),
    "percent": N_("One number from 0 to 100 is expected, for example:\n57 %\n57.5 (citizen portal only)"),
    "yes_no": N_("Please press Yes or No, or write one of the two. A remark may follow, for example:\nYes, since 2018"),
    "select_one": N_(
        "Please press one of the buttons, or write the number or the words of one choice, for example:\n2"
    ),
    "select_multiple": N_(
        "Please tick the choices and press Done, or write their numbers or words in one message, for example:\n1, 3, 4"
    ),
    "email": N_("One e-mail address is expected, for example:\nname@example.org"),
    "phone": N_("One telephone number with its country code is expected, for example:\n+1 212 555 0100"),
    "date": N_("One date with day, month and year is expected, for example:\n{today}"),
    "country": N_("The name of one country is expected, or its code, for example:\nPakistan\nPAK"),
    "acknowledge": N_("Please press one of the two buttons, or write “I agree” or “I do not agree”."),
}
