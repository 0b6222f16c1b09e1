"""The sentence of each violation and doubt: what is wrong, and what would be right. One table, and nothing else.

Placeholders are the code's parameters (`flows/violations.py`). `{written}` is quoted by the sentence itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from flows.sentences import N_
from flows.violations import Code

SENTENCES: Mapping[Code, str] = {
    # any type
    Code.EMPTY: N_("I can read nothing in this message. Please write your answer as text."),
    Code.ANSWER_NEEDED: N_("I find no answer to {question} in this, and a remark alone is not enough here."),
    Code.CONSTRAINT: N_("This is not a possible answer to {question}. Please check it and send it again."),
    Code.UNKNOWN_COMMAND: N_("“{written}” is not one of my commands. Is it meant as your answer?"),
    Code.TYPED_AHEAD: N_("“{written}” was sent before {question} was asked. Is it your answer to it?"),
    Code.REPLY_UNSURE: N_("The message you replied to asks no question. Is this your answer to {question}?"),
    Code.LINE_UNSURE: N_("I am not sure whether this is {question}:"),
    # text, and the remark beside any other answer
    Code.TOO_MANY_WORDS: N_(
        "This has {count} words; the limit is {limit}, so {excess} too many. "
        "Your text is not lost: copy it from above, shorten it and send it again, or simply edit your message."
    ),
    Code.NOT_AN_ANSWER: N_(
        "Is “{written}” meant as your answer? If you meant something else, the buttons below lead on."
    ),
    Code.ADDRESSED: N_("I do not take “{written}” for an answer."),
    Code.TEXT_SHORT: N_(
        "“{written}” is very short for this question. Shall I keep it as it is? To add to it, just write on."
    ),
    # links
    Code.NO_ADDRESS: N_("There is no web address in this. Shall I keep it as a remark, without an address?"),
    Code.ADDRESS_UNREADABLE: N_(
        "I cannot read a web address in “{written}”. Please check it and send it again; "
        "one looks like www.ministry.gov."
    ),
    Code.ADDRESS_SLIP: N_("I cannot read an address in “{written}”. What did you mean?"),
    Code.ADDRESS_UNSURE: N_("I am not sure that I read “{written}” correctly. What shall I keep?"),
    Code.ADDRESS_SCHEME: N_(
        "“{written}” begins with “{scheme}:”. Please send an address that begins with http:// or https://."
    ),
    Code.ADDRESS_PRIVATE: N_(
        "“{written}” can be opened only inside one network or on one computer. "
        "Please send the address under which the public finds it."
    ),
    Code.ADDRESS_CREDENTIALS: N_(
        "“{written}” seems to hold a user name or a password. Please send the address without what stands before the @."
    ),
    Code.ADDRESS_IS_EMAIL: N_("“{written}” is an e-mail address. Please send a web address, such as www.ministry.gov."),
    Code.ADDRESS_TOO_LONG: N_(
        "“{written}” is too long: an address may have up to {limit} characters. Please send a shorter one."
    ),
    Code.TOO_MANY_ADDRESSES: N_(
        "There are {count} addresses in this; the limit is {limit}. Please send the most important ones."
    ),
    # percent
    Code.NOT_A_PERCENTAGE: N_(
        "There is no percentage in this; a number from 0 to 100, such as 57 %, would be one. "
        "Shall I keep your words as a remark, without a number?"
    ),
    Code.PERCENT_ABOVE_100: N_("“{written}” is more than 100 %. Please send a number from 0 to 100."),
    Code.PERCENT_BELOW_0: N_("“{written}” is less than 0 %. Please send a number from 0 to 100."),
    Code.PERCENT_RANGE: N_("“{written}” is a range, and one percentage is asked for. Which shall I keep?"),
    Code.PERCENT_SEVERAL: N_("There are several numbers in this, and one percentage is asked for. Which shall I keep?"),
    Code.PERCENT_FRACTION: N_("“{written}” looks like a fraction. Which percentage do you mean?"),
    Code.PERCENT_APPROXIMATE: N_(
        "“{written}” is not an exact percentage. Shall I keep the number, with your words as a remark?"
    ),
    Code.PERCENT_UNSURE: N_("I am not sure that “{written}” gives a percentage. What shall I keep?"),
    Code.PERCENT_UNUSUAL: N_("“{written}” is unusually high for this question. Is it what you mean?"),
    Code.PERCENT_ZERO: N_("0 means none at all. Is that the figure? If it is not known, please press Skip."),
    # yes_no, select_one, select_multiple, acknowledge
    Code.NOT_YES_OR_NO: N_(
        "I cannot tell whether this is a yes or a no. Please choose one of the two; a remark may follow it, "
        "as in “Yes, since 2015”."
    ),
    Code.NOT_A_CHOICE: N_("“{written}” is not on the list. Please send the number or the words of a choice."),
    Code.ONE_CHOICE_ONLY: N_("Only one choice can be kept here. Please choose the one that fits best."),
    Code.CHOICE_UNSURE: N_("I am not sure which choice is meant by “{written}”. What shall I keep?"),
    Code.TICKED_BEFORE: N_("Boxes were ticked before you wrote. What shall I keep?"),
    Code.NOT_AN_AGREEMENT: N_("I cannot tell whether you agree. Please answer “I agree” or “I do not agree”."),
    # email, phone
    Code.EMAIL_UNREADABLE: N_("I find no e-mail address in “{written}”. One looks like name@ministry.gov."),
    Code.EMAIL_SLIP: N_("I am not sure which e-mail address is meant by “{written}”. Which one is right?"),
    Code.EMAIL_SEVERAL: N_("There is room for one e-mail address here. Which shall I keep?"),
    Code.PHONE_UNREADABLE: N_(
        "I find no telephone number in “{written}”. One looks like +41 22 917 1234, the country code first."
    ),
    Code.PHONE_UNSURE: N_("“{written}” is an unusual telephone number. What shall I keep?"),
    Code.PHONE_SEVERAL: N_("There is room for one telephone number here. Which shall I keep?"),
    # date
    Code.NOT_A_DATE: N_("I cannot read a date in this. Please send day, month and year, such as 22 April 2019."),
    Code.DATE_IMPOSSIBLE: N_(
        "There is no such day as “{written}”. Please send day, month and year, such as 22 April 2019."
    ),
    Code.DATE_AMBIGUOUS: N_("“{written}” does not say for certain which day is meant. Which date shall I keep?"),
    Code.DATE_YEAR: N_(
        "The year in “{written}” is not one I can use. Please send the date in the Gregorian calendar, "
        "such as 22 April 2019."
    ),
    # files
    Code.FILE_KIND: N_("I cannot keep “{name}”: files of its kind are not taken. These are: {kinds}."),
    Code.FILE_TOO_LARGE: N_("“{name}” is too large: a file may have up to {limit} MB. Please send a smaller one."),
    Code.FILE_TOO_MANY: N_(
        "{limit} files are kept already, which is the limit. Please remove one before sending “{name}”."
    ),
    Code.FILE_DIFFERS: N_("“{name}” is not what its name says. Please save it again as a PDF and send that."),
    Code.FILE_UNSAFE: N_("“{name}” did not pass the file check and was not kept. Please send another file."),
    Code.FILE_NOT_FETCHED: N_("“{name}” could not be fetched and was not kept. Please send it again in a while."),
    Code.FILE_TEXT: N_("“{name}” has {count} words of text. Shall I take them as your answer to {question}?"),
    Code.LONG_FILE: N_(
        "“{name}” has {count} words; the limit is {limit}, so {excess} too many to be the answer. "
        "Please shorten the text and send the file again, or the text as a message."
    ),
    # country
    Code.NOT_A_COUNTRY: N_(
        "I know no country called “{written}”. Please send its usual name, such as Kenya, or its code, such as KEN."
    ),
    Code.COUNTRY_UNSURE: N_("I am not sure which country is meant by “{written}”. Which one is it?"),
    Code.COUNTRY_TAKEN: N_(
        "Someone else already answers for {country}. Please choose another country, or ask the survey team to add you."
    ),
}
