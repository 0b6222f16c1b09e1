"""What became of a changed message, of a reply to an earlier one, and of words sent ahead. Knows no prompt."""

from __future__ import annotations

from flows.sentences import N_
from flows.turns import Action, EditNotTaken, EditRefused, Joined, NotTaken, Opened, Separated, StillOpen
from flows.wording.buttons import Part, Rows, button, review, show_again
from flows.wording.refusals import sentence
from flows.wording.rich import joined
from flows.wording.showing import answer_lines, confirmation
from flows.wording.speaker import Speaker, shortened

MAX_QUOTED = 60


def edit_not_taken(speaker: Speaker, reply: EditNotTaken) -> Part:
    if reply.question is None:
        text = speaker.say("I saw that you changed an earlier message. It is no answer, so nothing changes.")
        return Part(text, ((review(speaker),), *_open_question(speaker)))
    reference = speaker.reference(reply.question)
    text = speaker.say(
        "I saw that you changed an earlier message. {question} has another answer by now, which stays.",
        question=reference,
    )
    change = button(speaker, Action.EDIT, speaker.words("Change {question}", question=reference), reply.question)
    return Part(text, ((change,), *_open_question(speaker)))


def edit_refused(speaker: Speaker, reply: EditRefused) -> Part:
    """Why the changed text is no answer, and which answer stays."""
    question = speaker.question(reply.question)
    stays = speaker.say(
        "The answer to {question} stays as it was: {answer}",
        question=speaker.reference(reply.question),
        answer="\n   ".join(answer_lines(speaker, question, reply.answer)),
    )
    return Part(joined((sentence(speaker, question, reply.violation), stays)))


def joined_to_answer(speaker: Speaker, reply: Joined) -> Part:
    text = joined(
        (
            confirmation(speaker, reply.question, reply.answer, None),
            speaker.say("Your last message is part of this answer."),
        ),
        "\n",
    )
    undo = button(
        speaker, Action.SEPARATE, speaker.words("Leave it out again"), reply.question, choice=str(reply.message)
    )
    return Part(text, own=((undo,),))


def separated(speaker: Speaker, reply: Separated) -> Part:
    typed = shortened(reply.typed, MAX_QUOTED)
    text = joined(
        (confirmation(speaker, reply.question, reply.answer, None), speaker.say("Left out: “{typed}”", typed=typed)),
        "\n",
    )
    return Part(text)


def not_taken(speaker: Speaker, reply: NotTaken) -> Part:
    typed = shortened(reply.typed, MAX_QUOTED)
    if reply.question is not None:
        template = N_("{question} is not asked at the moment, so this is not kept: “{typed}”")
        return Part(speaker.say(template, question=speaker.named(reply.question), typed=typed))
    return Part(
        speaker.say(
            "This was sent before I had asked anything more, so it is not kept: “{typed}”. "
            "If it is an answer to what follows, please send it again.",
            typed=typed,
        )
    )


def opened(speaker: Speaker, reply: Opened) -> Part:
    first = speaker.words("Go to {question}", question=speaker.reference(reply.questions[0]))
    text = speaker.say("To be answered as well now: {questions}.", questions=speaker.references(reply.questions))
    return Part(text, own=((button(speaker, Action.EDIT, first, reply.questions[0]),),))


def still_open(speaker: Speaker, reply: StillOpen) -> Part:
    text = speaker.say("The open question is still {question}.", question=speaker.named(reply.question))
    return Part(text, ((show_again(speaker, reply.question),),))


def _open_question(speaker: Speaker) -> Rows:
    question = speaker.conversation.question
    return ((show_again(speaker, question.name),),) if question else ()
