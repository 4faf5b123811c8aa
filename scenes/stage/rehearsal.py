"""A rehearsal: a lecture played without a pixel, so that all it would show can be proved.

Nothing is painted. What moves is stopped at about `SAMPLES` times of every motion, and every live
number and live drawing is put on record there; at the end of each beat every drawing on screen
is read back, and the picture is inspected. The digest of each beat tells whether it has been
filmed before.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from typing import Any, cast

import manim
import numpy as np
from manim import VMobject, tempconfig
from numpy.typing import NDArray

from scenes.stage import drawings, layout
from scenes.stage.axes import Axes
from scenes.stage.drawings import Drawn, DrawnContour, DrawnCurve
from scenes.stage.lecture import Lecture
from scenes.stage.performance import Performance
from scenes.stage.record import ContourClaim, CurveClaim, DrawnClaim, Record
from scenes.stage.script import Script

SAMPLES = 12
SETTINGS: dict[str, Any] = {
    "dry_run": True,
    "write_to_movie": False,
    "disable_caching": True,
    "progress_bar": "none",
    "verbosity": "ERROR",
    "pixel_width": 1920,
    "pixel_height": 1080,
    "frame_rate": 30,
}
Capture = Callable[[str, NDArray[np.uint8]], None]


class Rehearsal(Performance):
    """Plays the pictures that stand for a motion, and reads what is live on them."""

    _read: set[int]

    def move(self, lecture: Lecture) -> None:
        """Read what is live at the end of a motion, too."""
        super().move(lecture)
        if self._read:
            record_live(lecture)

    def wanted(self, lecture: Lecture, ticks: int) -> set[int]:
        """About `SAMPLES` of the ticks, if anything live is on screen."""
        live = _anything_live(lecture)
        self._read = set(range(0, ticks, -(-ticks // SAMPLES))) if live else set()
        return super().wanted(lecture, ticks) | self._read

    def look(self, lecture: Lecture, tick: int) -> None:
        """Read what is live."""
        super().look(lecture, tick)
        if tick in self._read:
            record_live(lecture)


def rehearse(
    lecture: type[Lecture],
    parameters: Any = None,
    words: Script | None = None,
    theme: str = "dark",
    capture: Capture | None = None,
    size: tuple[int, int] = (1920, 1080),
    rate: int = 30,
    say: Callable[[str], None] = lambda beat: None,
    seen: Callable[[str, Record], None] = lambda beat, record: None,
) -> Record:
    """Play a lecture without filming it, and return its record.

    Args:
        lecture: the class.
        parameters: an instance of its parameters; None for the defaults.
        words: the script; None for English.
        theme: "dark" or "light".
        capture: called with the name and the last picture of every beat, (height, width, 4).
        size: width and height of those pictures, in pixels.
        rate: pictures a second of the film that is rehearsed.
        say: called with the name of every beat when it begins.
        seen: called with the name of every beat when it has ended, and the record so far.
    """
    with tempfile.TemporaryDirectory(prefix="proofreel-") as media:
        settings = SETTINGS | {
            "media_dir": media,
            "pixel_width": size[0],
            "pixel_height": size[1],
            "frame_rate": rate,
            "background_color": manim.ManimColor("#000000"),
        }
        with tempconfig(settings):
            scene = lecture(parameters, words, theme, renderer=Rehearsal(rate))
            return perform(scene, capture, say, seen)


def perform(
    scene: Lecture,
    capture: Capture | None = None,
    say: Callable[[str], None] = lambda beat: None,
    seen: Callable[[str, Record], None] = lambda beat, record: None,
) -> Record:
    """Play a lecture whose renderer is a `Rehearsal`; otherwise as `rehearse`."""
    renderer = cast(Rehearsal, scene.renderer)
    reading = layout.Reading()

    def beat_begins(name: str) -> None:
        say(name)
        renderer.beat_begins(name)

    def beat_ended(name: str) -> None:
        scene.record.drawn[name] = renderer.digest.hexdigest
        renderer.beat_ended(name)
        record_drawings(scene, name)
        found = layout.inspect(scene.mobjects, scene.theme.ground)
        here = on_screen(scene)
        found += layout.misdrawn([each for each in scene.figures if id(each.mobject) in here])
        found += layout.unnumbered(each for each in scene.mobjects if isinstance(each, Axes))
        scene.record.layout += [f"{name}: {finding}" for finding in found]
        reading.see(scene.mobjects, scene.time)
        if capture is not None:
            renderer.static_image = None
            renderer.update_frame(scene)
            capture(name, renderer.get_frame().astype(np.uint8))
        seen(name, scene.record)

    scene.on_beat_begin, scene.on_beat_end = beat_begins, beat_ended
    scene.render()
    scene.record.layout += reading.findings(scene.time)
    return scene.record


def _anything_live(scene: Lecture) -> bool:
    if not any(isinstance(a.mobject, manim.ValueTracker) for a in _flat(scene.animations)):
        return False
    live = [each.mobject for each in scene.figures if getattr(each, "live", False)]
    here = on_screen(scene)
    return any(id(m) in here for m in (*live, *scene.numerals))


def _flat(animations: Any) -> list[Any]:
    found = []
    for each in animations:
        found += _flat(each.animations) if isinstance(each, manim.AnimationGroup) else [each]
    return found


def on_screen(scene: Lecture) -> set[int]:
    """The identity of everything shown, alone or in a group."""
    return {id(each) for top in scene.mobjects for each in top.get_family()}


def _animated(scene: Lecture) -> set[int]:
    """What the animations of this moment are changing themselves, such as a line being drawn."""
    return {id(m) for a in _flat(scene.animations) for m in a.mobject.get_family()}


def record_live(scene: Lecture) -> None:
    """Put every live number and live drawing of this moment on record."""
    seen = on_screen(scene) - _animated(scene)
    for numeral in scene.numerals:
        if id(numeral) in seen:
            scene.claim_text(numeral.claim_name, numeral.text, numeral.now(), live=True)
    for figure in scene.figures:
        if getattr(figure, "live", False) and id(figure.mobject) in seen:
            _record(scene, figure, live=True)


def record_drawings(scene: Lecture, beat: str) -> None:
    """Put every drawing that the end of a beat shows on record, and every live number."""
    here = on_screen(scene)
    for figure in scene.figures:
        if id(figure.mobject) in here:
            _record(scene, figure, live=False)
    for numeral in scene.numerals:
        if id(numeral) in here:
            scene.claim_text(numeral.claim_name, numeral.text, numeral.now())


def _record(scene: Lecture, figure: Drawn | DrawnCurve | DrawnContour, live: bool) -> None:
    beat, frame = scene.beat_name, figure.plane.frame
    if isinstance(figure, Drawn):
        points = [drawings.point(each) for each in figure.wanted()]
        wanted = tuple((p.x.meaning, p.y.meaning) for p in points)
        drawn = tuple((float(p[0]), float(p[1])) for p in figure.read(figure.mobject))
        scene.record.claims.append(DrawnClaim(figure.name, beat, wanted, drawn, frame, live))
    elif isinstance(figure, DrawnCurve):
        high = figure.high()
        claim = CurveClaim(
            figure.name,
            beat,
            figure.function.expression,
            figure.function.variable,
            tuple(_corners(piece) for piece in figure.mobject),
            frame,
            figure.plane.x.low if figure.low is None else figure.low,
            figure.plane.x.high if high is None else high,
        )
        if not live:
            scene.record.claims.append(claim)
    else:
        scene.record.claims.append(
            ContourClaim(
                figure.name,
                beat,
                figure.expression,
                figure.variables,
                figure.level,
                _corners(figure.mobject),
                figure.closed,
                frame,
            )
        )


def _corners(mobject: VMobject) -> tuple[tuple[float, float], ...]:
    return tuple((float(p[0]), float(p[1])) for p in drawings.anchors(mobject))
