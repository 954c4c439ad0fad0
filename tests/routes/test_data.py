"""The tables of the routes room: rules beyond single cells."""

from __future__ import annotations

import pytest

from ketamine_viz import evidence
from ketamine_viz.routes.constants import PRESETS, disposition, group

OBSERVATIONS = evidence.rows("routes/pk_observations", memory=True)
PARAMETERS = evidence.rows("routes/model_parameters", memory=True)


@pytest.mark.parametrize("name", [n for n in evidence.tables_available() if n.startswith("routes/")])
def test_every_table_reads_clean(name):
    assert evidence.rows(name, memory=True)


def test_rows_differ_in_a_column_not_only_in_their_note():
    skipped = {"id", "note", "value", "verified", "qualifier", "spread_value", "spread_low", "spread_high"}
    seen = {}
    for row in OBSERVATIONS:
        key = tuple(v for k, v in row.items() if k not in skipped)
        assert key not in seen, (row["id"], seen.get(key))
        seen[key] = row["id"]


def test_clearance_and_apparent_clearance_are_kept_apart():
    for row in OBSERVATIONS:
        if row["parameter"] == "CL":
            assert row["route"] in ("iv_infusion", "iv_bolus", "mixed"), row["id"]
        if row["parameter"] == "CL_F":
            assert row["route"] not in ("iv_infusion", "iv_bolus"), row["id"]


def test_a_limit_is_marked_and_a_missing_number_has_no_mark():
    by_id = {r["id"]: r for r in OBSERVATIONS}
    assert (by_id["o259"]["value"], by_id["o259"]["qualifier"]) == (53, "at_least")
    for row in OBSERVATIONS:
        assert (row["value"] is None) == (row["qualifier"] is None), row["id"]
        assert (row["value"] is None) == (row["value_kind"] == "none"), row["id"]


def test_spreads_hold_their_value():
    for row in OBSERVATIONS:
        low, high = row["spread_low"], row["spread_high"]
        assert (low is None) == (high is None), row["id"]
        # o160-o161: the printed mean of a skewed group may lie anywhere inside the range.
        if low is not None:
            assert low <= row["value"] <= high, row["id"]
        spread = low if low is not None else row["spread_value"]
        assert (spread is None) == (row["spread_type"] is None), row["id"]


def test_mirror_forms_agree_with_what_was_given():
    for row in OBSERVATIONS:
        if row["form"] == "esketamine":
            assert row["isomer"] == "S", row["id"]
        if row["form"] == "arketamine":
            assert row["isomer"] == "R", row["id"]


def test_recalled_fields_are_marked_and_not_in_the_text():
    for name in ("route_form_facts", "pk_models", "pk_observations"):
        for row in evidence.rows(f"routes/{name}", memory=True):
            assert "[memory]" not in " ".join(str(v) for v in row.values())
    for row in evidence.rows("routes/route_form_facts"):
        for field in row["recalled"]:
            assert row[field] is not None, (row["id"], field)


def _printed(ref, name, analyte=None):
    found = [
        r["value"]
        for r in evidence.rows("routes/pk_models")
        if r["ref"] == ref and r["parameter"] == name and analyte in (None, r["analyte"])
    ]
    assert len(found) == 1, (ref, name)
    return found[0]


SIMONS = {
    "V1": ("VK1", 1), "V2": ("VK2", 1), "V3": ("VK3", 1), "CL": ("CLK1", 60), "Q2": ("CLK2", 60), "Q3": ("CLK3", 60),
    "MTT_KN": ("MTT_K_NK", 1), "f": ("fm_NK", 1), "VN": ("VN1", 1), "VN2": ("VN2", 1), "CLN": ("CLN1", 60),
    "QN": ("CLN2", 60), "MTT_NH": ("MTT_NK_HNK", 1), "fH": ("fm_HNK", 1), "VH": ("VH1", 1), "VH2": ("VH2", 1),
    "CLH": ("CLH1", 60), "QH": ("CLH2", 60),
}  # fmt: skip
FILM = {"F": ("F1", 0.01), "M": ("F2", 0.01), "D": ("D1", 1), "ka": ("KA1", 60), "D_sw": ("D2", 1),
        "ka_sw": ("KA2", 60), "MTT_gut": ("MTT_gut", 1)}  # fmt: skip
