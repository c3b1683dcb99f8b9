"""The cases, in the order they are shown."""

from tests.samples.make.cases import (
    bilingual,
    en_clean,
    en_maintenance,
    en_saas,
    text_pdf,
    zh_clean,
    zh_equipment,
    zh_software,
)

CASES = tuple(
    module.CASE
    for module in (zh_equipment, en_maintenance, zh_software, en_saas, bilingual, zh_clean, en_clean, text_pdf)
)
