"""What is published besides pages: the tables as data files."""

from minutebook.exports.files import export_files

__all__ = ["export_files"]
