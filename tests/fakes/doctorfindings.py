"""Findings of the doctor about the files of the vectors."""

from linktester.oslinks.appfiles import AppFile, read_file
from linktester.oslinks.doctor import Diagnosis, examine


def found(octets: bytes, *others: AppFile, name: str = "file", host: str | None = None) -> list[Diagnosis]:
    """Return the findings in one file, others beside it."""
    file = read_file(name, octets, host=host)
    return [each for each in examine([file, *others]) if each.file == name]


def codes(octets: bytes, *others: AppFile, host: str | None = None) -> set[str]:
    return {each.finding.code for each in found(octets, *others, host=host)}
