"""A mosaic shows each cell in its colour, where it belongs."""

import numpy as np

from scenes.stage import script
from scenes.stage.lecture import Lecture
from scenes.stage.look import THEMES
from scenes.stage.rehearsal import rehearse
from tests.scenes.conftest import WORDS, NoParameters


def test_each_cell_is_painted_in_its_colour_over_the_whole_window():
    kind = np.array([[0, 1], [1, 0]])
    boxes, frames = [], []

    class Painted(Lecture):
        parameters_type = NoParameters

        def construct(self) -> None:
            plane = self.plane((0.0, 2.0), (0.0, 2.0), numbers=False)
            with self.beat("only"):
                self.appear(plane.mosaic(kind, np.zeros((2, 2)), ("function", "data")))
            boxes.append(plane.box)

    rehearse(
        Painted,
        None,
        script.parse(WORDS, "en", "trial.en.toml"),
        capture=lambda _, frame: frames.append(frame),
        size=(960, 540),
    )
    (box,), (frame,) = boxes, frames
    for row in range(2):
        for column in range(2):
            x = box.left + (column + 0.5) / 2 * box.width
            y = box.top - (row + 0.5) / 2 * box.height
            pixel = frame[round(270 - y * 67.5), round(480 + x * 67.5), :3]
            token = ("function", "data")[kind[row, column]]
            wanted = THEMES["dark"].colour(token)

            assert "#" + "".join(f"{part:02X}" for part in pixel) == wanted
