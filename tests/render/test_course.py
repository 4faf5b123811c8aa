"""A course file is hostile until it is parsed; each complaint is a sentence that names the key."""

from dataclasses import dataclass

import pytest

from render import course, lectures
from render.course import CourseError

HEAD = 'title = "A course"\n[[modules]]\ntitle = "One"\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a lecture may let one change."""

    start: float = 2.0
    view: tuple[float, float] = (0.0, 1.0)
    formula: str = "x^2"
    points: tuple[tuple[float, float], ...] = ()

    def __post_init__(self) -> None:
        if self.start < 0:
            raise ValueError(f"start = {self.start}: must be positive")


def load(folder, text):
    file = folder / "course.toml"
    file.write_text(text)
    return course.load(file)


def test_our_own_course_holds_six_lectures_in_order(monkeypatch):
    names = [
        "rise_over_run",
        "derivative_limit",
        "gradient_field",
        "taylor_convergence",
        "newton_iterations",
        "least_squares_fit",
    ]
    monkeypatch.setattr(course, "known_scenes", lambda: frozenset(names))

    assert [each.film for each in course.load().entries()] == names


def test_a_lecture_is_found_by_either_form_of_its_name(tiny):
    plan = course.load(tiny)

    assert plan.find("Other") is plan.find("other")
    assert plan.find("other").scene == "tiny"
    with pytest.raises(KeyError):
        plan.find("another")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("title = ", r"^course\.toml: not TOML"),
        ("a = " + "[" * 5000, r"^course\.toml: not TOML"),
        ("", r"^course\.toml: title: field required"),
        ("title = 1", r"title: input should be a valid string, got 1"),
        ('title = ""', "title: string should have at least 1 character"),
        ('title = "a"\nmodules = []', "modules: .*at least 1 item"),
        ('title = "a"\nfoo = 1', "foo|modules"),
        (HEAD + "lectures = []", "modules.0.lectures: .*at least 1 item"),
        (HEAD + '[[modules.lectures]]\nscene = "../etc"', "there is no scene '../etc'"),
        (HEAD + '[[modules.lectures]]\nscene = "os"', "there is no scene 'os'; there are tiny"),
        (HEAD + '[[modules.lectures]]\nscene = "tiny"\nname = "../a"', "'../a' is not a name"),
        (HEAD + '[[modules.lectures]]\nscene = "tiny"\nname = "A"', "'A' is not a name"),
        (HEAD + '[[modules.lectures]]\nscene = "tiny"\n' * 2, "two lectures are called 'tiny'"),
        (HEAD + '[[modules.lectures]]\nscene = "tiny"\ncolour = 1', "colour: extra inputs"),
        (HEAD + '[[modules.lectures]]\nscene = "tiny"\nparameters = {a = nan}', "a = nan: not a"),
        (
            HEAD + '[[modules.lectures]]\nscene = "tiny"\nparameters = {a = [[[[[[[1]]]]]]]}',
            "deeper",
        ),
        (HEAD + f'[[modules.lectures]]\nscene = "tiny"\nparameters = {{a = {10**30}}}', "beyond"),
        (
            HEAD + f'[[modules.lectures]]\nscene = "tiny"\nparameters = {{a = "{"x" * 2000}"}}',
            "longer",
        ),
        ('title = "a"\nscripts = ".."', r"scripts = '\.\.' leaves the folder"),
        ('title = "a"\nscripts = "/etc"', "scripts = '/etc' leaves the folder"),
        ('title = "a"\nscripts = "none"', "there is no such folder"),
        ('title = "a"\nscripts = 3', "scripts must be a folder, got 3"),
        ("#" * 300_000, "larger than 200000 bytes"),
    ],
)
def test_a_course_that_cannot_be_used_is_refused_in_one_sentence(tiny, tmp_path, text, complaint):
    with pytest.raises(CourseError, match=complaint) as refused:
        load(tmp_path, text)

    assert "\n" not in str(refused.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CourseError, match=r"^no\.toml: cannot be read: No such file"):
        course.load(tmp_path / "no.toml")


def test_bytes_that_are_no_text_are_refused(tmp_path):
    (tmp_path / "c.toml").write_bytes(b"\xff\xfe")

    with pytest.raises(CourseError, match="cannot be read"):
        course.load(tmp_path / "c.toml")


def test_parameters_become_what_the_lecture_declares():
    raw = {"start": 3, "view": [1, 2], "points": [[0, 1], [2, 3]]}

    assert lectures.parameters(Shape, raw, "film") == Shape(
        start=3.0, view=(1.0, 2.0), points=((0.0, 1.0), (2.0, 3.0))
    )


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        (
            {"stat": 1},
            "^film: there is no parameter 'stat'; there are formula, points, start, view",
        ),
        ({"start": "much"}, "^film: start: input should be a valid number.*, got 'much'$"),
        ({"view": [1.0]}, "^film: view.1: field required"),
        ({"start": -1.0}, r"^film: start = -1\.0: must be positive$"),
    ],
)
def test_a_parameter_that_makes_no_sense_is_refused_by_name(raw, complaint):
    with pytest.raises(CourseError, match=complaint):
        lectures.parameters(Shape, raw, "film")


def test_words_are_looked_for_under_the_films_own_name_first(tiny, tmp_path):
    plan = course.load(tiny)
    other = plan.find("other")
    shared = lectures.words(other, "en", plan.scripts).title
    own = (tmp_path / "scripts" / "tiny.en.toml").read_text().replace("Tiny", "Other")
    (tmp_path / "scripts" / "other.en.toml").write_text(own)

    assert shared == "Tiny"
    assert lectures.words(other, "en", plan.scripts).title == "Other"
    assert lectures.languages(other, plan.scripts) == ["en"]


def test_a_name_survives_both_spellings():
    assert course.class_name("newton_iterations") == "NewtonIterations"
    assert course.snake_case("NewtonIterations") == "newton_iterations"
