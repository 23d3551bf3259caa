"""Every student's file is found in what the LMS gives, and nothing in it can do harm."""

import zipfile

import pytest

from excitable.coursework import collect as collecting
from excitable.coursework.collect import Refused, collect
from excitable.coursework.files import write


def zipped(path, files):
    """A zip of {name: content}; a name of bytes is stored as it is, without the mark of Unicode, as old programs did."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name if isinstance(name, str) else "#" * len(name), content)
    for name in files:
        if isinstance(name, bytes):
            path.write_bytes(path.read_bytes().replace(b"#" * len(name), name))
    return path


def anybody(key, person=None):
    return key or person


def only(numbers):
    def student(key, person=None):
        return numbers[key if key is not None else person]
    return student


def found(source, students=anybody, pattern=""):
    submissions, problems = collect(source, "nernst", students, pattern)
    return {one.student: one for one in submissions}, problems


def test_canvas(tmp_path):
    source = zipped(tmp_path / "submissions.zip", {
        "lovelaceada_101_9001_nernst.ipynb": b"ada",
        "turingalan_LATE_102_9002_nernst-1.ipynb": b"alan",
        "诺特_103_9003_nernst.ipynb": b"emmy",
        "__MACOSX/._lovelaceada_101_9001_nernst.ipynb": b"rubbish",
    })
    students, problems = found(source, only({"101": "S1", "102": "S2", "103": "S3"}))
    assert {student: one.content for student, one in students.items()} == {"S1": b"ada", "S2": b"alan", "S3": b"emmy"}
    assert [student for student, one in students.items() if one.late] == ["S2"]
    assert problems == []


def test_of_several_attempts_the_last_counts(tmp_path):
    source = zipped(tmp_path / "a.zip", {f"x_7_{number}_nernst{again}.ipynb": again.encode() for number, again in
                                         [(11, "-1"), (10, ""), (13, "-10"), (12, "-2")]})
    students, _ = found(source)
    assert students["7"].content == b"-10"
    assert "4 notebooks" in students["7"].notes[0]


def test_of_two_notebooks_the_one_of_the_assignment_s_name_counts(tmp_path):
    source = zipped(tmp_path / "a.zip", {"x_7_10_nernst (1).ipynb": b"answer", "x_7_11_Untitled.ipynb": b"play"})
    students, _ = found(source)
    assert students["7"].content == b"answer"
    assert "nernst (1)" in students["7"].notes[0]


def test_moodle(tmp_path):
    source = zipped(tmp_path / "a.zip", {
        "Ada Lovelace_101_assignsubmission_file_/my answers.ipynb": b"ada",
        "张三_102_assignsubmission_file_/nernst.ipynb": b"zhang",
        "Ada Lovelace_101_assignsubmission_file_/.ipynb_checkpoints/my answers-checkpoint.ipynb": b"old",
    })
    students, problems = found(source, only({"101": "S1", "102": "S2"}))
    assert {student: one.content for student, one in students.items()} == {"S1": b"ada", "S2": b"zhang"}
    assert problems == []


@pytest.mark.parametrize("raw", ["张三".encode("gbk"), "张三".encode(), "José".encode("cp437"), "Zoë Å".encode("cp437"), b"Ada"])
def test_names_of_any_encoding(tmp_path, raw):
    source = zipped(tmp_path / "a.zip", {raw + b"_101_assignsubmission_file_/nernst.ipynb": b"x"})
    students, problems = found(source)
    assert list(students) == ["101"] and problems == []
    expected = {"张三".encode("gbk"): "张三", "张三".encode(): "张三", b"Ada": "Ada"}.get(raw) or raw.decode("cp437")
    assert students["101"].file.startswith(expected + "_")


def test_a_folder_of_files_or_of_folders(tmp_path):
    (tmp_path / "20260001.ipynb").write_bytes(b"one")
    (tmp_path / "20260002").mkdir()
    (tmp_path / "20260002" / "answers.ipynb").write_bytes(b"two")
    students, problems = found(tmp_path)
    assert {student: one.content for student, one in students.items()} == {"20260001": b"one", "20260002": b"two"}
    assert problems == []


def test_a_pattern_of_one_s_own(tmp_path):
    source = zipped(tmp_path / "a.zip", {"week 3/A-17 (final).ipynb": b"x"})
    students, _ = found(source, pattern=r".*/(?P<student_id>A-\d+)[^/]*\.ipynb")
    assert students["A-17"].content == b"x"


@pytest.mark.parametrize(("file", "said"), [
    ("x_7_1_nernst.zip", "archive"), ("x_7_1_nernst.pdf", "no notebook"), ("x_7_1_nernst.ipynb.txt", "no notebook"),
])
def test_what_is_no_notebook_is_refused_kindly(tmp_path, file, said):
    students, problems = found(zipped(tmp_path / "a.zip", {file: b"PK"}))
    assert students == {}
    (student, problem), = problems
    assert student == "7" and said in problem and "nernst.ipynb" in problem


def test_one_bad_file_beside_good_ones(tmp_path):
    source = zipped(tmp_path / "a.zip", {
        "x_7_1_nernst.zip": b"", "y_8_2_nernst.ipynb": b"good", "read me.txt": b"", "z_9_3_nernst.ipynb": b"",
    })
    students, problems = found(source, only({"7": "S7", "8": "S8"}))
    assert list(students) == ["S8"]
    assert sorted(student for student, _ in problems) == ["", "", "S7"]
    assert any("roster" in problem for _, problem in problems) and any("read me.txt" in problem for _, problem in problems)


def test_no_path_leads_out(tmp_path):
    target = tmp_path / "course" / "a.zip"
    target.parent.mkdir()
    zipped(target, {
        "../../x_7_1_nernst.ipynb": b"", "/etc/x_8_1_nernst.ipynb": b"", "C:\\x_9_1_nernst.ipynb": b"", "a\\..\\x_6_1_nernst.ipynb": b"",
    })
    students, problems = found(target)
    assert students == {}
    assert all("out of the archive" in problem for _, problem in problems) and len(problems) == 4
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip", "course"]


@pytest.mark.parametrize("number", ["..", ".hidden", "a/b", "a b", "", "x" * 200, "*"])
def test_no_student_number_is_a_path(tmp_path, number):
    students, problems = found(zipped(tmp_path / "a.zip", {"x_7_1_nernst.ipynb": b""}), lambda key, person=None: number)
    assert students == {}
    assert "student number" in problems[0][1]


def test_a_bomb_does_not_go_off(tmp_path, monkeypatch):
    monkeypatch.setattr(collecting, "MOST_BYTES", 1_000_000)
    students, problems = found(zipped(tmp_path / "a.zip", {"x_7_1_nernst.ipynb": b"0" * 5_000_000, "y_8_1_nernst.ipynb": b"good"}))
    assert list(students) == ["8"]
    assert problems[0][0] == "7" and "clear the outputs" in problems[0][1]


def test_a_broken_member_is_one_student_s_problem(tmp_path):
    source = zipped(tmp_path / "a.zip", {"x_7_1_nernst.ipynb": b"some content" * 100, "y_8_1_nernst.ipynb": b"good"})
    raw = bytearray(source.read_bytes())
    with zipfile.ZipFile(source) as archive:
        start = archive.getinfo("x_7_1_nernst.ipynb").header_offset + 30 + len("x_7_1_nernst.ipynb")
    raw[start + 2:start + 8] = b"\xff" * 6
    source.write_bytes(raw)
    students, problems = found(source)
    assert list(students) == ["8"]
    assert problems[0][0] == "7" and "download it again" in problems[0][1]


def test_what_is_no_zip(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"<html>login</html>")
    with pytest.raises(Refused, match="no zip"):
        found(tmp_path / "a.zip")
    with pytest.raises(FileNotFoundError, match="b.zip"):
        found(tmp_path / "b.zip")


def test_a_file_is_written_only_if_it_changes(tmp_path):
    path = tmp_path / "a" / "b"
    assert write(path, "1") and not write(path, b"1") and write(path, "2")
    assert path.read_text() == "2" and [one.name for one in path.parent.iterdir()] == ["b"]
