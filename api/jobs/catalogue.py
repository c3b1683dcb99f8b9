"""Every job there is, by the name under which it is queued."""

from __future__ import annotations

from collections.abc import Mapping

from api.jobs.worker import Job

JOBS: Mapping[str, Job] = {}
