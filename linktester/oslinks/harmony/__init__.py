"""HarmonyOS: module.json5, applinking.json and skills, resolved offline and explained."""

from linktester.oslinks.harmony.opening import (
    Change,
    Circumstances,
    HarmonyApp,
    Opened,
    Receiver,
    Way,
    explain,
    opens,
)
from linktester.oslinks.harmony.reading import (
    AppLinking,
    Module,
    app_linking,
    module,
    read_app_linking,
    read_module,
)
from linktester.oslinks.harmony.skills import Asked, Skill, SkillUri, Want, tried

__all__ = [
    "AppLinking",
    "Asked",
    "Change",
    "Circumstances",
    "HarmonyApp",
    "Module",
    "Opened",
    "Receiver",
    "Skill",
    "SkillUri",
    "Want",
    "Way",
    "app_linking",
    "explain",
    "module",
    "opens",
    "read_app_linking",
    "read_module",
    "tried",
]
