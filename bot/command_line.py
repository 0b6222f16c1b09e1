"""The command `focalpoint`: what one types, and where a mistake of who types it ends. `bot/commands` does the work.

Exit codes: 0 done, 1 a mistake or defects (told in a sentence), 2 the command itself is wrong.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated, Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from bot.commands import (
    announce,
    campaign,
    dashboard,
    dead_letters,
    demo,
    export,
    following_up,
    form,
    invitations,
    invite,
    migrate,
    notices,
    prefill,
    progress,
    remind,
    run,
    simulator,
    tokens,
)
from bot.commands import questionnaire as questionnaires
from flows.errors import FocalpointError

_errors = Console(stderr=True, highlight=False, soft_wrap=True)


class _Commands(TyperGroup):
    def invoke(self, ctx: Any) -> Any:
        """The one place where a command's errors end; others are bugs, and show where they come from."""
        try:
            return super().invoke(ctx)
        except FocalpointError as error:
            _errors.print(str(error), markup=False, style="red")
            raise typer.Exit(1) from None


app = typer.Typer(
    name="focalpoint",
    cls=_Commands,
    help="Asks a long official questionnaire in a chat, one question at a time, and turns the answers into JSON.",
    epilog="Settings are read from the environment and from `.env`; the README lists them.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_show_locals=False,
    add_completion=False,
)


def _examples(*lines: str) -> str:
    return "\n\n".join(("[bold]Examples[/bold]", *(f"  {line}" for line in lines)))


app.command(
    epilog=_examples(
        "FOCALPOINT_BOT_TOKEN=… FOCALPOINT_ACCESS=open focalpoint run",
        "FOCALPOINT_BOT_TOKEN=… FOCALPOINT_ADMINISTRATORS=4711 focalpoint run",
    )
)(run.run)
app.command(
    epilog=_examples(
        "focalpoint simulator",
        "focalpoint simulator --questionnaire mine.yaml --folder trial --no-open",
        "focalpoint simulator --campaign",
    )
)(simulator.simulator)
app.command(
    epilog=_examples(
        "focalpoint demo",
        "focalpoint demo --campaign",
        "focalpoint demo --campaign --countries 10000 --folder /tmp/demo",
    )
)(demo.demo)
app.command(epilog=_examples("focalpoint check mine.yaml", "focalpoint check msq-2020"))(questionnaires.check)
app.command(
    epilog=_examples("focalpoint schema > msq-2020.schema.json", "focalpoint schema --questionnaire mine.yaml")
)(questionnaires.schema)
app.command(
    epilog=_examples(
        "focalpoint export --country PAK",
        "focalpoint export --output responses.xlsx",
        "focalpoint export --country PAK --output pakistan.pdf",
        "focalpoint export --format pdf --output forms.zip",
        "focalpoint export --status all --format csv-long --output answers.csv",
        "focalpoint export --changed-since 2019-04-22T02:00Z --format jsonl",
        "focalpoint export 0190f2c4-5b7e-7d3a-9c1e-2f6a8b4d0e11 --status in-progress",
    )
)(export.export)
app.command(
    epilog=_examples(
        "focalpoint form --output form.pdf",
        "focalpoint form --questionnaire mine.yaml --language fr --output form.docx",
    )
)(form.form)
app.command(
    epilog=_examples(
        "focalpoint invite PAK --language en --days 60",
        "focalpoint invite --from focal-points.xlsx --json > links.json",
        "focalpoint invite --administrator --name Amina",
    )
)(invite.invite)
app.command(epilog=_examples("focalpoint invitations", "focalpoint invitations --json"))(invitations.invitations)
app.command(epilog=_examples("focalpoint renew PAK", "focalpoint renew PAK --days 60"))(invite.renew)
app.command(epilog=_examples("focalpoint hand-over PAK --language en"))(invite.hand_over)
app.command(epilog=_examples("focalpoint revoke PAK", "focalpoint revoke 0190f2c4-5b7e-7d3a-9c1e-2f6a8b4d0e11"))(
    invitations.revoke
)
app.command(
    epilog=_examples("focalpoint dashboard", "FOCALPOINT_WEB_URL=https://survey.example.org focalpoint dashboard")
)(dashboard.dashboard)
app.command(epilog=_examples("focalpoint progress", "focalpoint progress --json"))(progress.progress)
app.command(
    epilog=_examples(
        "focalpoint prefill responses-2018.jsonl",
        "focalpoint prefill pakistan-2018.json --country PAK --mapping renamed.yaml",
        "focalpoint prefill editions/*.json --year 2018 --json",
    )
)(prefill.prefill)
app.command(
    epilog=_examples(
        "focalpoint reopen PAK --remark q9='Is this the law in force?' --remark q17='Of which year?'",
        "focalpoint reopen PAK --note 'Please look at section IV again.'",
    )
)(following_up.reopen)
app.command(epilog=_examples("focalpoint compare PAK", "focalpoint compare PAK 1 3 --json"))(following_up.compare)
app.command(epilog=_examples("focalpoint enquiries", "focalpoint enquiries --unanswered --json"))(
    following_up.enquiries
)
app.command(
    "answer-enquiry",
    epilog=_examples("focalpoint answer-enquiry 0190f2c4-5b7e-7d3a-9c1e-2f6a8b4d0e11 'Only services of the state.'"),
)(following_up.answer)
app.command(
    epilog=_examples(
        "focalpoint campaign",
        "focalpoint campaign --deadline 2019-05-31 --reminders 14,7,3,1 --silence 10",
        "focalpoint campaign --opening 'Thank you for taking part.' --language en",
        "focalpoint campaign --quiet 19:00-09:00 --no-weekends --closes",
    )
)(campaign.campaign)
app.command(epilog=_examples("focalpoint remind PAK KEN", "focalpoint remind --all --json"))(remind.remind)
app.command(
    epilog=_examples(
        "focalpoint announce --to in-progress --text 'The deadline is now **7 June**.'",
        "focalpoint announce --file word.txt --yes --follow",
        "focalpoint announce --report",
    )
)(announce.announce)
app.command(epilog=_examples("focalpoint audit", "focalpoint audit --json"))(invitations.audit)
app.command(
    "make-token",
    epilog=_examples(
        "focalpoint make-token 'nightly pull' --scope responses",
        "focalpoint make-token desk --scope progress --scope invitations --days 30",
    ),
)(tokens.make)
app.command(epilog=_examples("focalpoint tokens", "focalpoint tokens --json"))(tokens.tokens)
app.command("revoke-token", epilog=_examples("focalpoint revoke-token 'nightly pull'"))(tokens.revoke)
app.command(epilog=_examples("focalpoint notices", "focalpoint notices --retry all"))(notices.notices)
app.command(
    epilog=_examples(
        "focalpoint dead-letters",
        "focalpoint dead-letters --replay 812345678",
        "focalpoint dead-letters --replay all",
        "focalpoint dead-letters --messages --json",
    )
)(dead_letters.dead_letters)
app.command(
    epilog=_examples("focalpoint migrate", "FOCALPOINT_DATABASE_URL=postgresql://host/focalpoint focalpoint migrate")
)(migrate.migrate)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"focalpoint {version('focalpoint')}")
        raise typer.Exit


@app.callback()
def _focalpoint(
    _: Annotated[
        bool, typer.Option("--version", help="Show the version and stop.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Nothing to do before a command."""


def main() -> None:
    app()
