"""Collect submissions: from what the LMS gives (zips, folders) to nbgrader's submitted/<student>/<name>/<name>.ipynb.

Nothing is ever unpacked to where an archive says: a notebook is read, at most so many bytes of it, and written under the student's
number alone.
"""

import re
import subprocess
import sys
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from excitable.coursework.files import Refused

MOST_BYTES = 50_000_000  # of a notebook: figures included, none comes near it
_MOST_FILES = 20_000  # of an archive
_STUDENT = re.compile(r"\w[\w.@-]{0,99}")
_CANVAS = re.compile(r"(?P<who>[^/]*?)_(?P<late>LATE_)?(?P<lms>\d+)_(?P<rank>\d+)_(?P<title>[^/]+?)(?:-(?P<again>\d+))?\.(?P<kind>[^./]+)")
_MOODLE = re.compile(r"(?:.*/)?(?P<who>[^/]+)_(?P<lms>\d+)_assignsubmission_[a-z]+_?/(?:.*/)?(?P<title>[^/]+)\.(?P<kind>[^./]+)")
_PLAIN = re.compile(r"(?:.*/)?(?P<student_id>[^/]+)/(?P<title>[^/]+)\.(?P<kind>[^./]+)|(?P<alone>[^/]+)\.ipynb")


@dataclass(frozen=True)
class Submission:
    """The file of one student.

    Attributes
    ----------
    student : str
    file : str
        Its name in the archive or folder, as the LMS gave it.
    content : bytes
    late : bool
        Whether the LMS marked it as late.
    notes : tuple of str
        What a lecturer should know: which of two files was taken, and why.
    """

    student: str
    file: str
    content: bytes
    late: bool = False
    notes: tuple = ()


def collect(source, name, students, pattern=""):
    """The submissions of one assignment in a zip or a folder.

    Parameters
    ----------
    source : path
        A zip or a folder, as Canvas or Moodle make them, or of `<student number>.ipynb` or `<student number>/….ipynb`.
    name : str
        The assignment: of two notebooks of one student the one of this name is taken.
    students : callable
        students(number of the LMS, name of the person) -> student number, or a KeyError; for a student number found in a file's
        name, students(None, it).
    pattern : str, optional
        A regular expression for the whole file name with a group `student_id`; it comes before the LMS's own.

    Returns
    -------
    submissions : list of Submission
        One for each student, in order.
    problems : list of (str, str)
        (student number or "", what is wrong and what to do), one for each file that is nobody's or is no notebook.
    """
    offers, problems = {}, []
    for file, read in _files(Path(source), problems):
        found = _match(file, pattern)
        if found is None:
            problems.append(("", f"{file}: 看不出是谁交的。 / The name does not say whose it is."))
            continue
        try:
            student = students(found.get("lms"), found.get("who") or found.get("student_id"))
        except KeyError:
            problems.append(("", f"{file}: 名单里没有这个人。 / Nobody in the roster is this person."))
            continue
        if not is_number(student):
            problems.append(("", f"{file}: {student!r} 不能作学号。 / cannot be a student number: letters, digits and . - _ @ only."))
            continue
        offers.setdefault(student, []).append((found, file, read))
    submissions = []
    for student, files in sorted(offers.items()):
        try:
            submissions.append(_choose(student, name, files))
        except Refused as refusal:
            problems.append((student, str(refusal)))
    return submissions, problems


def is_number(student):
    """Whether a text can be a student number: it will name a folder."""
    return bool(_STUDENT.fullmatch(student)) and len(student.encode()) <= 200  # a file system takes 255


def _choose(student, name, files):
    """The last version of the notebook of the assignment's name, or else of the last notebook."""
    notebooks = [one for one in files if one[0]["kind"].lower() == "ipynb"]
    if not notebooks:
        found, file, _ = files[-1]
        if found["kind"].lower() in ("zip", "rar", "7z", "tar", "gz"):
            raise Refused(f"{file}: 交的是压缩包；请直接交 {name}.ipynb。 / This is an archive: hand in {name}.ipynb itself.")
        raise Refused(f"{file}: 不是 notebook；请交 {name}.ipynb。 / This is no notebook: hand in {name}.ipynb.")

    def order(one):
        found, file, _ = one
        title = re.sub(r"( ?\(\d+\)|-\d+)$", "", found["title"])  # as browsers and editors name copies
        return title == name, int(found.get("again") or 0), int(found.get("rank") or 0), file

    found, file, read = max(notebooks, key=order)
    others = sorted(other for _, other, _ in notebooks if other != file)
    notes = (f"交了 {len(notebooks)} 个 notebook，评的是 {file} / {len(notebooks)} notebooks were handed in; graded was {file}",) if others else ()
    return Submission(student, file, read(), bool(found.get("late")), notes)


