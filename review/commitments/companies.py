"""How the names of companies and of other bodies end, as parts of patterns: one table for all who look for such a name.

Capitals count. No part captures or holds a brace, so that each fits into any pattern.
"""

from __future__ import annotations

#: Short legal forms, each with the full stop that may end it.
_STOPPED = r"(?:Inc|(?:Pte\.? )?Ltd|Corp|Bhd|L\.L\.C|L\.P|B\.V|N\.V|S\.A|S\.L|S\.p\.A|S\.?r\.?l|K\.K|a\.s)\.?"
_PLAIN = r"LLC|LLP|GmbH(?:\s*&\s*Co\.?\s*KG)?|PLC|plc|DAC|CLG|Berhad|AG|KG|ApS|A/S|Oyj?|SpA|SAS|SARL|Limited|Corporation"
#: Those that are other words, too, beside words in capitals.
_BESIDE_SMALL = r"(?<=[a-z]\s)(?:AB|BV|LP|SA|SE|SL)"
#: Legal forms.
FORM = rf"(?:{_STOPPED}|{_PLAIN}|{_BESIDE_SMALL})"
#: Legal forms of names that stand in capitals; LIMITED WARRANTY is none.
CAPITAL_FORM = r"(?:INC|LTD|LP|BHD|BERHAD|CORPORATION|LIMITED(?!\s(?:WARRANT|LIABILIT|LICEN|TO\b|RIGHT)))"
#: Legal forms that are words of other kinds, too (Red Hat AS; Las Vegas NV), for those who know that a name stands there.
LOOSE_FORM = r"(?:Company|Co|(?<=[a-z]\s)(?:AS|NV))"
#: What the name of a company or another body ends with in Chinese.
BODY = (
    r"(?:公司|集团|厂|中心|研究院|研究所|设计院|事务所|大学|学院|学校|中学|小学|幼儿园|医院|卫生院|局|委员会|政府|银行|合作社|协会|学会|基金会"
    r"|经营部|商行|商店|酒店|宾馆|饭店|工作室|博物馆|图书馆|体育馆|指挥部|管理处|办事处|支队|总队|农场)"
)
