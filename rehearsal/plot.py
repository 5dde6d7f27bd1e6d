"""Connections over time, before and after, as a small SVG that is the same for the same figures."""

from __future__ import annotations

from pathlib import Path

import matplotlib
from matplotlib.figure import Figure

from rehearsal.figures import Course, Figures, digest, read

# Told apart by people who see no red, and in print by how dark they are.
_LEAKING, _MENDED, _LIMIT = "#b2182b", "#2166ac", "#555555"


def draw(source: Path, target: Path) -> None:
    """Draw the figures in one file into another; the picture's description names them by their digest."""
    figures = read(source)
    style = matplotlib.rc_context(
        {
            "svg.fonttype": "none",  # text stays text
            "svg.hashsalt": "rehearsal",  # or ids differ from run to run
            "font.family": "sans-serif",
            "font.sans-serif": ["DejaVu Sans", "Verdana", "Arial"],
            "font.size": 10,
            "axes.spines.top": False,
            "axes.spines.right": False,
        }
    )
    with style:
        picture = _picture(figures)
        about = {"Title": "Connections over time", "Description": digest(source), "Date": None, "Creator": None}
        picture.savefig(target, metadata=about)


def _picture(figures: Figures) -> Figure:
    limit = figures["terms"]["limit"]
    leaking, mended = figures["leaking"], figures["mended"]
    picture = Figure(figsize=(7.5, 3.6), layout="constrained")
    axes = picture.subplots()
    end_s = figures["terms"]["requests"] / figures["terms"]["per_second"]
    axes.axhline(limit, color=_LIMIT, linewidth=1, linestyle="--")
    axes.text(0.01 * end_s, limit + 1, f"SetMaxOpenConns({limit})", color=_LIMIT, va="bottom")
    if (first_s := leaking["first_hung_s"]) is not None:
        axes.axvspan(first_s, end_s, color=_LEAKING, alpha=0.08, linewidth=0)
        axes.text((first_s + end_s) / 2, limit / 2, "requests hang", color=_LEAKING, ha="center", va="center")
    for course, color in ((leaking, _LEAKING), (mended, _MENDED)):
        at_s, sessions = _sessions(course)
        axes.plot(at_s, sessions, color=color, linewidth=1.8, drawstyle="steps-post")
    axes.text(0.99 * end_s, limit - 2, "the service", color=_LEAKING, ha="right", va="top")
    axes.text(0.99 * end_s, mended["last_sessions"] + 1, "its mended twin", color=_MENDED, ha="right", va="bottom")
    axes.set_xlim(0, end_s)
    axes.set_ylim(0, limit * 1.15)
    axes.set_xlabel("seconds under the same load")
    axes.set_ylabel("connections in pg_stat_activity")
    return picture


def _sessions(course: Course) -> tuple[list[float], list[int]]:
    moments = course["moments"]
    return [moment["at_s"] for moment in moments], [sum(moment["states"].values()) for moment in moments]
