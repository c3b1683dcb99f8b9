"""What a rule file has wrong, in Chinese: each English sentence of the readers with its equal. ``{}`` is what it is said of.

What another library says of a file (YAML, RE2, CEL) stands in its own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

_ZH: Mapping[str, str] = {
    # what is wanted
    "{} is wanted here": "此处应为{}",
    "text": "文字",
    "a value": "一个值",
    "another value": "其他取值",
    "a number": "数字",
    "a whole number": "整数",
    "true or false": "true 或 false",
    "a date such as 2026-06-01": "日期，如 2026-06-01",
    "a deal field such as /quote/discount": "商机字段，如 /quote/discount",
    "a list": "列表",
    "a mapping": "映射",
    "a list of {}": "列表，每项为{}",
    "a list of checks": "检查的列表",
    "one of {}": "其中之一：{}",
    "a text in zh and in en": "中英文文字（zh 与 en）",
    "patterns in zh and in en": "中英文句式（zh 与 en）",
    "elements by name": "按名称列出的要素",
    "a role and a unit": "角色与单位",
    "a choice of commitments": "承诺的选择条件",
    "a CEL expression that is true or false": "结果为真或假的 CEL 表达式",
    "a rule": "规则",
    "a pack": "规则包",
    "a test": "测试",
    "an action": "操作",
    # keys, names and files
    "a rule file is a mapping of keys": "规则文件应为一组键",
    "unknown key": "没有这个键",
    "the key {} is missing": "缺少键 {}",
    "a key must be a word": "键必须是单词",
    "this key stands twice": "同一个键出现两次",
    "unknown word list": "没有这个词表",
    "a word list may not lead back to itself": "词表不得绕回自身",
    "the macro {} is defined in {}": "宏 {} 已在 {} 中定义",
    "unknown check kind": "没有这种检查",
    "unknown field in a message": "提示文字中没有这个字段",
    "this variant never comes": "不会出现这种情形",
    "there is no such rule": "没有这条规则",
    "an id is letters, a dash and digits, such as L-01": "编号由字母、短横和数字组成，如 L-01",
    "the id {} is taken by {}": "编号 {} 已被 {} 占用",
    "a rule is switched off with a reason that a reader of the packet understands": "停用规则须写明签审包读者看得懂的理由",
    "who edited the rules may not approve them": "规则的编辑人不得自行批准",
    "a company's folder may not be named like a room of the shipped rules": "公司文件夹不得与自带规则的文件夹同名",
    "this folder holds no policy.yml and no rule": "此文件夹中既没有 policy.yml，也没有规则",
    "a company's folder is no pack: its name and version stand in policy.yml": "公司文件夹不是规则包：名称与版本写在 policy.yml",
    "{} starts at a level that is not there": "{} 起始的级别不存在",
    "not a linear-time pattern: {}": "不是线性时间的句式：{}",
    "it matches the empty text": "空文字也会匹配",
    "not an expression: {}": "不是表达式：{}",
    "the file is too long": "文件过长",
    "the file is not UTF-8": "文件不是 UTF-8 编码",
    "the file is empty": "文件为空",
    "the file is missing": "缺少此文件",
    "{} bytes": "{} 字节",
    "at most {} bytes": "最多 {} 字节",
    "not YAML: {}": "不是 YAML：{}",
    "anchors and aliases are not allowed": "不允许锚点和别名",
    "tags are not allowed": "不允许标签",
    "nested deeper than {} levels": "嵌套超过 {} 层",
    # tests inside rules
    "line {}": "第 {} 行",
    "{}: no test ({})": "{}：没有测试（{}）",
    "{}: no test fires it ({})": "{}：没有使其报出问题的测试（{}）",
    "{}: stable, but no {} {} test ({})": "{}：已定稿，但缺少{}的 {} 测试（{}）",
    "firing": "报出问题",
    "silent": "不报问题",
    "wanted {}, got {}": "应为 {}，实为 {}",
    "no finding with {} {}: {}": "没有 {} 为 {} 的问题：{}",
}


def said(text: str, language: str) -> str:
    """The sentence in that language; what has no equal stands as it is."""
    if language != "zh":
        return text
    return _ZH.get(text) or next(_filled(text), text)


def _filled(text: str) -> Iterator[str]:
    for pattern, zh in _patterns():
        if found := pattern.fullmatch(text):
            yield zh.format(*(said(part, "zh") for part in found.groups()))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Sentences with gaps; those with more words of their own first."""
    gapped = sorted((en for en in _ZH if "{}" in en), key=len, reverse=True)
    return tuple((re.compile(re.escape(en).replace(r"\{\}", "(.*?)"), re.DOTALL), _ZH[en]) for en in gapped)
