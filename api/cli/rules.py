"""``tripact rules``: list, lint, test, explain, try and backtest the rules; write their reference."""

from __future__ import annotations

import difflib
import json
from pathlib import Path

import click

from api.cli.choices import COMPANY as _COMPANY
from review.errors import NotFound
from review.rules import RuleSet, lint, load, load_with_tests
from review.rules.rule import Rule

_LANG = click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)


@click.group()
def rules() -> None:
    """The rules: what is checked, why, and whether each one does what it says."""


@rules.command("list")
@_COMPANY
@_LANG
@click.option("--json", "to_json", is_flag=True, help="For programs.")
def list_rules(company: Path | None, lang: str, to_json: bool) -> None:
    """Every rule with its severity and owner."""
    from review.rules.explain import as_json

    found = load(company)
    if to_json:
        off = [{"id": i, "reason": reason} for i, reason in found.switched_off]
        body = {"version": found.version, "digest": found.digest, "rules": [as_json(r) for r in found.rules], "switched_off": off}
        click.echo(json.dumps(body, ensure_ascii=False))
        return
    for rule in found.rules:
        click.echo(f"{rule.id:6} {rule.severity.value}  {rule.owner.value:5} {rule.status.value:12} {rule.title[lang]}")
    for rule_id, reason in found.switched_off:
        click.echo(f"{rule_id:6} -  {'已停用' if lang == 'zh' else 'switched off'}: {reason}")


@rules.command("lint")
@_COMPANY
@click.pass_context
def lint_rules(context: click.Context, company: Path | None) -> None:
    """Every mistake in the rule files, each with path, line and column."""
    problems = lint(company)
    for problem in problems:
        click.echo(str(problem))
    click.echo(f"{len(problems)} problem(s)")
    context.exit(1 if problems else 0)


@rules.command("test")
@click.argument("rule_id", required=False)
@_COMPANY
@click.pass_context
def test_rules(context: click.Context, rule_id: str | None, company: Path | None) -> None:
    """Run the tests that stand inside the rules, all or those of RULE_ID."""
    from review.rules.trial import coverage, run_cases

    found = load_with_tests(company)
    if rule_id:
        found = RuleSet((_rule(found, rule_id),), found.version)
    results = run_cases(found)
    wrong = [f"{r.rule}: {r.case}: {r.fault}" for r in results if r.fault]
    gaps = coverage(found, results)
    for text in (*wrong, *gaps):
        click.echo(text)
    click.echo(f"{len(found.rules)} rules, {len(results)} tests, {len(wrong)} failed, {len(gaps)} gaps")
    context.exit(1 if wrong or gaps else 0)


@rules.command("explain")
@click.argument("rule_id")
@_COMPANY
@_LANG
def explain_rule(rule_id: str, company: Path | None, lang: str) -> None:
    """What RULE_ID reads, its parameters, its source, an example."""
    from review.rules.explain import lines

    for line in lines(_rule(load_with_tests(company), rule_id), lang):
        click.echo(line)


def _rule(found: RuleSet, rule_id: str) -> Rule:
    rule = found.get(rule_id.upper())
    if rule is None:
        close = difflib.get_close_matches(rule_id.upper(), [r.id for r in found.rules], n=1)
        raise NotFound("rule-unknown", {"id": rule_id, "nearest": f" ({close[0]}?)" if close else ""})
    return rule
