"""The clause tree, from automatic numbers, typed numbers and headings."""

from review.intake.structure.bilingual import paired
from review.intake.structure.tree import clauses_of

__all__ = ["clauses_of", "paired"]
