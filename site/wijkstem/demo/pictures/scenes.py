"""The pictures themselves."""

import math

from wijkstem.demo.pictures.canvas import (
    BLUE,
    BRICK,
    BRICK_DARK,
    DOOR,
    FAR,
    GLASS,
    GREEN,
    HEIGHT,
    LEAF,
    LEAF_LIGHT,
    LINE,
    PLASTER,
    PLUM,
    ROAD,
    SAND,
    SLATE,
    STONE,
    SUN,
    TRIM,
    WATER,
    WATER_LIGHT,
    WIDTH,
    WOOD,
    YELLOW,
    Canvas,
)
from wijkstem.demo.pictures.things import door, house, person, sky, tree, window


def far_away(canvas: Canvas, horizon: float) -> None:
    """Roofs and a church in the haze."""
    for x, w, h in (
        (0, 160, 90),
        (150, 90, 150),
        (330, 200, 70),
        (640, 130, 120),
        (1180, 200, 100),
    ):
        canvas.box(x, horizon - h, w, h + 4, FAR)
        canvas.shape([(x, horizon - h), (x + w / 2, horizon - h - 50), (x + w, horizon - h)], FAR)
    canvas.box(1010, horizon - 260, 60, 264, FAR)
    canvas.shape([(1004, horizon - 258), (1040, horizon - 400), (1076, horizon - 258)], FAR)


def street() -> Canvas:
    canvas = Canvas()
    sky(canvas)
    base = 820
    far_away(canvas, base)
    walls = [
        (40, 230, 450, BRICK, "step", BLUE),
        (270, 210, 450, PLASTER, "bell", GREEN),
        (480, 240, 320, BRICK_DARK, "point", YELLOW),
        (720, 220, 460, SAND, "neck", PLUM),
        (940, 230, 330, BRICK, "bell", DOOR),
        (1170, 250, 450, BRICK_DARK, "step", YELLOW),
    ]
    for x, w, h, wall, gable, fill in walls:
        house(canvas, x, base, w, h, wall, gable, fill)
    canvas.box(0, base, WIDTH, 40, STONE)
    canvas.box(0, base + 40, WIDTH, HEIGHT, ROAD)
    for x in range(0, WIDTH, 120):
        canvas.box(x + 20, base + 110, 60, 8, STONE, 4)
    tree(canvas, 30, base + 30, 330)
    tree(canvas, 1460, base + 30, 300, LEAF_LIGHT)
    person(canvas, 610, base + 46, 0)
    person(canvas, 700, base + 46, 2)
    person(canvas, 1040, base + 60, 5)
    bicycle(canvas, 300, base + 70)
    return canvas


def bicycle(canvas: Canvas, x: float, base: float) -> None:
    for wheel in (x, x + 150):
        canvas.disc(wheel, base - 48, 48, LINE)
        canvas.disc(wheel, base - 48, 41, ROAD)
    frame = [(x, base - 48), (x + 40, base - 120), (x + 125, base - 120), (x + 70, base - 48)]
    canvas.line([*frame, (x, base - 48)], PLUM, 8)
    canvas.line([(x + 40, base - 120), (x + 70, base - 48)], PLUM, 8)
    canvas.line([(x + 150, base - 48), (x + 120, base - 145), (x + 95, base - 150)], PLUM, 8)
    canvas.line([(x + 40, base - 120), (x + 34, base - 138)], LINE, 7)
    canvas.box(x + 12, base - 146, 48, 12, LINE, 6)


def garden() -> Canvas:
    canvas = Canvas()
    sky(canvas, sun=260, clouds=(560, 1090))
    far_away(canvas, 560)
    canvas.hill(560, 22, 1.1, LEAF_LIGHT)
    canvas.hill(640, 16, 0.8, LEAF, 1.4)
    canvas.shape([(640, 640), (800, 640), (1060, HEIGHT), (420, HEIGHT)], SAND)
    for x, y, size in ((120, 690, 330), (380, 650, 240), (1130, 650, 260), (1390, 700, 360)):
        tree(canvas, x, y, size, LEAF_LIGHT)
        for number in range(9):
            turn = number * 2.4
            apple = (
                x + math.cos(turn) * size * 0.24,
                y - size * 0.76 + math.sin(turn) * size * 0.2,
            )
            canvas.disc(*apple, 9, "#c9893f")
    for row, y in enumerate((760, 850, 945)):
        for left in (60, 1000 + row * 20):
            bed(canvas, left, y, 330 - (row * 20 if left == 60 else 0), row)
    person(canvas, 600, 830, 1, 1.15)
    person(canvas, 880, 800, 3, 1.05)
    person(canvas, 960, 812, 4, 0.7)
    canvas.box(640, 770, 46, 40, YELLOW, 6)
    return canvas


