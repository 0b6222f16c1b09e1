"""Why an answer stands against a warning: on the buttons that keep it, and beside the answer. Decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flows.answer import Override, OverrideReason
from flows.sentences import N_
from flows.wording.catalogue import Translator
from flows.wording.rich import plain

CAPTIONS: Final[Mapping[OverrideReason, str]] = {
    OverrideReason.CHECKED: N_("It is right · checked"),
    OverrideReason.ESTIMATE: N_("It is an estimate"),
    OverrideReason.NOTHING_TO_ADD: N_("There is no more to say"),
    OverrideReason.ELSEWHERE: N_("The rest is in a file or link"),
    OverrideReason.OWN_NETWORK: N_("Works only from our network"),
    OverrideReason.DOWN_FOR_NOW: N_("It is down at the moment"),
    OverrideReason.OWN_WORDS: N_("Yes, that is the reason"),
}

REASONS: Final[Mapping[OverrideReason, str]] = {
    OverrideReason.CHECKED: N_("checked"),
    OverrideReason.ESTIMATE: N_("an estimate"),
    OverrideReason.NOTHING_TO_ADD: N_("there is no more to say"),
    OverrideReason.ELSEWHERE: N_("the rest is in a file or link"),
    OverrideReason.OWN_NETWORK: N_("works only from our network"),
    OverrideReason.DOWN_FOR_NOW: N_("down at the moment"),
}


def reason_of(translator: Translator, override: Override) -> str:
    """The reason in words; those of the respondent in quotation marks."""
    if override.reason is OverrideReason.OWN_WORDS:
        return plain(translator.say(N_("“{words}”"), words=override.words))
    return translator.text(REASONS[override.reason])


def kept(translator: Translator, override: Override) -> str:
    """kept: an estimate"""
    return plain(translator.say(N_("kept: {reason}"), reason=reason_of(translator, override)))
