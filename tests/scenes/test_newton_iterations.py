"""What the Newton lecture shows and says, against sources that share no code with it."""

from dataclasses import dataclass
from typing import Any

import pytest
from mpmath import findroot, floor, log10, mp, mpf, polyroots, sqrt

from scenes.newton_iterations import NewtonIterations, NewtonIterationsParameters
from scenes.stage.record import IdentityClaim, Record
from scenes.stage.rehearsal import rehearse
from scenes.stage.script import load
from scenes.stage.verdicts import Report, judge

SETS: dict[str, dict[str, Any]] = {
    "defaults": {},
    "thousandths, and a ring that lets go": {
        "function": "x^2 - 0.000002",
        "start": "0.001",
        "x_range": (-0.0005, 0.0025),
        "y_range": (-3e-6, 5e-6),
        "bracket": (0.001, 0.002),
        "trap": "x^3 - x",
        "trap_y_range": (-4.0, 5.0),
        "ring": "1/sqrt(5)",
        "near": "0.44",
        "flat": "1/sqrt(3)",
        "fringe": (0.44, 0.58),
        "deeper": (0.446, 0.466),
    },
    "millions": {
        "function": "x^2 - 4000000000000",
        "start": "1000000",
        "x_range": (-1e6, 4e6),
        "y_range": (-6e12, 1.2e13),
        "bracket": (1e6, 3e6),
        "trap": "x^3 - 2000000000000x + 2000000000000000000",
        "trap_x_range": (-2.5e6, 2.3e6),
        "trap_y_range": (-4e18, 7e18),
        "ring": "0",
        "near": "100000",
        "flat": "1000000 * sqrt(2/3)",
        "fringe": (-9e5, -3e5),
        "deeper": (-7.2e5, -6.4e5),
        "plane_x_range": (-2.5e6, 2.5e6),
        "plane_y_range": (-2e6, 2e6),
        "descend": "2000000",
    },
    "a double root, where it is slow and bisection cannot begin": {
        "function": "1 - cos(x)",
        "start": "1",
        "x_range": (-1.0, 2.0),
        "y_range": (-0.3, 1.2),
        "bracket": (-0.5, 2.0),
        "rows": 8,
    },
}


@dataclass(frozen=True, slots=True)
class Played:
    """A rehearsal: its record and the verdict on it."""

    record: Record
    report: Report

    def shows(self, name: str) -> str:
        """The text of a claim."""
        return self.record.texts()[name]


@pytest.fixture(scope="module")
def played() -> dict[str, Played]:
    """Every set of parameters, rehearsed when first asked for."""

    class Sets(dict[str, Played]):
        def __missing__(self, key: str) -> Played:
            words = load("newton_iterations", "en")
            parameters = NewtonIterationsParameters(**SETS[key])
            record = rehearse(NewtonIterations, parameters, words)
            self[key] = Played(record, judge("newton_iterations", record, words, words))
            return self[key]

    return Sets()


def cubic_walk(steps: int) -> list[mpf]:
    """The walk for x³ - 2x + 2 from -2, in fifty digits, by its recurrence."""
    with mp.workdps(80):
        places = [mpf(-2)]
        for _ in range(steps):
            x = places[-1]
            places.append((2 * x**3 - 2) / (3 * x**2 - 2))
    return places


@pytest.mark.parametrize("name", SETS)
def test_every_set_of_parameters_is_proved_and_well_laid_out(played, name):
    report = played[name].report

    assert report.failed == []
    assert report.layout == []
    assert report.clean
    assert report.worst_px <= 0.5


def test_the_lecture_keeps_its_measure(played):
    report, record = played["defaults"].report, played["defaults"].record

    assert 20 <= report.beats <= 40
    assert 150 <= report.seconds <= 240
    assert len({claim.name for claim in record.claims}) >= 25
    assert sum(beat.ask for beat in record.beats) >= 2


