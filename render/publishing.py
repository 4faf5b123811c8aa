"""An edition becomes files: the film, its captions, transcript, record and poster."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from render import captions, film, manifest, sound, transcript
from render.edition import Edition
from render.film import Chapter
from render.readback import last_picture
from render.segments import Segment
from render.take import Take


def write(
    edition: Edition, take: Take, reel: Mapping[str, Segment], folder: Path
) -> dict[str, Any]:
    """Write all files of a film; returns its entry for the manifest.

    Args:
        edition: the film.
        take: what was proved of it.
        reel: the segment of every beat.
        folder: where the files go; it is for nobody else.
    """
    job = edition.job
    endings = ("mp4", "vtt", "srt", "md", "json", "png")
    paths = {f"{job.name}.{ending}": folder / f"{job.name}.{ending}" for ending in endings}
    movie, vtt, srt, text, facts, poster = paths.values()
    film.join(
        [
            (reel[beat.name], span.ticks)
            for beat, span in zip(edition.beats, edition.spans, strict=True)
        ],
        movie,
        job.quality.rate,
        captions=edition.captions,
        chapters=[Chapter(each.start, each.chapter) for each in edition.beats if each.chapter],
        title=edition.title,
        description=edition.beats[0].show,
        language=job.language,
        voice=sound.track(edition.sounds, edition.seconds) if edition.sounds else (),
    )
    own = edition.captions[job.language]
    manifest.write(vtt, captions.vtt(own))
    manifest.write(srt, captions.srt(own))
    manifest.write(text, transcript.markdown(edition, take))
    manifest.write(facts, _record(edition, take))
    last_picture(reel[take.poster]).save(poster)
    made = manifest.describe(paths)
    return {"seconds": round(edition.seconds, 3), "beats": len(edition.beats), "files": made}


def _record(edition: Edition, take: Take) -> str:
    """What the film shows and says, and that it is proved, for those who read rather than watch."""
    job = edition.job
    content = {
        "name": job.entry.film,
        "scene": job.entry.scene,
        "language": job.language,
        "title": edition.title,
        "seconds": round(edition.seconds, 3),
        "beats": [asdict(each) for each in edition.beats],
        "claims": take.claims,
        "curves": take.curves,
        "worst_px": take.worst_px,
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"
