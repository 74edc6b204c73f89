"""The picture of a meeting."""

from wijkstem.demo.pictures.canvas import (
    BLUE,
    BRICK,
    BRICK_DARK,
    CLOUD,
    GLASS,
    GREEN,
    HEIGHT,
    LEAF,
    LEAF_LIGHT,
    LINE,
    PLASTER,
    PLUM,
    SAND,
    SLATE,
    SUN,
    TRIM,
    WIDTH,
    WOOD,
    YELLOW,
    Canvas,
)
from wijkstem.demo.pictures.things import person


def table() -> Canvas:
    canvas = Canvas(PLASTER)
    canvas.box(0, 760, WIDTH, HEIGHT, WOOD)
    canvas.box(0, 748, WIDTH, 14, TRIM)
    for x in (120, 600, 1080):
        canvas.box(x - 14, 146, 328, 368, TRIM)
        canvas.box(x, 160, 300, 340, GLASS)
        canvas.disc(x + 90, 420, 90, LEAF_LIGHT)
        canvas.disc(x + 220, 440, 80, LEAF)
        canvas.box(x, 450, 300, 50, LEAF)
        canvas.box(x + 146, 160, 8, 340, TRIM)
    for x in (360, 1140):
        canvas.line([(x, 0), (x, 90)], LINE, 5)
        canvas.shape([(x - 80, 150), (x - 40, 84), (x + 40, 84), (x + 80, 150)], YELLOW)
        canvas.disc(x, 152, 24, CLOUD)
    for number, x in enumerate((250, 450, 660, 860, 1060, 1260)):
        person(canvas, x, 740 + 8 * (number % 2), number, 1.75, seated=True)
    canvas.box(110, 720, 1280, 58, SAND, 16)
    canvas.box(110, 760, 1280, 22, BRICK, 10)
    for x in (180, 1270):
        canvas.box(x, 780, 44, 220, BRICK_DARK)
    set_table(canvas)
    return canvas


def set_table(canvas: Canvas) -> None:
    """Papers, cups, a ballot box and flowers."""
    for x in (230, 640, 1030):
        canvas.shape([(x, 730), (x + 110, 730), (x + 126, 748), (x + 8, 748)], TRIM)
    for number, x in enumerate((390, 560, 840, 1220)):
        colour = (BLUE, PLUM, GREEN, YELLOW)[number]
        canvas.box(x, 690, 44, 44, colour, 8)
        canvas.disc(x + 48, 710, 13, colour)
        canvas.disc(x + 48, 710, 6, SAND)
    canvas.box(700, 620, 110, 116, SLATE, 8)
    canvas.box(690, 608, 130, 22, LINE, 8)
    canvas.box(725, 616, 60, 7, PLASTER, 3)
    canvas.box(945, 660, 40, 74, GLASS, 8)
    for x, y, colour in ((950, 640, SUN), (980, 634, "#d98b6a"), (965, 612, PLUM)):
        canvas.line([(965, 670), (x, y)], LEAF, 5)
        canvas.disc(x, y, 19, colour)
        canvas.disc(x, y, 7, TRIM)
