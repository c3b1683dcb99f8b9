"""Amounts of money that are reckoned in sentences, and whether they come to what the contract says."""

from review.rules.arithmetic.agreement import Reckoned
from review.rules.arithmetic.bare import bare_products
from review.rules.arithmetic.flat import flat_products, flat_sums
from review.rules.arithmetic.ledger import ledgers
from review.rules.arithmetic.products import products, products_before
from review.rules.arithmetic.records import records
from review.rules.arithmetic.sums import sums
from review.rules.arithmetic.telling import PARAMS

__all__ = [
    "PARAMS",
    "Reckoned",
    "bare_products",
    "flat_products",
    "flat_sums",
    "ledgers",
    "products",
    "products_before",
    "records",
    "sums",
]
