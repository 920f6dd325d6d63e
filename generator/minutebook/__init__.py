"""Minutebook: committed records of a confederation of assemblies become a public site."""

__version__ = "0.1.0"
