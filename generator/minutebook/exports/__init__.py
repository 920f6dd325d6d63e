"""What is published besides pages: the book as data files."""

from minutebook.exports.whole import export_files

__all__ = ["export_files"]
