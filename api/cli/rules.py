"""``tripact rules``: list, lint, test, explain, try and backtest the rules; write their reference."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from pathlib import Path

import click

from api.cli.choices import COMPANY as _COMPANY
from api.cli.columns import seen
from api.cli.company import answered_for
from api.cli.files import load as load_bytes
from api.cli.spoken import LANG
from review.errors import NotFound
from review.model.canonical import plain
from review.rules import RuleSet, lint, load, load_with_tests
from review.rules.mistakes import said
from review.rules.rule import Rule

#: The last line of a command.
_TOTALS: Mapping[str, Mapping[str, str]] = {
    "lint": {"zh": "{} 处错误", "en": "{} problem(s)"},
    "test": {
        "zh": "{} 条规则，{} 项测试，{} 项未通过，{} 处缺口",
        "en": "{} rules, {} tests, {} failed, {} gaps",
    },
    "backtest": {
        "zh": "{} 份文件，新增 {} 项问题，消失 {} 项，{} 份无法读取",
        "en": "{} documents, {} findings appear, {} go, {} not read",
    },
}


@click.group()
def rules() -> None:
    """The rules: what is checked, why, and whether each one does what it says."""


@rules.command("list")
@_COMPANY
@LANG
@click.option("--json", "to_json", is_flag=True, help="For programs.")
def list_rules(company: Path | None, lang: str, to_json: bool) -> None:
    """Every rule with its severity and owner."""
    from review.rules.explain import as_json

    found = load(company)
    if to_json:
        off = [{"id": i, "reason": reason} for i, reason in found.switched_off]
        body = {
            "version": found.version,
            "digest": found.digest,
            "rules": [as_json(r) for r in found.rules],
            "switched_off": off,
            "company": plain(found.company),
        }
        click.echo(json.dumps(body, ensure_ascii=False))
        return
    for rule in found.rules:
        click.echo(f"{rule.id:6} {rule.severity.value}  {rule.owner.value:5} {rule.status.value:12} {rule.title[lang]}")
    for rule_id, reason in found.switched_off:
        click.echo(f"{rule_id:6} -  {'已停用' if lang == 'zh' else 'switched off'}: {reason}")
    if found.company:
        click.echo(answered_for(found.company, lang))


@rules.command("lint")
@_COMPANY
@LANG
@click.pass_context
def lint_rules(context: click.Context, company: Path | None, lang: str) -> None:
    """Every mistake in the rule files, each with path, line and column."""
    problems = lint(company)
    for problem in problems:
        click.echo(problem.told(lang))
    click.echo(_TOTALS["lint"][lang].format(len(problems)))
    context.exit(1 if problems else 0)


@rules.command("test")
@click.argument("rule_id", required=False)
@_COMPANY
@LANG
@click.pass_context
def test_rules(context: click.Context, rule_id: str | None, company: Path | None, lang: str) -> None:
    """Run the tests that stand inside the rules, all or those of RULE_ID."""
    from review.rules.trial import coverage, run_cases

    found = load_with_tests(company)
    if rule_id:
        found = RuleSet((_rule(found, rule_id),), found.version)
    results = run_cases(found)
    colon = "：" if lang == "zh" else ": "
    wrong = [colon.join((r.rule, said(r.case, lang), said(r.fault, lang))) for r in results if r.fault]
    gaps = coverage(found, results)
    for text in (*wrong, *gaps):
        click.echo(said(text, lang))
    click.echo(_TOTALS["test"][lang].format(len(found.rules), len(results), len(wrong), len(gaps)))
    context.exit(1 if wrong or gaps else 0)


@rules.command("explain")
@click.argument("rule_id")
@_COMPANY
@LANG
def explain_rule(rule_id: str, company: Path | None, lang: str) -> None:
    """What RULE_ID reads, its parameters, its source, an example."""
    from review.rules.explain import lines

    for line in lines(_rule(load_with_tests(company), rule_id), lang):
        click.echo(line)


@rules.command("try")
@click.argument("rule_id")
@click.option("--text", help="A piece of a contract.")
@click.option("--file", "path", type=click.Path(path_type=Path), help="A draft: .docx, .pdf or .txt.")
@click.option("--deal", type=click.Path(path_type=Path), help="Deal record (JSON).")
@_COMPANY
@LANG
@click.pass_context
def try_rule(
    context: click.Context, rule_id: str, text: str | None, path: Path | None, deal: Path | None, company: Path | None, lang: str
) -> None:
    """Ask one rule about a text or a file. Exit code 1 when it fires or cannot tell."""
    from review.commitments import understand
    from review.deal import read_deal
    from review.intake import read
    from review.model.commitment import Party
    from review.rules import Facts, evaluate

    if (text is None) == (path is None):
        raise click.UsageError("give either --text or --file")
    found = load(company)
    one = RuleSet((_rule(found, rule_id),), found.version)
    record = read_deal(load_bytes(deal), deal.name) if deal else None
    document = read(path.name, load_bytes(path)) if path else read("text.txt", (text or "").encode())
    facts = Facts(document, understand(document, record), record, Party.SELLER, record.as_of if record else None)
    findings = evaluate(one, facts)
    for f in findings:
        quote = f" | {' '.join(f.quote.split())[:100]}" if f.quote else ""
        click.echo(seen(f"{f.severity.value} {f.outcome.value:12} {f.message[lang]}{quote}"))
    context.exit(1 if any(f.open for f in findings) else 0)


_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@rules.command("backtest")
@click.option("--rules", "new", required=True, type=_FOLDER, help="The new company folder.")
@click.option("--archive", required=True, type=_FOLDER, help="Folder of past drafts.")
@_COMPANY
@LANG
def backtest_rules(new: Path, archive: Path, company: Path | None, lang: str) -> None:
    """What other rules would change: findings that appear (+) and go (-), by rule and document."""
    from review.rules.backtest import backtest

    outcome = backtest(load(company), load(new), archive)
    for c in outcome.changes:
        click.echo(seen(f"{c.sign} {c.rule:6} {c.severity} {c.document}: {c.quote}"))
    for name, why in outcome.unread:
        click.echo(seen(f"? {name}: {why.diagnostics(lang)}"))
    plus = sum(c.sign == "+" for c in outcome.changes)
    counts = (outcome.documents, plus, len(outcome.changes) - plus, len(outcome.unread))
    click.echo(_TOTALS["backtest"][lang].format(*counts))


@rules.command("reference")
@_COMPANY
@LANG
def reference_rules(company: Path | None, lang: str) -> None:
    """The reference of all rules, as Markdown."""
    from review.rules.reference import page

    click.echo(page(load_with_tests(company), lang), nl=False)


@rules.command("schema")
def deal_schema() -> None:
    """The JSON Schema of a deal record."""
    from review.deal.export import schema_text

    click.echo(schema_text(), nl=False)


def _rule(found: RuleSet, rule_id: str) -> Rule:
    rule = found.get(rule_id.upper())
    if rule is None:
        close = difflib.get_close_matches(rule_id.upper(), [r.id for r in found.rules], n=1)
        raise NotFound("rule-unknown", {"id": rule_id, "nearest": f" ({close[0]}?)" if close else ""})
    return rule