def _match(file, pattern):
    """What a file's name says, by the names of the groups, or None."""
    for expression in ([re.compile(pattern)] if pattern else []) + [_MOODLE, _CANVAS, _PLAIN]:
        subject = file if expression is not _CANVAS else file.rpartition("/")[2]
        if found := expression.fullmatch(subject):
            groups = {key: value for key, value in found.groupdict().items() if value is not None}
            groups.setdefault("student_id", groups.pop("alone", None))
            groups.setdefault("title", PurePosixPath(file).stem)
            groups.setdefault("kind", PurePosixPath(file).suffix[1:])
            return groups
    return None


def _files(source, problems):
    """(name, function that reads it) of every file that may be a submission; what is wrong with the others goes to `problems`."""
    if source.is_dir():
        for path in sorted(source.rglob("*")):
            file = path.relative_to(source).as_posix()
            if path.is_file() and not path.is_symlink() and not _ignored(file):
                yield file, lambda path=path, file=file: _limited(path.open("rb"), file)
    elif not source.exists():
        raise FileNotFoundError(f"{source}: 没有这个文件。 / There is no such file.")
    elif not zipfile.is_zipfile(source):
        raise Refused(f"{source}: 不是 zip 文件，或下载不完整。 / This is no zip, or the download is not complete.")
    else:
        with zipfile.ZipFile(source) as archive:
            members = archive.infolist()
            if len(members) > _MOST_FILES:
                raise Refused(f"{source}: 有 {len(members)} 个文件。 / It holds {len(members)} files; at most {_MOST_FILES} are read.")
            for member in members:
                file = _name(member)
                if member.is_dir() or _ignored(file):
                    continue
                if file.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", file) or re.match(r"[A-Za-z]:", file):
                    problems.append(("", f"{file}: 路径指向压缩包之外，未读。 / The path leads out of the archive; it was not read."))
                    continue
                # Read while the archive is open, and only when it is chosen
                yield file, lambda member=member, file=file: _member(source, member, file)


def _member(source, member, file):
    if member.flag_bits & 1:
        raise Refused(f"{file}: 加了密码，读不了。 / It is locked with a password.")
    try:
        with zipfile.ZipFile(source) as archive:
            return _limited(archive.open(member), file)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError) as error:
        raise Refused(f"{file}: 读不出来，请重新下载。 / It cannot be read ({error}): download it again.") from None


def _limited(stream, file):
    """The content of a file; what it says about its size is not believed."""
    with stream:
        content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Refused(f"{file}: 超过 {MOST_BYTES // 10**6} MB；请清除输出后重交。 / "
                      f"More than {MOST_BYTES // 10**6} MB: clear the outputs and hand it in again.")
    return content


def _ignored(file):
    parts = PurePosixPath(file).parts
    return parts[-1].startswith(".") or any(part in ("__MACOSX", ".ipynb_checkpoints", "__pycache__") for part in parts)


def _name(member):
    """A member's name; where it is not marked as Unicode it is UTF-8, Latin letters of an old Windows, or Chinese (GB 18030)."""
    name = member.filename
    if not member.flag_bits & 0x800 and not name.isascii():
        raw = name.encode("cp437")
        latin = all(letter.isascii() or letter.isalpha() for letter in name)
        for encoding in ("utf-8", *(() if latin else ("gb18030",))):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return unicodedata.normalize("NFC", name)


def exchange(folder, name):
    """Fetch what students have submitted to nbgrader's exchange, with all that nbgrader is configured to; what it warns of."""
    done = subprocess.run([sys.executable, "-m", "nbgrader", "collect", name, "--update"], cwd=folder, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, encoding="utf-8", errors="replace")
    if done.returncode:
        raise Refused(f"nbgrader collect {name}: {(done.stderr.strip() or done.stdout.strip()).splitlines()[-1]}")
    return [line.strip() for line in done.stderr.splitlines() if "claims to be submitted by" in line]
