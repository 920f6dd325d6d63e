"""What is published besides pages: the book as data files, and what helps to find pages."""

from minutebook.exports.finding import address_files
from minutebook.exports.whole import export_files

__all__ = ["address_files", "export_files"]
