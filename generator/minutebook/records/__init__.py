"""The six kinds of records, as one table: to add a kind, write its structure and a row here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from minutebook.records.assembly import AssemblyRecord
from minutebook.records.common import Record, Translation
from minutebook.records.mandate import MandateRecord
from minutebook.records.minutes import MinutesRecord
from minutebook.records.notice import NoticeRecord
from minutebook.records.proposal import ProposalRecord
from minutebook.records.report import ReportRecord


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: its word, its folder within an assembly's (empty for assembly.md), its class.

    `dated`: the file's name begins with the day. `bare`: valid without front matter.
    """

    word: str
    folder: str
    cls: type[Record]
    dated: bool = False
    bare: bool = False


KINDS: Final = {
    kind.word: kind
    for kind in (
        Kind("assembly", "", AssemblyRecord),
        Kind("minutes", "minutes", MinutesRecord, dated=True, bare=True),
        Kind("mandate", "mandates", MandateRecord),
        Kind("proposal", "proposals", ProposalRecord),
        Kind("report", "reports", ReportRecord),
        Kind("notice", "notices", NoticeRecord, dated=True),
    )
}
FOLDERS: Final = {kind.folder: kind for kind in KINDS.values() if kind.folder}

__all__ = [
    "FOLDERS", "KINDS", "AssemblyRecord", "Kind", "MandateRecord", "MinutesRecord", "NoticeRecord", "ProposalRecord",
    "Record", "ReportRecord", "Translation",
]  # fmt: skip
