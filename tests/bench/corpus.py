"""Review every real document of the shared folder: what comes out, how long it takes, and that nothing breaks."""

from __future__ import annotations

import os
import time
from collections import Counter
from pathlib import Path

from review.errors import Failure
from review.pipeline import review

_GROUPS = (("zh-docx", "*.docx", 99), ("en-docx", "*.docx", 99), ("zh-tenders", "*.docx", 99), ("cuad/txt", "*.txt", 50))


def main(arguments: list[str]) -> int:
    """Print counts by group and the rules that fire; 1 when anything but a result or a typed error came out."""
    shared = Path(os.environ.get("TRIPACT_SHARED") or Path(__file__).parents[3] / "shared")
    broken = 0
    fired: Counter[tuple[str, str]] = Counter()
    for group, pattern, most in _GROUPS:
        files = sorted((shared / "data" / group).glob(pattern))[:most]
        results = [_one(f, fired) for f in files]
        broken += sum(1 for r, _, _ in results if r == "broken")
        outcomes = ", ".join(f"{n} {what}" for what, n in sorted(Counter(r for r, _, _ in results).items()))
        commitments = sum(n for _, n, _ in results)
        slowest = max((t for _, _, t in results), default=0.0)
        print(f"{group:12}{len(files):4} files: {outcomes}; {commitments} commitments; slowest {slowest:.1f} s")
    for (rule, severity), n in fired.most_common():
        print(f"  {severity} {rule:6}{n:4}")
    return int(broken > 0)


def _one(path: Path, fired: Counter[tuple[str, str]]) -> tuple[str, int, float]:
    start = time.perf_counter()
    try:
        result = review(path.name, path.read_bytes())
    except Failure as failure:
        print(f"  {path.name}: {failure}")
        return "refused", 0, time.perf_counter() - start
    except Exception as bug:
        print(f"  {path.name}: BROKEN {type(bug).__name__}: {bug}")
        return "broken", 0, time.perf_counter() - start
    fired.update({(f.rule.id, f.severity.value) for f in result.open_findings if f.severity.holds_up})
    return "read", len(result.commitments), time.perf_counter() - start


if __name__ == "__main__":
    raise SystemExit(main([]))
