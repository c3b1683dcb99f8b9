"""How well values are read, against labels that nobody here wrote: labelled contracts, Recognizers' cases, words beside figures,
and the life of contracts. ``python -m tests.bench.values_figures [--misses]``; figures are shares of cases that are right.
"""

from __future__ import annotations

import ast
import csv
import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import regex

from review.commitments.deadline.compare import minutes
from review.commitments.deadline.life import life_of
from review.commitments.deadline.term import end_of, notice_of, renewal_of
from review.commitments.values import RawValue, every, scan
from review.commitments.values.width import halfwidth
from review.model.commitment import ValueType
from review.model.language import Language


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled case: what is asked, what was wanted, what was read."""

    text: str
    want: object
    got: object
    right: bool


def _json(path: Path) -> list[dict[str, Any]]:
    return list(json.loads(path.read_text("utf-8-sig")))


def _near(a: Decimal | float | None, b: str) -> bool:
    return a is not None and abs(float(a) - float(b)) <= 1e-9 * max(1.0, abs(float(b)))


# Labelled contracts ---------------------------------------------------------------------------------------------------


def _key(kind: str, n: object, unit: str | None) -> tuple[str, object, str | None]:
    return ("quantity" if kind == "count" else kind, n if isinstance(n, str) else round(float(str(n)), 6), unit)


def _labelled(values: list[dict[str, Any]]) -> set[tuple[str, object, str | None]]:
    found = set()
    for value in values:
        n = value.get("iso") if value["type"] == "date" else value.get("n")
        if n is not None:
            found.add(_key(value["type"], n, {"duration": value.get("unit"), "money": value.get("currency")}.get(value["type"])))
    return found


def _read(values: tuple[RawValue, ...]) -> set[tuple[str, object, str | None]]:
    found = set()
    for value in values:
        day = (
            value.iso.isoformat() if value.iso else value.part if not value.part.startswith("--") and not value.impossible else ""
        )
        n = (day or None) if value.type is ValueType.DATE else value.n
        unit = value.unit if value.type is ValueType.DURATION else value.currency if value.type is ValueType.MONEY else None
        if n is not None:
            found.add(_key(str(value.type), n, unit))
    return found


def labelled(gold: Path) -> dict[str, Counter[str]]:
    """Counts of values labelled, read and right by language, from the quotes of labelled commitments (K00 left out)."""
    total: dict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted(gold.glob("*.gold.json")):
        document = json.loads(path.read_text("utf-8"))
        for commitment in document["commitments"]:
            if commitment["kind"] != "K00":
                want, got = _labelled(commitment["values"]), _read(scan(commitment["quote"]))
                for language in (document["language"], "all"):
                    total[language].update(right=len(want & got), labelled=len(want), read=len(got))
    return total


def f1(counts: Counter[str]) -> float:
    return 2 * counts["right"] / max(1, counts["labelled"] + counts["read"])


# Recognizers ----------------------------------------------------------------------------------------------------------

#: What is asked is what the issue names: numbers, percentages, amounts, durations, and dates "without now". A case counts when
#: every result of it is of the type asked (the specs' ``TypeName``); of numbers, percentages and amounts every case does. Left
#: out is only what those words leave out:
#: - a date that needs today to be resolved: its ``timex`` is no whole date, or its words hold no year (``_whole_date``);
#: - a duration without an exact number: few, some, several, which the specs resolve as three by convention.
#: Nothing is left out for the way it is written. Dates of month and day alone are a figure of their own.
_INEXACT = regex.compile(r"\b(?:few|some|several)\b|几(?=[个天周年小])|数(?=[天周月年])", regex.I)


def _cases(folder: Path, names: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for name in names:
        yield from _json(folder / name)


def numbers(folder: Path, name: str) -> Iterator[Case]:
    for case in _cases(folder, (name,)):
        want = [result["Resolution"]["value"] for result in case["Results"]]
        got = [number.n for number in every.find(halfwidth(case["Input"]))]
        yield Case(case["Input"], want, got, len(want) == len(got) and all(map(_near, got, want)))


def percents(folder: Path) -> Iterator[Case]:
    for case in _cases(folder, ("Number/English/PercentModel.json",)):
        want = [r["Resolution"]["value"] for r in case["Results"] if r["Resolution"]["value"] != "null"]
        got = [f"{value.n}%" for value in scan(case["Input"]) if value.type is ValueType.PERCENT]
        yield Case(case["Input"], want, got, want == got)


_CODES = {"Dollar": "USD", "Pound": "GBP", "British pound": "GBP", "Franc": None}
_HUNDREDTHS = ("Cent", "Pence", "Penny")


def _amount_is(value: RawValue, want: dict[str, Any]) -> bool:
    code = want.get("isoCurrency") or _CODES.get(want["unit"])
    hundred = 100 if want["unit"] in _HUNDREDTHS else 1
    return _near(None if value.n is None else value.n * hundred, want["value"]) and code in (None, value.currency)


def currencies(folder: Path) -> Iterator[Case]:
    for case in _cases(folder, ("NumberWithUnit/English/CurrencyModel.json",)):
        want = [r["Resolution"] for r in case["Results"] if r["Resolution"].get("value") not in (None, "null")]
        got = [value for value in scan(case["Input"]) if value.type is ValueType.MONEY and not value.blank]
        yield Case(case["Input"], want, got, len(want) == len(got) and all(map(_amount_is, got, want)))


def _seconds(value: RawValue) -> Decimal:
    whole = minutes(value.n or Decimal(0), value.unit or "") or Decimal(0)
    leap = Decimal(365) / 360 if value.unit == "year" or (value.unit == "month" and (value.n or 0) % 6 == 0) else Decimal(1)
    return whole * 60 * leap


def durations(folder: Path, names: tuple[str, ...], language: Language, exact: bool = True) -> Iterator[Case]:
    for case in _cases(folder, names):
        results = [r for r in case["Results"] if (r.get("TypeName") or r.get("Type", "")).endswith("duration")]
        if not results or len(results) != len(case["Results"]) or (exact and _INEXACT.search(case["Input"])):
            continue
        values = [v for v in scan(case["Input"], language=language) if v.type is ValueType.DURATION]
        want, got = [], []
        for result in results:
            end = result["Start"] + (result["Length"] if "Length" in result else result["End"] - result["Start"] + 1)
            resolved = (result.get("Value") or {}).get("FutureResolution") or result["Resolution"]["values"][0]
            want.append(float(resolved.get("duration") or resolved["value"]))
            got.append(float(sum((_seconds(v) for v in values if result["Start"] <= v.span.start < end), Decimal(0))))
        yield Case(case["Input"], want, got, all(abs(a - b) <= 0.02 * b for a, b in zip(got, want, strict=True)))


_YEAR_IN_WORDS = regex.compile(
    r"[零〇一二三四五六七八九]{2,4}年|\b(?:nineteen|twenty)[ -](?!\w*(?:first|second|third|th)\b)\w+|\btwo thousand\b", regex.I
)


def _timex(result: dict[str, Any]) -> str:
    """The timex of a result that is a date of the common calendar; empty for any other."""
    value = result.get("Value") or result["Resolution"]
    if (result.get("TypeName") or result.get("Type", "")).split(".")[-1] != "date" or value.get("values", [{}])[0].get("isLunar"):
        return ""
    return str(value.get("Timex") or value["values"][0]["timex"])


def _whole_date(result: dict[str, Any]) -> str | None:
    """The date a result says without knowing today, or None: the words hold the year of its timex."""
    timex, words = _timex(result), halfwidth(result.get("Text", ""))
    if not regex.fullmatch(r"\d{4}-\d\d-\d\d", timex):
        return None
    figures = regex.search(rf"(?<!\d)(?:{timex[:2]})?{timex[2:4]}(?!\d)|{timex[:4]}", words)
    return timex if figures or _YEAR_IN_WORDS.search(words) else None


def _yearless(result: dict[str, Any]) -> str | None:
    """The month and day that a result says, its year being left to today; None for any other."""
    timex = _timex(result)
    return f"-{timex[4:]}" if regex.fullmatch(r"XXXX-\d\d-\d\d", timex) else None


def dates(
    folder: Path, names: tuple[str, ...], language: Language, day: Callable[[dict[str, Any]], str | None] = _whole_date
) -> Iterator[Case]:
    for case in _cases(folder, names):
        want = [day(result) for result in case["Results"]]
        if want and None not in want:
            read = [v for v in scan(case["Input"], language=language) if v.type is ValueType.DATE]
            got = [v.iso.isoformat() if v.iso else v.part for v in read]
            yield Case(case["Input"], want, got, want == got)


_ENGLISH_DATES = ("DateTime/English/DateParser.json", "DateTime/English/DateTimeModel.json")
_ENGLISH_DURATIONS = ("DateTime/English/DurationParser.json", "DateTime/English/DateTimeModel.json")
_CHINESE_TIMES = ("DateTime/Chinese/DateTimeModel.json",)


def recognizers(folder: Path) -> dict[str, list[Case]]:
    """Cases by what they ask; beside each figure that leaves something out stands the one that leaves out nothing."""
    en, zh = Language.EN, Language.ZH
    tables: dict[str, Iterator[Case]] = {
        "number en": numbers(folder, "Number/English/NumberModel.json"),
        "number zh": numbers(folder, "Number/Chinese/NumberModel.json"),
        "percent en": percents(folder),
        "currency en": currencies(folder),
        "duration en": durations(folder, _ENGLISH_DURATIONS, en),
        "duration en, inexact too": durations(folder, _ENGLISH_DURATIONS, en, exact=False),
        "duration zh": durations(folder, _CHINESE_TIMES, zh),
        "duration zh, inexact too": durations(folder, _CHINESE_TIMES, zh, exact=False),
        "date en": dates(folder, _ENGLISH_DATES, en),
        "date en without a year": dates(folder, _ENGLISH_DATES, en, _yearless),
        "date zh": dates(folder, _CHINESE_TIMES, zh),
        "date zh without a year": dates(folder, _CHINESE_TIMES, zh, _yearless),
    }
    return {name: list(cases) for name, cases in tables.items()}


# Words beside figures -------------------------------------------------------------------------------------------------

_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half)"
)
_PAIR = regex.compile(
    rf"(?<![A-Za-z-]){_WORD}(?:[\s-]+(?:and[\s-]+)?(?:a[\s-]+)?{_WORD})*[\s-]*"
    r"\(\s*\$?(?P<figures>\d[\d,]*(?:\.\d+)?)\s*%?\s*\)\s*-?\s*"
    r"(?:(?:business|calendar|consecutive|working|additional|successive|full)\s)*(?:days?|months?|years?|weeks?|hours?|minutes?|percent|%|"
    r"quarters?|dollars)\b", regex.I,
)  # fmt: skip


def pairs(texts: Path) -> list[Case]:
    """``thirty (30) days``: one value that is the figures, with the words read beside it; words that differ are flagged."""
    found = []
    for path in sorted(texts.glob("*.txt")):
        for match in _PAIR.finditer(path.read_text("utf-8", errors="replace")):
            figures = Decimal(match["figures"].replace(",", ""))
            values = scan(match[0])
            right = len(values) == 1 and values[0].n == figures and values[0].spoken is not None
            found.append(Case(match[0], figures, [(v.n, v.spoken) for v in values], right))
    return found


# The life of contracts ------------------------------------------------------------------------------------------------


def _clauses(cell: str) -> str:
    try:
        return "\n".join(ast.literal_eval(cell)) if cell else ""
    except (SyntaxError, ValueError):
        return cell


def _months(answer: str) -> list[Decimal]:
    per = {"day": Decimal(1) / 30, "week": Decimal(7) / 30, "month": Decimal(1), "year": Decimal(12)}
    plain = answer.lower().replace("(", "").replace(")", "").replace("three", "3").replace("four ", "4 ")
    return [Decimal(m[1]) * per[m[2]] for m in regex.finditer(r"(\d+(?:\.\d+)?)\s*(day|month|year|week)s?", plain)]


def _in_months(n: Decimal, unit: str) -> Decimal:
    return (minutes(n, unit) or Decimal(0)) / (30 * 24 * 60)


def _day(answer: str) -> date | None:
    match = regex.fullmatch(r"(\d+)/(\d+)/(\d{4})", answer.strip())
    return date(int(match[3]), int(match[1]), int(match[2])) if match else None


def _close(a: Decimal | None, wanted: list[Decimal]) -> bool:
    return a is not None and any(abs(a - w) < Decimal("0.001") for w in wanted)


def life(table: Path) -> dict[str, list[Case]]:
    """Notice, renewal and end of contracts from the clauses that experts marked, against their normalised answers."""
    found: dict[str, list[Case]] = {"notice": [], "renewal": [], "end": []}
    with table.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        name = "Notice Period to Terminate Renewal"
        if wanted := _months(row[f"{name}-Answer"]):
            notice = notice_of(_clauses(row[name]))
            months = _in_months(notice.n, notice.unit) if notice else None
            found["notice"].append(Case(_clauses(row[name]), wanted, notice, _close(months, wanted)))
        if wanted := _months(row["Renewal Term-Answer"]):
            renewal = renewal_of(_clauses(row["Renewal Term"]))
            months = _in_months(renewal.period.n, renewal.period.unit) if renewal else None
            found["renewal"].append(Case(_clauses(row["Renewal Term"]), wanted, renewal, _close(months, wanted)))
        found["end"].extend(_end(row))
    return found


def whole_contracts(table: Path, texts: Path) -> dict[str, list[Case]]:
    """The same answers found in whole contracts, the effective date given."""
    found: dict[str, list[Case]] = {"notice": [], "renewal": [], "end date": []}
    with table.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        place = texts / f"{Path(row['Filename']).stem}.txt"
        notice, renewal = _months(row["Notice Period to Terminate Renewal-Answer"]), _months(row["Renewal Term-Answer"])
        day = _day(row["Expiration Date-Answer"])
        if not place.is_file() or not (notice or renewal or day):
            continue
        life = life_of(
            place.read_text("utf-8", errors="replace"), _day(row["Effective Date-Answer"]) or _day(row["Agreement Date-Answer"])
        )
        if notice:
            right = _close(_in_months(life.notice.n, life.notice.unit) if life.notice else None, notice)
            found["notice"].append(Case(place.stem, notice, life.notice, right))
        if renewal:
            period = life.renewal.period if life.renewal else None
            right = _close(_in_months(period.n, period.unit) if period else None, renewal)
            found["renewal"].append(Case(place.stem, renewal, period, right))
        if day:
            ends = life.end.day if life.end else None
            found["end date"].append(Case(place.stem, day, ends, ends is not None and abs((ends - day).days) <= 1))
    return found


def _end(row: dict[str, str]) -> Iterator[Case]:
    answer, text = row["Expiration Date-Answer"], _clauses(row["Expiration Date"])
    perpetual, day = "perp" in answer.lower(), _day(answer)
    if not text.strip() or not (perpetual or day):
        return
    end = end_of(text, _day(row["Effective Date-Answer"]) or _day(row["Agreement Date-Answer"]))
    right = end.open_ended if perpetual else end.day is not None and day is not None and abs((end.day - day).days) <= 1
    yield Case(text, answer, end, right)


def share(cases: list[Case]) -> float:
    return sum(case.right for case in cases) / max(1, len(cases))


def main(arguments: list[str]) -> int:
    place = Path(os.environ.get("TRIPACT_SHARED") or Path(__file__).parents[3] / "shared")
    if not place.is_dir():
        print("the shared folder of real documents is not beside the checkout (TRIPACT_SHARED)", file=sys.stderr)
        return 2
    for language, counts in sorted(labelled(place / "gold" / "dev").items()):
        print(f"values of labelled commitments, {language:6} F1 {f1(counts):.3f}   {dict(counts)}")
    data = place / "data"
    tables = {f"recognizers {name}": cases for name, cases in recognizers(data / "recognizers").items()}
    tables["words beside figures"] = pairs(data / "cuad" / "txt")
    tables |= {f"contract {name}": cases for name, cases in life(data / "cuad" / "master_clauses.csv").items()}
    whole = whole_contracts(data / "cuad" / "master_clauses.csv", data / "cuad" / "txt")
    tables |= {f"whole contract {name}": cases for name, cases in whole.items()}
    for name, cases in tables.items():
        print(f"{name:36} {share(cases):.3f}   {sum(c.right for c in cases)} of {len(cases)}")
        for case in cases if "--misses" in arguments else ():
            if not case.right:
                print("   ", case.text[-160:].replace("\n", " "), "| wanted", case.want, "| read", case.got)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
