"""The rules: pure functions of the linked records and a day. Whole numbers only; no clock, no files."""
