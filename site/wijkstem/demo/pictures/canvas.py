"""Flat shapes on a sheet of 1500 by 1000, drawn large and made smaller so that edges are smooth."""

import io
import math
from collections.abc import Sequence

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1500, 1000
SCALE = 2

SKY, CLOUD, SUN, FAR = "#e3ecdf", "#fffdf6", "#f6dd9a", "#cdd9c8"
BRICK, BRICK_DARK, SAND, PLASTER = "#b9805f", "#8e5f4d", "#d3a878", "#f1e4c6"
SLATE, TRIM, GLASS, DOOR = "#5d6b74", "#fffaf0", "#9fc0c9", "#1d4b3b"
LEAF, LEAF_LIGHT, WOOD, STONE = "#4d7a55", "#7fa36b", "#7a5a41", "#d9d0bd"
WATER, WATER_LIGHT, ROAD, LINE = "#8db4b4", "#a9c9c6", "#b9ae98", "#2a3833"
BLUE, YELLOW, PLUM, GREEN = "#35609f", "#e5b33f", "#70476b", "#1d4b3b"
SKINS = ("#d9a47e", "#8a5a3c", "#efc7a4", "#b57a52")
CLOTHES = (BLUE, YELLOW, PLUM, GREEN, BRICK, SLATE)

Point = tuple[float, float]


class Canvas:
    """Draws in units of the finished picture, from the top left."""

    def __init__(self, ground: str = SKY) -> None:
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), ground)
        self.pen = ImageDraw.Draw(self.image)

    def png(self) -> bytes:
        file = io.BytesIO()
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        small.quantize(128, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        return file.getvalue()

    def box(self, x: float, y: float, w: float, h: float, fill: str, radius: float = 0) -> None:
        corners = (x * SCALE, y * SCALE, (x + w) * SCALE - 1, (y + h) * SCALE - 1)
        self.pen.rounded_rectangle(corners, radius * SCALE, fill)

    def shape(self, points: Sequence[Point], fill: str) -> None:
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill)

    def disc(self, x: float, y: float, r: float, fill: str, squash: float = 1) -> None:
        up = r * squash
        corners = ((x - r) * SCALE, (y - up) * SCALE, (x + r) * SCALE, (y + up) * SCALE)
        self.pen.ellipse(corners, fill)

    def line(self, points: Sequence[Point], fill: str, width: float) -> None:
        drawn = [(x * SCALE, y * SCALE) for x, y in points]
        self.pen.line(drawn, fill, round(width * SCALE), joint="curve")
        for x, y in (points[0], points[-1]):
            self.disc(x, y, width / 2, fill)

    def hill(self, y: float, rise: float, waves: float, fill: str, shift: float = 0) -> None:
        """Everything below a gentle line."""
        line = [
            (x, y - rise * math.sin(shift + waves * math.tau * x / WIDTH))
            for x in range(-10, WIDTH + 20, 10)
        ]
        self.shape([*line, (WIDTH + 10, HEIGHT), (-10, HEIGHT)], fill)
