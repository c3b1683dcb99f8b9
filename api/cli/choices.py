"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

COMPANY = click.option(
    "--company",
    envvar="TRIPACT_COMPANY",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of a company's own policy and rules; TRIPACT_COMPANY by default.",
)
