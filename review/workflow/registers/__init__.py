"""Registers that follow from a case after signing: obligations, receivables, statistics, the closing checklist. All pure."""
