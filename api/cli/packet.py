"""The packet of a review on the command line: nobody has decided anything, so it is a draft; sealed, so that it proves itself."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from api.cli.files import make_folder, store
from api.cli.options import settings_from
from api.sealing import sealed
from review.model.review import Review
from review.packet import PacketInput, PacketLanguage
from review.rules import pack_files
from review.workflow import load_policy
from review.workflow.register import lines_as_read
from review.workflow.routing import routed


def write_packet(path: Path, review: Review, draft: bytes, deal_json: bytes | None, company: Path | None = None) -> None:
    """Render, seal and write. Raises Failure when something needed is missing or the file cannot be written."""
    settings, policy = settings_from(), load_policy()
    make_folder(settings.home)
    packet = PacketInput(
        review=review,
        number=f"P-{review.identity[:12]}",
        issued_at=datetime.now(UTC).replace(microsecond=0),
        draft=draft,
        deal_json=deal_json,
        rules=pack_files(company),
        language=PacketLanguage(review.language.value),
        clauses=routed(review, lines_as_read(review, policy), policy.routing),
    )
    store(path, sealed(packet, settings))
