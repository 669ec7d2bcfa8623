"""The operating systems of phones; by itself, because the window asks for nothing else before it is seen."""

from enum import StrEnum


class OS(StrEnum):
    """Operating system of the phone."""

    IOS = "ios"
    ANDROID = "android"
    HARMONY = "harmony"
