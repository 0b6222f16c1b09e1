"""The command `focalpoint`: what one types, and where a mistake of who types it ends. `bot/commands` does the work.

Exit codes: 0 done, 1 a mistake or defects (told in a sentence), 2 the command itself is wrong.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated, Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from bot.commands import dead_letters, demo, export, invitations, invite, migrate, progress, run, simulator
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
    epilog=_examples("focalpoint simulator", "focalpoint simulator --questionnaire mine.yaml --folder trial --no-open")
)(simulator.simulator)
app.command(epilog=_examples("focalpoint demo", "focalpoint demo --folder /tmp/demo"))(demo.demo)
app.command(epilog=_examples("focalpoint check mine.yaml", "focalpoint check msq-2020"))(questionnaires.check)
app.command(
    epilog=_examples("focalpoint schema > msq-2020.schema.json", "focalpoint schema --questionnaire mine.yaml")
)(questionnaires.schema)
app.command(
    epilog=_examples(
        "focalpoint export --country PAK",
        "focalpoint export --output responses.json",
        "focalpoint export --status all --lines --output responses.jsonl",
        "focalpoint export 0190f2c4-5b7e-7d3a-9c1e-2f6a8b4d0e11 --status in-progress",
    )
)(export.export)
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
app.command(epilog=_examples("focalpoint progress", "focalpoint progress --json"))(progress.progress)
app.command(epilog=_examples("focalpoint audit", "focalpoint audit --json"))(invitations.audit)
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