def test_the_table_holds_the_walk_and_its_doubling_digits(played):
    walk, root = cubic_walk(5), min(map(mp.re, polyroots([1, 0, -2, 2])))
    with mp.workdps(80):
        root = findroot(lambda x: x**3 - 2 * x + 2, root)
        digits = [max(0, int(floor(-log10(abs(x - root))))) for x in walk]
    shown = played["defaults"]

    assert [shown.shows(f"digits {n}") for n in range(6)] == [str(count) for count in digits]
    assert digits == [0, 1, 3, 6, 13, 26]
    for n, x in enumerate(walk):
        assert shown.shows(f"place {n}") == mp.nstr(x, 14, strip_zeros=False)


def test_the_errors_obey_the_law_that_theory_gives(played):
    root = mpf(shown_root := "-1.7692923542386314")
    constant = abs(6 * root / (2 * (3 * root**2 - 2)))
    shown = played["defaults"]

    assert shown.shows("root") == f"{float(shown_root):.5f}"
    assert shown.shows("factor") == shown.shows("ratio") == f"{float(constant):.3f}"
    assert (shown.shows("power"), shown.shows("order")) == ("2", "2.00")


def test_a_double_root_is_said_to_be_of_order_one(played):
    shown = played["a double root, where it is slow and bisection cannot begin"]

    assert (shown.shows("power"), shown.shows("order")) == ("1", "1.00")
    assert shown.shows("factor") == shown.shows("ratio") == "0.500"


def test_the_traps_are_the_known_ones(played):
    shown = played["defaults"]

    assert [shown.shows(f"ring_{name}") for name in "abc"] == ["0", "1", "0"]
    assert float(shown.shows("near_end")) in (0.0, 1.0)
    assert shown.shows("flat_start") == f"{float(sqrt(mpf(2) / 3)):.3f}"


def test_the_roots_marked_in_the_complex_plane_are_those_of_the_cubic(played):
    shown = played["defaults"]
    roots = sorted(polyroots([1, 0, -2, 2]), key=lambda z: (float(z.real), float(z.imag)))

    assert [shown.shows(f"real {n}") for n in range(3)] == [f"{float(z.real):.4g}" for z in roots]
    assert [shown.shows(f"imaginary {n}") for n in (1, 2)] == [
        f"{float(z.imag):.4f}" for z in roots[1:]
    ]


def test_bisection_needs_a_binary_digit_a_step(played):
    shown = played["defaults"]

    assert 2.0 ** -int(shown.shows("halvings")) <= 1e-12 < 2.0 ** (1 - int(shown.shows("halvings")))
    assert shown.shows("steps") == "4"


def test_the_lowest_point_is_where_the_slope_is_zero(played):
    bottom = sqrt(mpf(2) / 3)
    shown = played["defaults"]

    assert shown.shows("bottom") == f"{float(bottom):.4f}"
    assert shown.shows("curvature") == f"{float(6 * bottom):.2f}"


def test_each_line_of_the_rule_is_claimed(played):
    claims = played["defaults"].record.claims

    assert sum(isinstance(claim, IdentityClaim) for claim in claims) == 3


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"function": "x^2 + 1", "start": "1/2"}, "from 0.5 cannot be shown here"),
        ({"start": "0"}, "comes back to where it was"),
        ({"function": "2x - 1", "start": "3"}, "is over after"),
        ({"ring": "1/2"}, "from 0.5 cannot be shown here"),
        ({"flat": "1"}, "from 1.0 cannot be shown here"),
        ({"descend": "-2"}, "a maximum"),
        ({"rows": 12}, "six to eight rows"),
        ({"x_range": (-1.0, 2.0)}, "outside the view"),
        ({"deeper": (-2.0, -1.0)}, "is no piece of"),
        ({"function": "x^3 - 2y"}, "y"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_the_reason(wrong, reason):
    with pytest.raises(ValueError, match=reason):
        NewtonIterationsParameters(**wrong)