def bed(canvas: Canvas, x: float, y: float, w: float, row: int) -> None:
    canvas.box(x, y, w, 46, WOOD, 6)
    canvas.box(x + 8, y + 6, w - 16, 20, "#5a4331", 4)
    for number in range(int(w // 46)):
        plant = x + 30 + number * 46
        canvas.disc(plant, y - 2, 20, LEAF_LIGHT if row % 2 else "#5f8f5b")
        canvas.disc(plant + 6, y - 14, 8, (PLUM, SUN, "#d98b6a")[row])


def canal() -> Canvas:
    canvas = Canvas()
    sky(canvas, sun=1260, clouds=(120, 700))
    quay = 560
    far_away(canvas, quay)
    for x, w, h, wall, gable, fill in (
        (0, 190, 305, BRICK_DARK, "neck", YELLOW),
        (190, 180, 305, PLASTER, "step", BLUE),
        (1130, 190, 305, SAND, "bell", GREEN),
        (1320, 190, 305, BRICK, "point", PLUM),
    ):
        house(canvas, x, quay, w, h, wall, gable, fill)
    canvas.box(0, quay, WIDTH, 60, BRICK_DARK)
    canvas.box(0, quay, WIDTH, 14, STONE)
    canvas.box(0, quay + 60, WIDTH, HEIGHT, WATER)
    bridge(canvas, quay)
    for number in range(26):
        x, y = (number * 373) % WIDTH, quay + 100 + (number * 97) % 320
        canvas.box(x, y, 70 + (number * 31) % 90, 7, WATER_LIGHT, 4)
    boat(canvas, 520, 830)
    tree(canvas, 420, quay + 6, 250)
    tree(canvas, 1085, quay + 6, 230, LEAF_LIGHT)
    return canvas


def bridge(canvas: Canvas, quay: float) -> None:
    """A brick bridge with one arch, in the middle."""
    deck = [
        (470 + 5.6 * step, quay - 8 - 92 * math.sin(math.pi * step / 100)) for step in range(101)
    ]
    canvas.shape([*deck, (1030, quay + 150), (470, quay + 150)], BRICK)
    canvas.disc(750, quay + 150, 190, WATER, 0.95)
    canvas.box(470, quay + 150, 560, 60, WATER)
    canvas.line(deck, STONE, 16)
    rail = [(x, y - 52) for x, y in deck]
    for x, y in deck[::10]:
        canvas.line([(x, y), (x, y - 52)], LINE, 6)
    canvas.line(rail, LINE, 7)
    person(canvas, 700, quay - 100, 3, 0.8)
    person(canvas, 780, quay - 100, 0, 0.8)


def boat(canvas: Canvas, x: float, y: float) -> None:
    canvas.shape([(x, y), (x + 360, y), (x + 310, y + 70), (x + 50, y + 70)], GREEN)
    canvas.box(x - 8, y - 10, 376, 16, TRIM, 8)
    person(canvas, x + 110, y, 1, 0.9, seated=True)
    person(canvas, x + 240, y, 4, 0.9, seated=True)
    canvas.line([(x + 290, y - 60), (x + 420, y + 90)], WOOD, 9)


def community_house() -> Canvas:
    canvas = Canvas()
    sky(canvas, sun=220, clouds=(480, 1060))
    base = 810
    far_away(canvas, base)
    canvas.box(250, 430, 1000, 380, BRICK)
    canvas.shape([(210, 440), (370, 250), (1130, 250), (1290, 440)], SLATE)
    canvas.shape([(560, 440), (750, 210), (940, 440)], PLASTER)
    canvas.line([(550, 446), (750, 206), (950, 446)], TRIM, 15)
    canvas.disc(750, 350, 52, TRIM)
    canvas.disc(750, 350, 43, BLUE)
    canvas.line([(750, 350), (750, 322)], TRIM, 6)
    canvas.line([(750, 350), (770, 358)], TRIM, 6)
    for x in (320, 450, 990, 1120):
        window(canvas, x, 500, 84, 150, SUN if x in (450, 990) else GLASS)
    canvas.box(600, 470, 300, 62, GREEN, 8)
    for x, w in ((630, 70), (712, 48), (772, 98)):
        canvas.box(x, 493, w, 16, TRIM, 8)
    door(canvas, 660, base, 84, 190)
    door(canvas, 756, base, 84, 190)
    canvas.box(0, base, WIDTH, HEIGHT, STONE)
    canvas.box(0, base + 110, WIDTH, HEIGHT, ROAD)
    tree(canvas, 120, base + 20, 420)
    tree(canvas, 1390, base + 20, 380, LEAF_LIGHT)
    for number, x in enumerate((420, 505, 960, 1050, 1180)):
        person(canvas, x, base + 84 + 14 * (number % 2), number, 1.1)
    bunting(canvas)
    return canvas


def bunting(canvas: Canvas) -> None:
    """Little flags from tree to tree."""
    line = [(160 + 11.8 * x, 560 + 0.045 * x * (100 - x)) for x in range(101)]
    canvas.line(line, LINE, 4)
    for number, (x, y) in enumerate(line[3:-2:5]):
        colour = (BLUE, SUN, PLUM, TRIM, LEAF_LIGHT)[number % 5]
        canvas.shape([(x - 20, y), (x + 20, y), (x, y + 44)], colour)


def solar_roof() -> Canvas:
    canvas = Canvas()
    sky(canvas, sun=1230, clouds=(150, 620))
    far_away(canvas, 600)
    canvas.hill(610, 10, 1.3, LEAF_LIGHT)
    canvas.box(190, 560, 1120, 330, SAND)
    canvas.shape([(130, 570), (300, 260), (1200, 260), (1370, 570)], BRICK_DARK)
    for row in range(3):
        for column in range(8):
            panel(canvas, row, column)
    for x in (270, 450, 1000, 1170):
        window(canvas, x, 640, 90, 130)
    canvas.box(610, 620, 300, 270, DOOR)
    for x in (660, 710, 760, 810, 860):
        canvas.box(x, 620, 5, 270, GREEN if x % 20 else "#2f6b55")
    canvas.box(0, 886, WIDTH, HEIGHT, ROAD)
    canvas.line([(1130, 890), (1085, 300)], WOOD, 12)
    canvas.line([(1190, 890), (1145, 300)], WOOD, 12)
    for number in range(12):
        left, y = 1130 - 3.75 * number, 890 - 49 * number
        canvas.line([(left, y - 20), (left + 60, y - 20)], WOOD, 8)
    person(canvas, 1125, 520, 3, 1.0)
    person(canvas, 480, 920, 1, 1.15)
    person(canvas, 570, 925, 2, 1.15)
    tree(canvas, 70, 900, 360)
    return canvas


def panel(canvas: Canvas, row: int, column: int) -> None:
    """One panel on the slope: the roof narrows towards its ridge."""

    def at(u: float, v: float) -> tuple[float, float]:
        y = 540 - 250 * v
        half = 590 - 165 * v
        return 750 + (u - 0.5) * 2 * half * 0.86, y

    u, v, w, h = column / 8, row / 3, 0.112, 0.29
    corners = [at(u, v), at(u + w, v), at(u + w, v + h), at(u, v + h)]
    canvas.shape(corners, "#27476b")
    canvas.shape(
        [at(u, v + h * 0.55), at(u + w, v + h * 0.9), at(u + w, v + h), at(u, v + h)], BLUE
    )
    canvas.line([at(u + w / 2, v), at(u + w / 2, v + h)], "#5f7fa8", 2.5)
    canvas.line([at(u, v + h / 2), at(u + w, v + h / 2)], "#5f7fa8", 2.5)
