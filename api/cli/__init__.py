"""The command line. Each command stands in its own module and is imported only when it is called."""

from __future__ import annotations

import sys

import click

from api.cli.columns import seen
from api.cli.lazy import LazyGroup
from api.cli.spoken import asked
from review.errors import Failure

#: command -> "module:attribute" below ``api.cli``, and its one line of help.
COMMANDS = {
    "review": ("review:review", "Check a draft against a deal record; write the packet."),
    "commitments": ("commitments:commitments", "Every commitment in a draft, as JSON."),
    "text": ("text:text", "The text as read, and what was not read."),
    "compare": ("compare:compare", "What changed between two drafts, and what reopens."),
    "redline": ("redline:redline", "The draft back in Word, with comments and tracked changes."),
    "verify": ("verify:verify", "Check a packet: seal, signatures, attachments, review re-run."),
    "rules": ("rules:rules", "List, lint, test and explain the rules."),
    "serve": ("serve:serve", "Start the web form and the API."),
    "worker": ("serve:worker", "Run jobs on a machine of their own."),
    "user": ("user:user", "Accounts and API keys."),
    "keys": ("keys:keys", "Root certificate for verifiers, and people's signing keys."),
    "audit": ("audit:audit", "Export and verify the audit log."),
    "demo": ("demo:demo", "Review the samples and open the web form."),
}


#: What the start script of a checkout adds.
_BESIDE = "In a checkout ./tripact check, test and bench run the project's own checks, tests and measurements."


@click.group(cls=LazyGroup, commands_table=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}, epilog=_BESIDE)
@click.version_option(package_name="tripact")
def tripact() -> None:
    """Contract review where delivery has the last word."""


def main(arguments: list[str] | None = None) -> int:
    """Run a command. Exit codes: 0 nothing blocks, 1 something blocks, 2 wrong input or call, 3 a bug, 130 interrupted."""
    try:
        code = tripact.main(arguments, prog_name="tripact", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except click.exceptions.Abort:
        return 130
    except KeyboardInterrupt:
        return 130
    except click.exceptions.NoArgsIsHelpError as help:
        click.echo(help.format_message(), err=True)
        return 2
    except click.ClickException as error:
        click.echo(f"tripact: {_line(error.format_message())}{_more(error)}", err=True)
        return 2
    except Failure as failure:
        click.echo(f"tripact: {_line(failure.diagnostics(asked(sys.argv[1:] if arguments is None else arguments)))}", err=True)
        return failure.exit_code
    except BrokenPipeError:
        return 0
    except Exception as bug:
        click.echo(f"tripact: a bug in tripact itself ({type(bug).__name__}); please report it.", err=True)
        _trace(bug)
        return 3


def _line(text: str) -> str:
    """One line, whatever a file is called."""
    return " ".join(seen(text).split())


def _more(error: click.ClickException) -> str:
    """Where to read on after a wrong call."""
    path = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else ""
    return f" ({path} --help tells more)" if path else ""


def _trace(bug: BaseException) -> None:
    """The details of a bug go to the file that TRIPACT_TRACE names, never to the screen."""
    import os
    import traceback
    from pathlib import Path

    if path := os.environ.get("TRIPACT_TRACE"):
        Path(path).write_text("".join(traceback.format_exception(bug)), encoding="utf-8")


def run() -> None:
    """The entry point of the installed command."""
    sys.exit(main())
