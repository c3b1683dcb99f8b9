"""Registers as files: CSV, XLSX and ICS, made from values. Nothing in a cell is ever a formula."""

from review.workflow.export.comma import to_csv
from review.workflow.export.events import to_ics
from review.workflow.export.sheets import Sheet, checklist_sheet, obligations_sheet, receivables_sheet
from review.workflow.export.workbook import to_xlsx

__all__ = ["Sheet", "checklist_sheet", "obligations_sheet", "receivables_sheet", "to_csv", "to_ics", "to_xlsx"]
