"""The class list of the LMS: whose file is whose, and grades in the columns that it takes back."""

import csv
import datetime
import io
import zipfile

import pytest

from excitable.coursework import roster

CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section,nernst (5501),other (5502)
    Points Possible,,,,,30.0,10.0
"Lovelace, Ada",101,20260001,ada,A,,7
"张, 三",102,20260002,zhang,A,,8
"Student, Test",103,,abcdef,A,,
"""
MOODLE = """\
Identifier,Full name,ID number,Email address,Status,Grade,Maximum Grade,Grade can be changed,Last modified (submission),Last modified
Participant 101,Ada Lovelace,20260001,a@b.c,Submitted,,30.00,Yes,"Friday, 9 October 2026, 11:58 PM",-
Participant 102,张三,20260002,z@b.c,No submission,,30.00,Yes,-,-
"""
MOODLE_ZH = """编号,全名,学号,电子邮件地址,状态,成绩,最高分,最后修改（提交）
参与者101,艾达,20260001,a@b.c,已提交,,30.00,2026年10月9日 星期五 23:58
"""


def saved(tmp_path, text, encoding="utf-8", name="roster.csv"):
    (tmp_path / name).write_bytes(text.encode(encoding))
    return tmp_path / name


def rows(text):
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_canvas(tmp_path):
    listed = roster.read(saved(tmp_path, CANVAS))
    assert listed.kind == "canvas"
    assert listed.students == ["20260001", "20260002"]
    assert listed.student("102") == "20260002"
    assert listed.person("20260002") == "张, 三"
    with pytest.raises(KeyError):
        listed.student("103")  # Canvas's own test student has no number
    text, notes = listed.grades("nernst", {"20260001": 27.5}, 30)
    assert rows(text) == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "nernst (5501)"],
        ["    Points Possible", "", "", "", "", "30.0"],
        ["Lovelace, Ada", "101", "20260001", "ada", "A", "27.5"],
        ["张, 三", "102", "20260002", "zhang", "A", ""],
        ["Student, Test", "103", "", "abcdef", "A", ""],
    ]
    assert notes == []
    assert not text.startswith("\ufeff")


def test_a_new_column_of_canvas(tmp_path):
    text, _ = roster.read(saved(tmp_path, CANVAS)).grades("cable", {"20260001": 3}, 12)
    assert [row[-1] for row in rows(text)] == ["cable", "12", "3", "", ""]


def test_another_column_may_hold_the_number(tmp_path):
    assert roster.read(saved(tmp_path, CANVAS), "SIS Login ID").students == ["ada", "zhang", "abcdef"]


def test_moodle(tmp_path):
    listed = roster.read(saved(tmp_path, MOODLE, "utf-8-sig"))
    assert listed.kind == "moodle"
    assert listed.student("101") == "20260001"
    assert listed.handed_in("20260001") == datetime.datetime(2026, 10, 9, 23, 58).astimezone()
    assert listed.handed_in("20260002") is None
    text, notes = listed.grades("nernst", {"20260001": 12}, 30)
    assert rows(text)[1][5] == "12" and rows(text)[2][5] == ""
    assert [row[:5] for row in rows(text)] == [row[:5] for row in rows(MOODLE)]
    assert text.startswith("\ufeff") and notes == []


def test_moodle_in_chinese(tmp_path):
    listed = roster.read(saved(tmp_path, MOODLE_ZH))
    assert (listed.kind, listed.student("101")) == ("moodle", "20260001")
    assert listed.handed_in("20260001") == datetime.datetime(2026, 10, 9, 23, 58).astimezone()
    assert rows(listed.grades("nernst", {"20260001": 12}, 30)[0])[1][5] == "12"


@pytest.mark.parametrize(("text", "hour"), [("2026年10月9日 下午 11:58", 23), ("2026年10月9日 上午 12:05", 0), ("9 October 2026, 1:00 PM", 13)])
def test_times(text, hour):
    assert roster.moment(text).hour == hour


def test_what_is_no_time_is_none():
    assert roster.moment("-") is roster.moment("") is roster.moment("Week 99 of 1000000") is None


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig"])
def test_any_list(tmp_path, encoding):
    listed = roster.read(saved(tmp_path, "姓名;学号\n张三;A1\n李四;A2\n", encoding), "学号")
    assert listed.students == ["A1", "A2"]
    assert listed.student(None, "a1") == "A1" and listed.student(None, "李四") == "A2"
    text, notes = listed.grades("nernst", {"A1": 1, "B9": 2}, 30)
    assert text == "\ufeff姓名;学号;nernst\r\n张三;A1;1\r\n李四;A2;\r\n"
    assert len(notes) == 1 and "B9" in notes[0]


def test_two_people_of_one_name_are_not_guessed(tmp_path):
    listed = roster.read(saved(tmp_path, "name,id\nLi Wei,1\nLi Wei,2\n"))
    with pytest.raises(KeyError):
        listed.student(None, "Li Wei")


@pytest.mark.parametrize("text", [CANVAS, MOODLE])
def test_another_full_mark_is_noted(tmp_path, text):
    _, notes = roster.read(saved(tmp_path, text)).grades("nernst", {"20260001": 12}, 25)
    assert len(notes) == 1 and "30" in notes[0] and "25" in notes[0]


@pytest.mark.parametrize(("text", "column", "said"), [
    ("", "id", "empty"), ("a,b\n1,2\n", "id", "column"), ("a,b\n1,2\n", "number", "number"),
    ("name,id\nA,1\nB,1\n", "id", "more than once"),
])
def test_a_list_of_no_use_says_why(tmp_path, text, column, said):
    with pytest.raises(roster.RosterError, match=said):
        roster.read(saved(tmp_path, text), column)


def test_feedback_has_the_names_that_the_lms_gave(tmp_path):
    files = {"S1": "Ada_101_assignsubmission_file_/my answers.ipynb", "S2": "turingalan_LATE_102_9002_nernst-1.ipynb"}
    for name in ("a.zip", "b.zip"):
        roster.feedback_zip(tmp_path / name, {"S1": b"one", "S2": b"two", "S3": b"three"}, files)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.namelist() == ["Ada_101_assignsubmission_file_/my answers.html", "turingalan_LATE_102_9002_nernst-1.html", "S3.html"]
        assert archive.read("S3.html") == b"three"
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
