"""What is published besides pages: the tables as data files, and what helps to find pages."""

from minutebook.exports.files import export_files
from minutebook.exports.finding import address_files

__all__ = ["address_files", "export_files"]
