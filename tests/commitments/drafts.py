"""Small contracts for tests, read by the product's own intake."""

from __future__ import annotations

from review.commitments import understand
from review.intake import read
from review.model.commitment import Commitment, Understanding
from review.model.document import Document

ZH = """设备供货合同
甲方（买方）：青山机电有限公司
乙方（卖方）：长河自动化股份有限公司
第一条 供货
1.1 乙方应在合同生效后45日内将12台输送机运至甲方工厂。
1.2 甲方应在到货前10日完成场地准备。
第二条 付款
2.1 合同总价为人民币360,000.00元。
2.2 甲方应在验收合格后15个工作日内支付合同总价的60%。
第三条 质量
3.1 乙方提供的设备质保期为终验合格之日起24个月。
3.2 质保期内，乙方应在接到故障通知后4小时内响应，24小时内恢复运行。
第四条 违约
4.1 乙方逾期交货的，每逾期一日，按合同总价的0.1%支付违约金，但不超过合同总价的5%。
4.2 甲方有权提前30日书面通知乙方解除本合同。
4.3 未经甲方书面同意，乙方不得将本合同义务分包给第三方。
"""

EN = """SUPPLY AGREEMENT
This Agreement is made between Alder Conveyors Ltd (the "Supplier") and Birchgate Foods plc (the "Customer").
1. Delivery
The Supplier shall deliver 12 conveyors to the Site within 45 days after the Effective Date.
The Customer shall give the Supplier access to the Site at least 10 days before delivery.
2. Payment
The Customer shall pay 60% of the Contract Price within fifteen (15) business days after acceptance.
3. Warranty
The Supplier warrants that the conveyors will be free from defects for 24 months from Final Acceptance.
4. Delay
If the Supplier is late, it shall pay liquidated damages of 0.1% of the Contract Price for each day of delay, up to 5%.
5. Termination
The Customer may terminate this Agreement upon thirty (30) days' written notice to the Supplier.
The Supplier shall not subcontract any part of the work without the Customer's prior written consent.
"""


def document(text: str, name: str = "draft.txt") -> Document:
    return read(name, text.encode())


def understood(text: str) -> Understanding:
    return understand(document(text))


def at(found: tuple[Commitment, ...], words: str) -> Commitment:
    """The one commitment whose quote holds the words."""
    holding = [c for c in found if words in c.quote]
    assert len(holding) == 1, (words, [c.quote for c in found])
    return holding[0]
