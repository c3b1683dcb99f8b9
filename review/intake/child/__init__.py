"""Untrusted bytes meet a parser only here: in a child process with bounded time, memory and files (law 7)."""

from review.intake.child.parent import parse_limited

__all__ = ["parse_limited"]
