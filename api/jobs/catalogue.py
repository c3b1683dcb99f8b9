"""Every job there is, by the name under which it is queued."""

from __future__ import annotations

from collections.abc import Mapping

from api.jobs.worker import Job
from api.services import checking, copies, packets, webhooks

JOBS: Mapping[str, Job] = {
    "check": Job(checking.make, checking.finish),
    "copy": Job(copies.make, copies.finish),
    "packet": Job(packets.make, packets.finish),
    "webhook": Job(webhooks.make, webhooks.finish),
}
