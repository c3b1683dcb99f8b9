"""Promises of trades that no labelled contract is of: what kind they are and who owes them.

Each contract is read as a whole, its parties known only by the names its opening gives them."""

from __future__ import annotations

from functools import cache

import pytest

from review.model.commitment import Commitment
from tests.commitments.drafts import understood

#: A contract: its opening, and its promises with the kind and the side that owes.
Promises = tuple[tuple[str, str, str], ...]
CONTRACTS: dict[str, tuple[str, Promises]] = {
    "zh-elevator": (
        "电梯维护保养合同\n使用管理单位(甲方):东城大厦业主委员会\n维保单位(乙方):捷达电梯工程有限公司\n",
        (
            ("K02", "seller", "乙方每15天对每台电梯至少进行一次清洁、润滑、调整和检查。"),
            ("K08", "seller", "接到困人报警后，乙方维保人员抵达现场的时间不得超过30分钟。"),
            ("K22", "seller", "乙方应当依法取得相应的特种设备安装维修许可，并在合同期内保持有效。"),
            ("K11", "seller", "年度检验前一个月，乙方应完成自检并出具自检报告。"),
            ("K15", "buyer", "单件价格在500元以上的零部件，更换费用由甲方另行支付。"),
            ("K24", "seller", "维保记录由乙方保管至少四年。"),
            ("K20", "seller", "因保养不到位引起的事故损失由乙方负责赔付。"),
            ("K26", "seller", "乙方连续两次未按计划保养的，甲方可书面通知乙方于10日后终止本合同。"),
        ),
    ),
    "zh-bus": (
        "通勤班车租赁服务合同\n用车方:海湾电子有限公司\n供车方:安途汽车客运有限公司\n",
        (
            ("K03", "seller", "供车方每日提供45座客车6辆用于员工上下班接送。"),
            ("K05", "seller", "班车准点率每月不得低于98%。"),
            ("K19", "seller", "班车晚点超过10分钟的，每次扣款200元。"),
            ("K10", "seller", "驾驶员须具有5年以上驾龄，且近3年无重大事故记录。"),
            ("K28", "seller", "每座承运人责任险保额不低于100万元，由供车方承担保费。"),
            ("K15", "seller", "每车每日包干价650元，含油费、过路费和停车费。"),
            ("K08", "seller", "车辆途中抛锚时，供车方应于40分钟内调派备用车辆。"),
            ("K22", "seller", "投入运营的车辆车龄不得超过8年且须按期年检。"),
            ("K27", "seller", "供车方不得以任何形式将线路转给其他车队运营。"),
        ),
    ),
    "zh-solar": (
        "屋顶光伏电站EPC总承包合同\n业主:绿源能源投资有限公司\n总包方:晨光电力工程有限公司\n",
        (
            ("K01", "seller", "总包方应确保项目于2026年11月30日前全容量并网。"),
            ("K05", "seller", "系统综合效率首年不低于81%。"),
            ("K05", "seller", "组件首年衰减不高于2.5%，以后每年衰减不高于0.55%。"),
            ("K12", "seller", "组件功率质保25年，工艺质保12年。"),
            ("K14", "seller", "并网验收后，总包方向业主提交全套竣工图2份及电子版。"),
            ("K25", "buyer", "屋顶使用许可及并网接入批复由业主取得。"),
            ("K16", "buyer", "并网验收通过后15日内，业主付款至合同总价的85%。"),
            ("K21", "seller", "扣留结算价的5%作为质量保修金，保修满一年后退还。"),
            ("K20", "seller", "总包方的累计赔偿责任以合同总价的100%为上限。"),
            ("K10", "seller", "总包方的安全员不得兼任其他项目职务。"),
        ),
    ),
    "zh-payroll": (
        "人力资源外包服务协议\n发包方:明德零售集团有限公司\n服务机构:众聘人力资源服务有限公司\n",
        (
            ("K22", "seller", "员工社会保险及公积金的申报缴纳由服务机构代为办理。"),
            ("K16", "buyer", "发包方须在发薪日前3天将工资款划入服务机构指定账户。"),
            ("K15", "seller", "服务费按每人每月60元计收。"),
            ("K22", "seller", "服务机构处理员工个人信息仅限于履行本协议之目的。"),
            ("K20", "seller", "工资计算差错由服务机构负责更正并承担100%的差额损失。"),
            ("K29", "seller", "每月结束后5个工作日内，服务机构提供人员变动及费用明细表。"),
            ("K24", "seller", "员工薪资数据属于商业秘密，服务机构不得泄露。"),
            ("K26", "both", "任一方欲不再续约，须于到期前30日以书面形式告知对方。"),
            ("K10", "seller", "服务机构指派一名专属客服对接发包方。"),
        ),
    ),
    "zh-lab": (
        "检测服务委托合同\n委托单位:蓝海水务有限公司\n检测单位:恒准检测技术有限公司\n",
        (
            ("K05", "seller", "检测活动应符合CMA资质认定的要求。"),
            ("K24", "seller", "原始记录保存期不少于6年。"),
            ("K25", "buyer", "委托单位应保证样品的真实性和代表性。"),
            ("K11", "buyer", "对检测结果有异议的，委托单位应自收到报告之日起15日内提出，逾期视为认可。"),
            ("K12", "seller", "因检测失误需要复测的，检测单位不另收费。"),
            ("K15", "seller", "单项检测费用为320元/样。"),
            ("K18", "seller", "迟延出具报告的，每日减收该批次费用的5%，但以30%为限。"),
            ("K20", "seller", "报告数据错误的，检测单位按该项费用的2倍赔偿。"),
            ("K24", "seller", "检测单位对送检信息承担保密责任。"),
            ("K16", "buyer", "费用按批结算，款到出报告。"),
        ),
    ),
    "zh-print": (
        "印刷品定制加工合同\n定做人:启明教育出版社\n承揽人:彩虹印务有限公司\n",
        (
            ("K01", "seller", "承揽人须自付印样签字之日起20日内将成品送至定做人仓库。"),
            ("K05", "seller", "成品残次率控制在3%以内。"),
            ("K11", "buyer", "定做人收货后7日内完成数量及外观验收。"),
            ("K12", "seller", "不合格品由承揽人于5日内无偿重印。"),
            ("K15", "seller", "本合同价格为固定价，纸价波动不影响结算。"),
            ("K25", "buyer", "定做人应按时提供符合印刷要求的电子稿。"),
        ),
    ),
    "zh-adv": (
        "展会策划与搭建服务合同\n主办方:滨海文旅发展有限公司\n执行方:锐创会展服务有限公司\n",
        (
            ("K01", "seller", "执行方务必于2026年8月18日18时前完成全部展台搭建。"),
            ("K02", "seller", "展会期间的现场秩序维护、引导及保洁事务归执行方负责。"),
            ("K22", "seller", "搭建材料须达到B1级阻燃要求。"),
            ("K26", "buyer", "因主办方原因取消活动的，已付款项的50%不予退还。"),
            ("K18", "seller", "每迟延一小时，执行方支付违约金1000元。"),
            ("K17", "seller", "执行方须开具税率为6%的增值税专票。"),
            ("K23", "seller", "设计成果的著作财产权自付清全款时起转归主办方。"),
            ("K04", "seller", "撤展应于闭幕后24小时内完成，场地恢复原状。"),
            ("K28", "seller", "执行方须为全体施工人员购买意外险。"),
            ("K20", "seller", "施工造成展馆设施损坏的，由执行方照价赔偿。"),
        ),
    ),
    "en-colocation": (
        'Colocation Agreement\nbetween Granite Data Centres Ltd ("Granite") and Fable Games plc (the "Tenant")\n',
        (
            ("K07", "seller", "Granite guarantees power availability of 99.98% measured monthly."),
            ("K05", "seller", "The temperature in the data hall shall be held between 18 and 27 degrees Celsius."),
            ("K04", "seller", "Escorted entry for the Tenant's engineers will be provided around the clock."),
            ("K25", "seller", "Fourteen days' warning is to be given by Granite ahead of planned work on the cooling plant."),
            ("K19", "seller", "For every hour of lost power Granite shall credit the Tenant 5% of the monthly recurring charge."),
            ("K25", "buyer", "The Tenant must keep its consumption below the contracted power limit."),
            ("K28", "buyer", "Insuring the equipment in the racks is a matter for the Tenant."),
            ("K16", "buyer", "Charges become due on the first day of each quarter and must be settled inside 30 days."),
            ("K26", "buyer", "Granite is entitled to disconnect the Tenant after seven days' unpaid reminder."),
            ("K26", "buyer", "On expiry the Tenant shall clear its racks and make good any damage."),
            ("K20", "seller", "Granite's total liability in any year is capped at the fees of the previous 12 months."),
        ),
    ),
    "en-security": (
        "Manned Guarding Contract\nCompany: Fortis Guarding Ltd, hereinafter the Contractor. Client: Portland Parks Ltd.\n",
        (
            ("K10", "seller", "No fewer than four licensed officers shall be posted at the premises during trading hours."),
            ("K08", "seller", "Alarm activations are to be attended within twenty minutes."),
            ("K22", "seller", "All officers must carry a current SIA licence."),
            ("K10", "seller", "An officer whom the Client finds unsuitable will be withdrawn within 48 hours of the request."),
            ("K29", "seller", "An incident report has to reach the Client no later than 24 hours after the event."),
            ("K19", "seller", "The Client may deduct £100 for every shift left unmanned."),
            ("K20", "seller", "The Contractor holds the Client harmless from claims brought by its own employees."),
            ("K27", "seller", "Use of agency staff is allowed only with the Client's agreement."),
        ),
    ),
    "en-solar": (
        "Engineering, Procurement and Construction Contract\n"
        'This contract is concluded between SunRidge Power LLC ("Owner") and Helio Build Inc. ("EPC Contractor").\n',
        (
            ("K01", "seller", "EPC Contractor shall achieve Commercial Operation on or before March 31, 2027."),
            ("K05", "seller", "The guaranteed performance ratio of the plant is 80% during the first year."),
            ("K18", "seller", "Delay liquidated damages accrue at 0.1% of the Contract Price per day and are limited to 15%."),
            ("K12", "seller", "The module manufacturer's 25-year linear output warranty shall be passed through to Owner."),
            ("K11", "buyer", "Owner shall witness the performance test upon ten days' invitation."),
            ("K14", "seller", "EPC Contractor is to hand over three sets of operating instructions in English."),
            ("K16", "buyer", "A down payment of 20% shall be made within 15 days after receipt of an advance payment guarantee."),
            ("K09", "seller", "A stock of critical spares sufficient for two years' operation shall be left at the plant."),
            ("K20", "seller", "The overall liability of EPC Contractor is limited to 100% of the Contract Price."),
            ("K10", "seller", "EPC Contractor's site manager shall be permanently present during erection."),
            (
                "K22",
                "seller",
                "Waste generated on site must be disposed of according to environmental regulations by EPC Contractor.",
            ),
        ),
    ),
    "en-saas": (
        'Software as a Service Agreement\nmade between Larkspur Software Inc. ("Larkspur") and Holt County Council ("Council")\n',
        (
            (
                "K08",
                "seller",
                "Larkspur will reply to Priority 1 tickets inside one hour and put a fix in place inside eight hours.",
            ),
            ("K06", "seller", "New features are to be rolled out every quarter without extra fee."),
            (
                "K24",
                "seller",
                "Larkspur shall treat Council data as secret and shall not use it other than to provide the service.",
            ),
            ("K22", "seller", "An external penetration test shall be carried out by Larkspur once a year."),
            (
                "K26",
                "seller",
                "Within thirty days of the end of the term Larkspur shall hand back all Council data in a common format.",
            ),
            ("K15", "seller", "Annual price uplifts shall not be greater than 4%."),
            ("K14", "seller", "Two days of on-site instruction for administrators are covered by the set-up fee."),
            ("K13", "both", "Renewal is automatic for further periods of 12 months unless notice of 90 days is served."),
            ("K23", "seller", "Ownership of Council data stays with the Council at all times."),
            ("K16", "buyer", "Council shall settle correct invoices sixty days from the date on which they arrive."),
            ("K25", "buyer", "Council must name an administrator who can take decisions."),
            ("K07", "seller", "Scheduled maintenance must not take more than four hours in a month."),
            ("K22", "seller", "Larkspur is obliged to tell Council of a security incident within a day."),
        ),
    ),
    "en-print": (
        "Agreement for Printing Services. The Publisher: Quill House. The Printer: Inkwell Press Ltd.\n",
        (
            ("K03", "seller", "The Printer undertakes to print 8,000 copies of each title."),
            ("K05", "seller", "Not more than 1% of the copies may be flawed."),
            ("K12", "seller", "Flawed copies shall be reprinted by the Printer free of charge."),
            ("K18", "seller", "A rebate of 2% of the price is granted for every week by which the books are late."),
            ("K16", "buyer", "Half of the price is paid on order and the rest on delivery."),
            ("K15", "seller", "The price covers paper, binding and carriage."),
            ("K23", "seller", "The Printer acquires no rights in the works and shall erase the files after printing."),
        ),
    ),
    "en-payroll": (
        "Agreement on Outsourced Payroll\nparties: Denholm Stores Ltd (the Customer) and PayRight Ltd (the Bureau)\n",
        (
            ("K25", "buyer", "The Customer sends the hours worked not later than five working days before pay day."),
            (
                "K20",
                "seller",
                "Penalties imposed by the tax office owing to the Bureau's mistakes shall be for the Bureau's account.",
            ),
            ("K05", "seller", "Pay slips shall be correct in at least 99.5% of cases."),
            ("K24", "seller", "Payroll files are to be kept for seven years."),
            ("K15", "seller", "The Bureau's fee is £3 per pay slip."),
            ("K26", "seller", "The Customer can withdraw from this agreement at any time on sixty days' notice."),
            ("K10", "seller", "One named payroll officer shall look after the Customer's account."),
            ("K29", "seller", "Every month the Bureau submits a summary of deductions."),
        ),
    ),
}


@cache
def _promised(name: str) -> tuple[Commitment, ...]:
    opening, promises = CONTRACTS[name]
    clauses = (f"{n}. {text}" for n, (_, _, text) in enumerate(promises, 1))
    return understood(opening + "\n".join((*clauses, ""))).commitments


@pytest.mark.parametrize(
    ("name", "kind", "side", "sentence"), [(n, *promise) for n, (_, promises) in CONTRACTS.items() for promise in promises]
)
def test_promise(name: str, kind: str, side: str, sentence: str) -> None:
    found = [c for c in _promised(name) if c.quote in sentence]
    assert [(c.kind, c.obligor.value) for c in found] == [(kind, side)]
