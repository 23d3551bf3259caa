"""excitable-course: build what is handed out, grade what comes back."""

import argparse
import sys
from pathlib import Path


def main(arguments=None):
    """Run the command; its exit code is 0, 1 if something failed, or 2 if the command was not understood."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except ModuleNotFoundError as error:
        print(f'✗ 缺少 {error.name}。 / {error.name} is missing: pip install "excitable[course]"', file=sys.stderr)
        return 1
    except (ValueError, OSError, ImportError, RuntimeError) as error:  # what a lecturer can put right; anything else is a defect
        _say(f"✗ {error}", sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("停下了；再运行一次就接着做。 / Stopped; run it again to go on.", file=sys.stderr)
        return 1


def _parser():
    parser = argparse.ArgumentParser(prog="excitable-course", description="作业：周一发，周五收。 / Coursework: hand out, collect, grade.")
    parser.add_argument("--course", type=Path, default=Path(), metavar="FOLDER",
                        help="course.toml 所在的文件夹 / the folder of course.toml (default: here)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    build = commands.add_parser("build", help="制作发给学生的 notebook / make what is handed out")
    build.add_argument("names", nargs="+", metavar="NAME")
    build.set_defaults(run=_build)

    grade = commands.add_parser("grade", help="收、评、写成绩 / collect, mark, write grades")
    grade.add_argument("names", nargs="+", metavar="NAME")
    grade.add_argument("--from", dest="sources", action="append", type=Path, default=[], metavar="ZIP",
                       help="LMS 下载的 zip 或文件夹（默认 downloaded/NAME/） / a zip or folder from the LMS (default: downloaded/NAME/)")
    grade.set_defaults(run=_grade)

    preview = commands.add_parser("preview", help="一个学生的数值、问题和答案 / a student's own values, questions and answers")
    preview.add_argument("name", metavar="NAME")
    preview.add_argument("--student", required=True, metavar="ID")
    preview.set_defaults(run=_preview)

    scan = commands.add_parser("scan", help="在文件里找泄漏的答案 / look for solutions in what is to be published")
    scan.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    scan.set_defaults(run=_scan)
    return parser


def _build(options):
    from excitable.coursework.config import Course
    from excitable.coursework.files import alone
    from excitable.coursework.release import build

    course = Course.create(options.course)
    with alone(course.folder):
        return _each(options.names, lambda name: build(course, name, _say))


def _grade(options):
    from excitable.coursework.config import Course
    from excitable.coursework.files import alone
    from excitable.coursework.grading import grade

    if options.sources and len(options.names) > 1:
        raise ValueError("--from 只配一份作业。 / --from goes with one assignment: name one.")
    course = Course.load(options.course)

    def one(name):
        report = grade(course, name, _say, sources=options.sources)
        _say(str(report.grades))
        if report.failed:
            raise ValueError(f"{name}: {len(report.failed)} 个问题，见上。 / See above; problems: {len(report.failed)}.")

    with alone(course.folder):
        return _each(options.names, one)


def _preview(options):
    from excitable.coursework.config import Course
    from excitable.coursework.preview import preview

    course = Course.load(options.course)
    _say(preview(course, options.name, options.student))
    return 0


def _scan(options):
    from excitable.coursework import leaks
    from excitable.coursework.config import Course

    found = leaks.scan(options.paths, leaks.secrets(Course.load(options.course)))
    for leak in found:
        _say(str(leak))
    _say(f"{len(found)} 处泄漏 / {len(found)} leaks")
    return 1 if found else 0


def _each(names, work):
    """Do the work for every name; one that fails does not stop the next."""
    failed = 0
    for name in names:
        try:
            work(name)
        except (ValueError, OSError, RuntimeError) as error:
            _say(f"✗ {error}", sys.stderr)
            failed = 1
    return failed


def _say(line, file=None):
    """Print a line; what students wrote in it cannot command the terminal."""
    print("".join(letter if letter.isprintable() or letter == "\n" else "�" for letter in str(line)), flush=True, file=file)


if __name__ == "__main__":
    sys.exit(main())
