"""A private copy of the project, in which films are made and sources are changed, and timed."""

import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from render.quality import QUALITIES

QUALITY = QUALITIES[os.environ.get("QUALITY", "standard")]  # of all films but for memory and growth
HOUSE = Path(__file__).parents[2]
FILM = "import sys; from render.cli import main; sys.exit(main())"
# Runs a command, and says what it and its children cost.
COST = """
import json, resource, subprocess, sys, time
begun = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
seconds = time.perf_counter() - begun, used.ru_utime + used.ru_stime
print(json.dumps([code, *seconds, used.ru_maxrss / 1024]))
"""


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, seconds of CPU, and megabytes of the largest process."""

    wall: float
    cpu: float
    memory: float


class Studio:
    """The project in a folder of its own, with a store of its own."""

    def __init__(self, folder: Path, environment: dict[str, str]):
        self.folder, self.house = folder, folder / "house"
        self._environment = environment
        for name in ("mathcore", "scenes", "render"):
            shutil.copytree(HOUSE / name, self.house / name)

    def run(self, *command: str) -> Cost:
        """What a command costs that is given in the house."""
        store = {"PROOFREEL_STORE": str(self.folder / "store")}
        call = [sys.executable, "-c", COST, sys.executable, *command]
        told = subprocess.run(
            call, cwd=self.house, env=self._environment | store, capture_output=True, check=True
        )
        code, *cost = json.loads(told.stdout)
        if code:
            raise RuntimeError(f"{' '.join(command[2:])}: exit code {code}\n{told.stderr.decode()}")
        return Cost(*cost)

    def film(self, *lectures: str, fresh: bool = False, **options: str) -> Cost:
        """Make films; `fresh`: as if none had ever been made."""
        if fresh:
            for each in ("store", "films"):
                shutil.rmtree(self.folder / each, ignore_errors=True)
        given = {"quality": QUALITY.name, "out": str(self.folder / "films")} | options
        settings = [word for name, value in given.items() for word in (f"--{name}", value)]
        return self.run("-c", FILM, "render", *lectures, *settings)

    def stock(self, lecture: str) -> Cost:
        """Film a lecture with manim's own command."""
        name = "".join(map(str.capitalize, lecture.split("_")))
        size = ["-r", f"{QUALITY.width},{QUALITY.height}", "--fps", str(QUALITY.rate)]
        media = ["--media_dir", str(self.folder / "stock"), "--disable_caching"]
        return self.run("-m", "manim", "render", *size, *media, f"scenes/{lecture}.py", name)

    def stocks(self, lectures: list[str], at_once: int) -> Cost:
        """Film lectures with manim's own command, so many at a time."""
        begun = perf_counter()
        with ThreadPoolExecutor(at_once) as pool:
            costs = list(pool.map(self.stock, lectures))
        wall = perf_counter() - begun
        return Cost(wall, sum(c.cpu for c in costs), max(c.memory for c in costs))

    def stock_film(self, lecture: str) -> Path:
        """Where manim's command left its film."""
        (found,) = (self.folder / "stock" / "videos" / lecture).glob("*/*.mp4")
        return found

    def change(self, file: str, pattern: str, text: str) -> None:
        """Change the first place in a source that matches."""
        path = self.house / file
        changed, count = re.subn(pattern, text, path.read_text(encoding="utf-8"), count=1)
        if not count:
            raise ValueError(f"{file}: nothing like {pattern}")
        path.write_text(changed, encoding="utf-8")
