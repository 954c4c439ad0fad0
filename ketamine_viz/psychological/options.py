"""What a reader can choose in the picture of trials: measures, and who got what against what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that can be shown: which rows, and how its axis reads."""

    label: str
    family: str
    kind: str  # "arms" or "difference"
    unit: str
    axis: str
    better: str
    limits: tuple[float, float]


MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        "response": Measure(
            "Response: symptoms at least halved (%)",
            "response",
            "arms",
            "%",
            "Responders in each 100 people",
            "up",
            (0, 100),
        ),
        "remission": Measure(
            "Remission: almost no symptoms (%)",
            "remission",
            "arms",
            "%",
            "Remitters in each 100 people",
            "up",
            (0, 100),
        ),
        "change": Measure(
            "Change in MADRS depression score",
            "madrs_change",
            "arms",
            "MADRS points",
            "Change in MADRS score",
            "down",
            (-26, 1),
        ),
        "score": Measure(
            "Mean MADRS depression score",
            "madrs_score",
            "arms",
            "MADRS points",
            "Mean MADRS score (0 to 60)",
            "down",
            (0, 42),
        ),
        "difference": Measure(
            "Difference: drug minus control (MADRS)",
            "madrs_change",
            "difference",
            "MADRS points",
            "Drug minus control (MADRS points)",
            "down",
            (-17, 7),
        ),
        "thoughts": Measure(
            "Suicidal thoughts: eased or gone (%)",
            "suicidal_thoughts",
            "arms",
            "%",
            "People whose thoughts eased, in each 100",
            "up",
            (0, 100),
        ),
    }
)

_MOOD = ("treatment_resistant", "major_depression", "bipolar", "mixed_mood", "suicidal_thoughts")
CONDITIONS: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "depression": ("Depression, all kinds", _MOOD),
        "treatment_resistant": ("Treatment-resistant depression", ("treatment_resistant",)),
        "major_depression": ("Major depression", ("major_depression",)),
        "bipolar": ("Bipolar depression", ("bipolar",)),
        "suicidal_thoughts": ("With suicidal thoughts", ("suicidal_thoughts",)),
        "ptsd": ("PTSD", ("ptsd",)),
        "anxiety": ("Anxiety or OCD", ("anxiety", "ocd")),
    }
)
FORMS: Mapping[str, tuple[str, tuple[str, ...] | None]] = MappingProxyType(
    {
        "any": ("Any form", None),
        "racemic": ("Racemic ketamine", ("racemic",)),
        "esketamine": ("Esketamine", ("esketamine",)),
        "arketamine": ("Arketamine", ("arketamine",)),
    }
)
ROUTES: Mapping[str, tuple[str, tuple[str, ...] | None]] = MappingProxyType(
    {
        "any": ("Any route", None),
        "iv_infusion": ("Drip into a vein", ("iv_infusion",)),
        "intranasal": ("Nasal spray", ("intranasal",)),
        "sc": ("Under the skin", ("sc",)),
        "oral": ("Swallowed", ("oral",)),
        "sublingual": ("Under the tongue", ("sublingual",)),
    }
)
#: Kinds of comparison that are no control group of ketamine.
NOT_A_CONTROL = ("ketamine_in_both", "each_other", "none_open_label")
COMPARATORS: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "any": ("Any control", ()),  # every kind but those of NOT_A_CONTROL
        "infusion": (
            "Saline or midazolam infusion",
            (
                "saline",
                "saline_and_new_antidepressant",
                "midazolam",
                "saline_or_midazolam",
                "placebo_infusion",
            ),
        ),
        "saline": ("Saline infusion (many can tell)", ("saline", "saline_and_new_antidepressant")),
        "midazolam": ("Midazolam (can be felt)", ("midazolam",)),
        "surgery": ("Saline during anaesthesia", ("surgical_masking",)),
        "spray": (
            "Placebo nasal spray",
            (
                "placebo_spray",
                "placebo_spray_and_new_antidepressant",
                "placebo_spray_and_continued_antidepressant",
                "placebo_spray_and_standard_care",
            ),
        ),
        "tablet": ("Swallowed placebo", ("placebo_tablet", "placebo_tablet_and_new_antidepressant")),
        "treatment": ("Another treatment (ECT, quetiapine)", ("ect", "quetiapine")),
        "ketamine": ("Ketamine in both groups", ("ketamine_in_both",)),
    }
)
