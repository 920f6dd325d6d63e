"""Real minutes of ten public bodies, as their secretaries wrote them: each is a record, and none has an error."""

from __future__ import annotations

from datetime import date

import pytest

from minutebook.codes import severity_of
from minutebook.load import load
from minutebook.problems import Severity
from minutebook.state import reckon
from realminutes import REAL, real_minutes


@pytest.mark.skipif(not REAL.is_dir(), reason="the real minutes are not beside this repository")
def test_every_real_file_is_a_record_without_an_error() -> None:
    files = real_minutes()
    count = len(files) - 1
    assert count > 180
    confederation = load(files)
    errors = [problem for problem in confederation.problems if severity_of(problem.code) is Severity.ERROR]
    assert errors == []
    assert len(confederation.minutes) == count
    assert len(reckon(confederation, date(2030, 1, 1)).confederation.minutes) == count
