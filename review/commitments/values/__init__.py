"""The grammar of values: numbers with their units, dates and blanks, in Chinese and English, with exact meaning."""

from review.commitments.values.cells import cell, header_of
from review.commitments.values.chinese import chinese_amount
from review.commitments.values.raw import RawValue
from review.commitments.values.scan import may_open, scan
from review.commitments.values.signs import Ways, ways, ways_of_doubled

__all__ = ["RawValue", "Ways", "cell", "chinese_amount", "header_of", "may_open", "scan", "ways", "ways_of_doubled"]
