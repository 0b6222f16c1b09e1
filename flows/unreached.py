"""What a respondent says to the notice that an address could not be reached: a tap, or a reply to it.

The answer stays as it is and gets the reason; the open question stays open. Knows not how an address is tried.
"""

from __future__ import annotations

from flows import answering, aside, navigating
from flows.answer import Override, OverrideReason, Warned
from flows.answers import read
from flows.answers.addressed import is_addressed
from flows.answers.remark import is_not_applicable
from flows.answers.spoken_choices import override_said, says_keep, says_mistaken, says_skip
from flows.conversation import Conversation
from flows.overriding import REASONS, addresses_of, mark_of, reason_chosen
from flows.questionnaire import Question
from flows.reading import Accepted, ToConfirm, Typed
from flows.turns import Recorded, RepliedTo, Tap, Turn
from flows.waiting import ForAnswer

_WARNED = Warned.ADDRESS_UNREACHABLE
_YES_OR_NO = Question(name="yes_or_no", type="yes_no", label={"en": "Yes or no"})


def tapped(c: Conversation, tap: Tap) -> Turn | None:
    """None where the addresses are others by now, or are submitted as they are."""
    chosen = reason_chosen(tap.choice)
    if chosen is None or not _is_about(c, tap.question, chosen[1]):
        return None
    if tap.model_dump_json() == c.response.last_tap:
        return Turn(c.response)
    return _stands(c, c.questionnaire.question(tap.question), Override(warned=_WARNED, reason=chosen[0]))


def replied(c: Conversation, replied: RepliedTo) -> Turn | None:
    """The reason, in a word or in the respondent's own. None where the words are an answer like any other."""
    name, typed = replied.question, replied.typed
    if name is None or replied.notice is None or not _is_about(c, name, replied.notice):
        return None
    question = c.questionnaire.question(name)
    if reason := _reason_said(c, typed):
        return _stands(c, question, Override(warned=_WARNED, reason=reason))
    if says_mistaken(typed.text) or _yes_or_no(c, typed) is False:
        return navigating.edit(c, name)
    if not is_reason(c, question, typed):
        return None
    return _stands(c, question, Override(warned=_WARNED, reason=OverrideReason.OWN_WORDS, words=typed.text.strip()))


def is_reason(c: Conversation, question: Question, typed: Typed) -> bool:
    """Whether the words can be nothing but the reason for which the answer stands: there is no other answer in them,
    nothing asked, and no wish to skip."""
    reading = answering.judged(c, question, typed)
    if not isinstance(reading, ToConfirm) or any(each.value not in (None, ()) for each in reading.readings):
        return False
    text = typed.text
    return not (is_addressed(text) or is_not_applicable(text) or says_skip(text) or _yes_or_no(c, typed) is False)


def _reason_said(c: Conversation, typed: Typed) -> OverrideReason | None:
    reason = override_said(typed.text)
    if reason in REASONS[_WARNED]:
        return OverrideReason(reason)
    is_right = says_keep(typed.text) or read(typed, _YES_OR_NO, c.circumstances(_YES_OR_NO)) == Accepted(True)
    return OverrideReason.CHECKED if is_right else None


def _yes_or_no(c: Conversation, typed: Typed) -> object:
    """What the words rather say, whatever stands beside it."""
    reading = read(typed, _YES_OR_NO, c.circumstances(_YES_OR_NO))
    likeliest = reading.readings[0] if isinstance(reading, ToConfirm) else reading
    return likeliest.value if isinstance(likeliest, Accepted) else None


def _is_about(c: Conversation, question: str, mark: str) -> bool:
    urls = addresses_of(c.response, question)
    return question in c.relevant_names and bool(urls) and mark_of(urls) == mark and not c.response.is_submitted


def _stands(c: Conversation, question: Question, override: Override) -> Turn:
    was = c.response.answers[question.name]
    if was.override == override:
        return aside.stay(c, (Recorded(question.name, was),))
    answer = was.model_copy(update={"override": override, "confirmed": True, "given_at": c.now})
    after, replies = answering.keep(c, question, answer, Recorded(question.name, answer))
    if question == c.question and isinstance(c.response.waiting, ForAnswer):
        return answering.go_on(after, question.name, replies)
    return aside.stay(after, replies)