LABEL = {"V1": "Vc", "V2": "Vp1", "V3": "Vp2", "Q2": "Q1", "Q3": "Q2", "Qh": "Qh", "Vh": "Vh", "kel": "kel",
         "kmet": "kmet", "VN": "Vcn_F", "VN2": "Vpn_F", "CLN": "CLn_F", "QN": "Q3_F"}  # fmt: skip
SPRAY = {"F": ("FRn", 0.01), "later_devices": ("dose_on_FRn", 1), "ka": ("ka_n", 1), "F_gut": ("Fgut", 1),
         "D_sw": ("Dsw", 1), "ka_sw": ("ka_sw", 1)}  # fmt: skip


def _cases():
    for symbol, (name, factor) in SIMONS.items():
        yield "arterial", symbol, "simons2022", name, factor, None
    for symbol, (name, factor) in FILM.items():
        yield "film", symbol, "simons2022", name, factor, None
    for symbol, name in LABEL.items():
        yield "nasal_label", symbol, "perezruixo2021", name, 1, None
    for symbol, (name, factor) in SPRAY.items():
        yield "nasal_spray", symbol, "perezruixo2021", name, factor, None
    for symbol in ("V1", "V2", "V3", "CL", "Q2", "Q3"):
        yield "venous", symbol, "otto2021", symbol, 1, "esketamine"
    for symbol, name in (("VN", "V1"), ("VN2", "V2"), ("CLN", "CL"), ("QN", "Q")):
        yield "venous", symbol, "otto2021", name, 1, "norketamine"


@pytest.mark.parametrize(("name", "symbol", "ref", "printed", "factor", "analyte"), list(_cases()))
def test_constants_are_as_printed(name, symbol, ref, printed, factor, analyte):
    used = next(r["value"] for r in PARAMETERS if r["id"] == f"{name}.{symbol}")
    assert used == pytest.approx(factor * _printed(ref, printed, analyte), rel=1e-9)


def test_spreads_between_people_are_as_printed():
    printed = {
        (r["ref"], r["parameter"], r["analyte"]): r["iiv_cv_percent"]
        for r in evidence.rows("routes/pk_models")
    }
    for symbol, (name, _) in SIMONS.items():
        cv = next((v for (ref, p, _), v in printed.items() if (ref, p) == ("simons2022", name)), None)
        used = next(r["spread"] for r in PARAMETERS if r["id"] == f"arterial.{symbol}")
        assert used == cv, symbol


@pytest.mark.parametrize("preset", PRESETS)
def test_clearances_scale_with_weight_and_mirror_forms_share_volumes(preset):
    s = disposition(preset, 140.0, "s")
    power = group(preset)["weight_CL"]
    assert s["CLN"] == pytest.approx(group(preset)["CLN"] * 2**power)
    if preset != "nasal_label":
        r = disposition(preset, 140.0, "r")
        assert r["V1"] == s["V1"]
        assert r["CL"] == pytest.approx(0.88 * s["CL"])


def test_the_extraction_of_the_label_liver_gives_its_derived_constant():
    label = group("nasal_label")
    cleared = label["Vh"] * (label["kel"] + label["kmet"])
    assert group("nasal_spray")["F_liver"] == pytest.approx(1 - cleared / (label["Qh"] + cleared), abs=6e-4)


def test_what_is_not_published_says_so():
    for row in PARAMETERS:
        if row["basis"] in ("calibrated", "assumed") or row["verified"] == "memory":
            assert row["note"] is not None or row["group"] == "oral", row["id"]
        assert (row["spread"] is None) == (row["spread_kind"] is None) == (row["spread_basis"] is None), row[
            "id"
        ]


def test_points_of_a_regimen_are_of_its_form_and_route():
    by_id = {r["id"]: r for r in OBSERVATIONS}
    for regimen in evidence.rows("routes/studied_regimens"):
        for point in regimen["points"]:
            row = by_id[point]
            assert row["route"] == regimen["route"], (regimen["id"], point)
            assert row["verified"] != "memory", point
            if row["form"] == "unstated":  # drawn with a label that says so; the dose is the regimen's
                assert row["dose_mg_per_kg"] == regimen["mg_per_kg"], point
                continue
            assert row["form"] == regimen["form"], (regimen["id"], point)
            assert row["ref"] in (*regimen["refs"], "chong2006"), point
