"""Files and pages for the survey team, as the desk speaks of them. Knows no reply of another command."""

from __future__ import annotations

from collections.abc import Mapping

from flows.administration.exporting import Which
from flows.desk.replies import CopySent, ExportAsked, ExportSent, NoPages, SignInLink
from flows.desk.states import TeamCommand
from flows.desk.taps import Verb
from flows.exporting.formats import FORMATS, Format, file_name
from flows.message import File, Made
from flows.sentences import N_
from flows.wording.buttons import fitting
from flows.wording.desk.buttons import Said, button, cancel, named, radio, rows_of
from flows.wording.rich import joined, literal
from flows.wording.speaker import Speaker

WHICH: Mapping[Which, str] = {
    Which.COMPLETED: N_("Only submitted"),
    Which.IN_PROGRESS: N_("Only in progress"),
    Which.ALL: N_("All"),
}

FORMS: Mapping[Format, str] = {
    Format.XLSX: "Excel",
    Format.CSV: "CSV",
    Format.LONG_CSV: N_("CSV, a row an answer"),
    Format.JSON: "JSON",
    Format.JSON_LINES: "JSON Lines",
    Format.ZIP: N_("ZIP of everything"),
    Format.PDF: N_("PDF forms"),
    Format.DOCX: N_("Word forms"),
}


def export_asked(speaker: Speaker, reply: ExportAsked) -> Said:
    text = joined(
        (
            speaker.say_count(
                "**{count} response.** As which file?", "**{count} responses.** As which file?", reply.number
            ),
            speaker.say("One country’s response is on its card: /country."),
        ),
        "\n",
    )
    which = (
        button(radio(speaker.words(words), chosen=each is reply.which), Verb.WHICH, each)
        for each, words in WHICH.items()
    )
    forms = (button(speaker.words(words), Verb.EXPORT, reply.which, form) for form, words in FORMS.items())
    return Said(text, fitting((tuple(which), *rows_of(forms, 2), (cancel(speaker),))))


def export_sent(speaker: Speaker, reply: ExportSent) -> Said:
    text = speaker.say_count("The file with {count} response:", "The file with {count} responses:", reply.number)
    file = File(
        name=file_name(reply.format, speaker.conversation.questionnaire, reply.selection),
        media_type=FORMATS[reply.format].media_type,
        made=Made(
            kind="export",
            of={"format": reply.format, "which": reply.selection.which, "language": speaker.translator.language},
        ),
    )
    return Said(text, files=(file,))


def copy_sent(speaker: Speaker, reply: CopySent) -> Said:
    country = named(speaker, reply.country)
    if reply.draft:
        return Said(
            speaker.say("The response of **{country}** as it stands, not submitted:", country=country),
            files=reply.files,
        )
    return Said(speaker.say("The response of **{country}** as it was submitted:", country=country), files=reply.files)


def sign_in_link(speaker: Speaker, reply: SignInLink) -> Said:
    text = joined(
        (
            speaker.say("**The pages of the survey team:**"),
            literal(reply.link),
            speaker.say("The link signs you in once, within ten minutes. It is for you alone: send it to nobody."),
        )
    )
    return Said(text, ((button(speaker.words("A new link"), Verb.OPEN, TeamCommand.DASHBOARD),),))


def no_pages(speaker: Speaker, reply: NoPages) -> Said:
    return Said(
        speaker.say(
            "The pages of the survey team are not switched on. Whoever runs the bot does it with FOCALPOINT_WEB_PORT "
            "and FOCALPOINT_WEB_URL."
        )
    )
