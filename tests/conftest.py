"""Tests read what is said in English, whatever language this machine is set to."""

import os

os.environ["LANGUAGE"] = "en"
