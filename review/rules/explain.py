"""A rule in words: what it reads, its parameters, its source, an example; for the screen and the reference."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from review.model.canonical import decimal_text, plain
from review.rules.check import Check, Params
from review.rules.citations import cited
from review.rules.rule import Rule
from review.rules.source import Node

_WORDS = {
    "zh": {
        "severity": "级别", "owner": "负责", "inspects": "核对", "kind": "检查类型", "status": "状态",
        "reads": "读取", "params": "参数", "why": "为什么", "source": "依据", "waive": "可豁免人", "false": "可能误报",
        "example": "例", "nobody": "任何人不得豁免",
    },
    "en": {
        "severity": "Severity", "owner": "Owner", "inspects": "Inspects", "kind": "Check kind", "status": "Status",
        "reads": "Reads",
        "params": "Parameters", "why": "Why", "source": "Source", "waive": "May waive", "false": "False positives",
        "example": "Example", "nobody": "nobody",
    },
}  # fmt: skip
_INSPECTS = {
    "T": {"zh": "合同文本", "en": "the contract's text"},
    "A": {"zh": "附件、招标文件或上一稿", "en": "annexes, the tender or an earlier draft"},
    "D": {"zh": "合同与商机记录", "en": "the contract against the deal record"},
    "P": {"zh": "评审过程", "en": "the deal or the contract against the process"},
}
_EXAMPLE = 240
_COLON = {"zh": "：", "en": ": "}
_SEMICOLON = {"zh": "；", "en": "; "}


def lines(rule: Rule, language: str) -> Iterator[str]:
    """The explanation, one line after the other."""
    word, colon = _WORDS[language], _COLON[language]
    yield f"{rule.id}  {rule.title['zh']} · {rule.title['en']}"
    heads = (("severity", rule.severity), ("owner", rule.owner), ("status", rule.status))
    yield "   ".join(f"{word[name]}{colon}{value.value}" for name, value in heads)
    inspects = _INSPECTS[rule.inspects.value][language]
    yield f"{word['inspects']}{colon}{inspects}   {word['kind']}{colon}{rule.check.name}   {rule.path}"
    yield f"{word['why']}{colon}{rule.why[language]}"
    yield from _scope(rule, language)
    reads = fields_read(rule)
    if reads:
        yield f"{word['reads']}{colon}{', '.join(reads)}"
    for name, value, doc in parameters(rule):
        meant = _meaning(name, doc, language)
        yield f"{word['params']}{colon}{name} = {value}{'  — ' + meant if meant else ''}"
    yield f"{word['source']}{colon}{_SEMICOLON[language].join(cited(c, language) for c in rule.source)}"
    yield f"{word['waive']}{colon}{', '.join(r.value for r in rule.waive) or word['nobody']}"
    for text in rule.falsepositives:
        yield f"{word['false']}{colon}{text[language]}"
    example = firing_text(rule, language)
    if example:
        yield f"{word['example']}{colon}{example}"


_SIDES = {
    "seller": {"zh": "我方为卖方时", "en": "when we sell"},
    "buyer": {"zh": "我方为买方时", "en": "when we buy"},
    "any": {"zh": "我方为任何一方时", "en": "on either side"},
}
_SCOPE = {
    "zh": {
        "applies": "适用", "delivery": "我方须交付的合同", "contract": "合同类型", "except": "不适用于", "law": "适用法律",
        "text": "语言",
    },
    "en": {
        "applies": "Applies", "delivery": "contracts under which we deliver", "contract": "types of contract", "except": "not to",
        "law": "governing law", "text": "language",
    },
}  # fmt: skip


_TYPES = {
    "supply": {"zh": "供货", "en": "supply"}, "supply_installation": {"zh": "供货并安装", "en": "supply and installation"},
    "service": {"zh": "服务", "en": "service"}, "maintenance": {"zh": "维护", "en": "maintenance"},
    "software": {"zh": "软件", "en": "software"}, "saas": {"zh": "云服务", "en": "cloud service"},
    "works": {"zh": "工程", "en": "works"},
    "consulting": {"zh": "咨询", "en": "consulting"}, "framework": {"zh": "框架", "en": "framework"},
    "CN": {"zh": "中国法", "en": "Chinese law"}, "zh": {"zh": "中文", "en": "Chinese"}, "en": {"zh": "英文", "en": "English"},
}  # fmt: skip


def _scope(rule: Rule, language: str) -> Iterator[str]:
    """To which contracts the rule applies."""
    applies, word = rule.applies, _SCOPE[language]
    joint = "、" if language == "zh" else ", "
    parts = [_SIDES[applies.side][language], *([word["delivery"]] if applies.delivery else [])]
    named = (
        ("contract", applies.contract),
        ("except", applies.excepted),
        ("law", applies.jurisdiction),
        ("text", applies.language),
    )
    parts += [
        f"{word[name]} {joint.join(_TYPES.get(v, {}).get(language, v) for v in values)}" for name, values in named if values
    ]
    colon = _COLON[language]
    yield f"{word['applies']}{colon}{_SEMICOLON[language].join(parts)}"


def fields_read(rule: Rule) -> tuple[str, ...]:
    """Fields of the deal record that it reads."""
    named = [v for v in rule.params.values() if isinstance(v, str) and v.startswith("/")]
    asked = [c for part in rule.params.get("checks", ()) for c in getattr(part, "when", ())]
    conditions = [c.field for c in (*rule.applies.deal, *asked)]
    bound = [v for v in (rule.params.get("reads") or {}).values() if isinstance(v, str)] if "reads" in rule.params else []
    parts = rule.check.parts(rule.params) if rule.check.parts else ()
    bound += [r for check, _, _ in parts for r in check.reads]
    return tuple(dict.fromkeys((*rule.check.reads, *named, *conditions, *bound)))


def parameters(rule: Rule) -> Iterator[tuple[str, str, str]]:
    """Name, value and meaning of each parameter that a policy may set."""
    yield from _plain("", rule.check, rule.params)
    for check, variant, params in rule.check.parts(rule.params) if rule.check.parts else ():
        if variant:
            yield from _plain(f"{variant}.", check, params)


def _plain(prefix: str, check: Check, params: Params) -> Iterator[tuple[str, str, str]]:
    for name, value in params.items():
        shown = _shown(value)
        if shown and name not in _MACHINERY:
            yield prefix + name, shown, check.params[name].doc


#: Parameters that say how a check reads the contract, and are no policy of a company.
_MACHINERY = frozenset(
    ["role", "also_roles", "unit", "bad", "daily", "near", "each", "mode", "skip", "report", "obligor", "types",
     "optional", "stage", "deal", "pick", "against", "absent", "listed",
     "digits", "within", "covered", "what", "start", "of", "roles"]
)  # fmt: skip
#: What the parameters of policies mean, in Chinese; the check kinds say it in English.
_MEANINGS = {
    "than": "限值",
    "most": "允许的最高值（%）",
    "least": "必须达到的最低值（%）",
    "days": "至少应有的天数",
    "buffer": "应留的余量（工作日）",
    "highest": "高于此值的数不按本条理解",
    "offer": "建议条款写入的上限（%）",
    "share": "算作对应所需的词语比例（%）",
    "slack": "可以忽略的差额",
    "tax_rates": "常用税率（%）",
    "allowed": "现行的比率",
    "amount": "须升级的风险金额",
    "grave": "须升级的风险影响",
    "path": "关口的次序",
    "owners": "须作出决定的角色",
    "dimensions": "核对的授权维度",
    "lead": "须满足的周期",
    "after": "向后查找的字数",
}


def _meaning(name: str, doc: str, language: str) -> str:
    return doc if language == "en" else _MEANINGS.get(name.rsplit(".", 1)[-1], doc)


def _shown(value: Any) -> str:
    if value is None or hasattr(value, "expression") or hasattr(value, "kinds"):
        return ""
    if isinstance(value, tuple) and all(isinstance(v, str | Decimal) for v in value):
        return ", ".join(map(_shown, value))
    return decimal_text(value) if hasattr(value, "as_tuple") else (str(value) if isinstance(value, str | bool) else "")


def firing_text(rule: Rule, language: str) -> str:
    """The text of its first test of that language that fires; empty without one."""
    for node in rule.tests:
        case = node.value if isinstance(node.value, dict) else {}
        if _is(case, "lang", language) and _is(case, "want", "fail") and "text" in case:
            text = " ".join(str(case["text"].value).split())
            return text if len(text) <= _EXAMPLE else text[:_EXAMPLE] + "…"
    return ""


def _is(case: dict[str, Node], key: str, value: str) -> bool:
    return key in case and case[key].value == value


def as_json(rule: Rule) -> dict[str, Any]:
    """The rule for programs."""
    return {
        "id": rule.id, "title": dict(rule.title), "severity": rule.severity.value, "owner": rule.owner.value,
        "inspects": rule.inspects.value, "stage": rule.stage.value, "status": rule.status.value, "kind": rule.check.name,
        "pack": rule.pack, "version": rule.version, "path": rule.path, "digest": rule.digest, "why": dict(rule.why),
        "reads": list(fields_read(rule)), "parameters": {n: v for n, v, _ in parameters(rule)},
        "source": [plain(c) for c in rule.source], "waivable_by": [r.value for r in rule.waive],
        "falsepositives": [dict(t) for t in rule.falsepositives],
    }  # fmt: skip
