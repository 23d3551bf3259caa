"""Every assignment is handed in by everybody: honest work in many forms, accidents and attacks earn what a fair marker gives."""

import json
from pathlib import Path

import pytest

from .term import NAMES, sit

TABLE = json.loads((Path(__file__).parent / "outcomes.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=NAMES)
def outcomes(request, tmp_path_factory):
    return request.param, sit(request.param, tmp_path_factory.mktemp(request.param), say=lambda line: None)


def shown(notebook):
    """All that the cells of a graded notebook show, as text."""
    return "\n".join(output.get("text", "") + str(output.get("data", "")) for cell in notebook.cells for output in cell.get("outputs", []))


def test_everybody_earns_what_a_fair_marker_gives(outcomes):
    _, outcomes = outcomes
    unfair = [f"{one.kind}: {one.points}, not {one.expected}. {one.notes}\n{shown(one.notebook)[:2000]}"
              for one in outcomes if one.points != one.expected]
    assert not unfair, "\n".join(unfair)


def test_the_report_tells_the_lecturer_what_happened(outcomes):
    _, outcomes = outcomes
    assert [f"{one.kind}: {one.notes}" for one in outcomes if one.said not in one.notes] == []


def test_honest_work_needs_no_remark(outcomes):
    _, outcomes = outcomes
    assert [one.notes for one in outcomes if one.kind in ("reference", "blank", "other_forms", "chinese_names") and one.notes] == []


def test_a_student_s_program_finds_no_file_and_no_network(outcomes):
    _, outcomes = outcomes
    by_kind = {one.kind: shown(one.notebook) for one in outcomes}
    assert "nothing to be found" in by_kind["reads_files"]
    assert "no network" in by_kind["network"]


def test_the_guide_prints_what_this_run_found(outcomes):
    """If not, `python -m tests.coursework.term` writes the table anew."""
    name, outcomes = outcomes
    found = {one.kind: [sum(one.points.values()), one.out_of] for one in outcomes}
    assert {row["kind"]: row["results"][name] for row in TABLE["rows"] if name in row["results"]} == found
