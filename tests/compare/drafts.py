"""Drafts for the tests, written here: read by the real intake, understood by the real reader."""

from __future__ import annotations

from functools import cache

from review.commitments import understand
from review.compare import Comparison, compare
from review.deal import read_deal
from review.intake import parse
from review.model.commitment import Party
from review.model.document import Document
from review.model.language import Language
from review.model.review import Review

EN = """Supply Agreement

1. Definitions
"Equipment" means the forty pumps listed in Annex A.
"Confidential Information" means all data marked as such.

2. Delivery
2.1 The Supplier shall deliver the Equipment within 45 days after the Effective Date.
2.2 The Supplier shall train 20 persons of the Customer on site before acceptance.
2.3 The Supplier shall keep spare parts available for 10 years.

3. Payment
3.1 The Customer shall pay 30% of the price within 15 days after signing.
3.2 If delivery under Section 2.1 is late, the Supplier shall pay 0.1% of the price for each day of delay.

4. Warranty
4.1 The Supplier warrants the Equipment for 24 months after acceptance.

Annex A
Forty pumps of type P-7, 380 V, with control cabinets.
"""

ZH = """供货合同

第一条 定义
“设备”是指附件一所列的四十台水泵。

第二条 交付
乙方应在合同生效后45日内交付设备。
乙方应在验收前对甲方20人进行现场培训。

第三条 付款
甲方应在签订后15日内支付合同总价的30%。

第四条 违约责任
乙方未按第二条约定交付的,每逾期一日应按合同总价的0.1%支付违约金。

第五条 质保
乙方对设备的质保期为验收合格之日起24个月。

附件一
P-7型水泵四十台,380伏,含控制柜。
"""


@cache
def document(text: str) -> Document:
    return parse("draft.txt", text.encode())


def reviewed(text: str, deal: bytes = b"") -> Review:
    """What the reader understands of a text; no rule is asked."""
    return of(document(text), deal)


def of(read: Document, deal: bytes = b"") -> Review:
    record = read_deal(deal) if deal else None
    understood = understand(read, record)
    return Review(read, record, Party.SELLER, understood, (), "", "", "", None, Language.EN)


def compared(old: str, new: str) -> Comparison:
    return compare(reviewed(old), reviewed(new))


def quotes(review: Review, ids: list[str | None]) -> list[str]:
    known = {c.id: c.quote for c in review.commitments}
    return [known[i] for i in ids if i]
