"""The review as a game with rules: people act, and either it happens, or they hear why not.

>>> history = History()                                             # doctest: +SKIP
>>> events = decide(history, actor, action, now=now, policy=policy)  # doctest: +SKIP
>>> history = history.extended(events)                              # doctest: +SKIP
>>> state_of(history.case, policy, today)                           # doctest: +SKIP
<State.IN_REVIEW: 'IN_REVIEW'>

Everything is pure: facts (``facts``) are stored and nothing else is; the case (``case``) and its state (``state``) follow
from them; what may happen is asked of tables (``rules/workflow``) and checks (``checks``).
"""

from review.workflow.case import Case
from review.workflow.checks.flow import acting_in, as_delegated
from review.workflow.decide import decide, refusal
from review.workflow.denied import Denied
from review.workflow.durable import fact_from, from_bytes, to_bytes
from review.workflow.facts import FACTS, fact_name
from review.workflow.loading import load_policy
from review.workflow.policy import Policy
from review.workflow.process import process
from review.workflow.readiness import Blocker, blockers, unresolved
from review.workflow.replay import History, apply, replay
from review.workflow.state import state_of

__all__ = [
    "FACTS",
    "Blocker",
    "Case",
    "Denied",
    "History",
    "Policy",
    "acting_in",
    "apply",
    "as_delegated",
    "blockers",
    "decide",
    "fact_from",
    "fact_name",
    "from_bytes",
    "load_policy",
    "process",
    "refusal",
    "replay",
    "state_of",
    "to_bytes",
    "unresolved",
]
