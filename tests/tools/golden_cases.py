"""The focus points of tests/data/fits.json: [temperature, position, filter, session]."""

import random


def night(seed, count, low, high, position, noise, name_filter="", session=""):
    """Points over a range of temperatures in tenths of a degree, at whole steps."""
    source = random.Random(seed)
    points = []
    for i in range(count):
        temperature = round(low + (high - low) * i / (count - 1), 1)
        points.append([temperature, round(position(temperature) + source.gauss(0, noise)), name_filter, session])
    source.shuffle(points)
    return points


def line(slope, offset=12000):
    return lambda temperature: offset + slope * temperature


def with_bad(points, bad):
    """The points by temperature, those whose place is in `bad` moved by so many steps."""
    points = sorted(points)
    return [[t, p + bad.get(i, 0), f, s] for i, (t, p, f, s) in enumerate(points)]


def cases():
    plain = night(1, 14, 2, 15, line(35), 6)
    nights = [p for i, shift in enumerate((0, 180, -95))
              for p in night(10 + i, 7 + i, 3 + 2 * i, 9 + 2 * i, line(-22.5, 9000 + shift), 5, "", f"2026-11-2{i}")]
    filters = [p for i, (name, shift) in enumerate((("L", 0), ("R", 41), ("Ha", -66)))
               for p in night(20 + i, 9 - 2 * i, 1 + i, 10 + i, line(18, 20000 + shift), 4, name, "2026-11-23")]
    both = [p for s in range(3) for i, (name, shift) in enumerate((("L", 0), ("R", 41), ("G", 25)))
            for p in night(30 + 3 * s + i, 6 - 2 * i + s % 2, 2 + s, 9 + s, line(27, 15000 + shift + 60 * s), 5, name,
                           f"2026-11-1{s}")]
    alone = [[5.5, 15190, "B", "2026-11-10"], [8.0, 15320, "B", "2026-11-11"]]
    bent = night(50, 18, 0, 17, lambda t: 10000 + (12 * t if t < 8 else 96 + 55 * (t - 8)), 4)
    bent_nights = [p for s in range(2) for p in night(55 + s, 12, s, 14 + s,
                   lambda t, s=s: 10000 + 130 * s + (-50 * t if t < 6.5 else -325 - 15 * (t - 6.5)), 3, "", f"night {s}")]
    quiet = random.Random(60)
    none = [[float(t), 8000 + quiet.randint(-20, 20), "", ""] for t in range(12)]
    return {
        "positive": plain,
        "negative": night(2, 14, -8, 6, line(-41.7), 6),
        "four points": night(3, 4, 1, 10, line(30), 3),
        "several nights": nights,
        "several filters": filters,
        "filters over nights": both,
        "filters, some alone in their night": both + alone,
        "bad at the cold end": with_bad(plain, {0: 190}),
        "bad at the warm end": with_bad(plain, {13: -160}),
        "bad in the middle": with_bad(plain, {7: 120}),
        "bad at both ends": with_bad(plain, {0: 260, 13: -230}),
        "two bad hide each other": with_bad(night(4, 12, 0, 11, line(35), 5), {4: 150, 5: 152}),
        "two bad pull the line": with_bad(night(4, 12, 0, 11, line(35), 5), {10: 150, 11: 170}),
        "bad in one of several nights": with_bad(nights, {3: 90}),
        "one of a pair is bad": plain + [[4.0, 12340, "R", ""], [9.0, 12812, "R", ""]],
        "more than a quarter bad": with_bad(night(5, 8, 0, 7, line(20), 1), {1: 300, 3: -4000, 5: 60000}),
        "a bend": bent,
        "a bend over two nights": bent_nights,
        "a parabola": night(51, 15, 0, 14, lambda t: 5000 + 3 * t * t, 3),
        "too little for two lines": [[float(t), 100 + 10 * t * t, "", s] for s in ("a", "b", "c") for t in (0, 1, 4)][:8],
        "no dependence": none,
        "noise hides it": night(61, 9, 0, 8, line(2), 40),
        "span too small": night(70, 8, 10, 11.4, line(35), 2),
        "spans of nights do not add": night(71, 6, 0, 1.5, line(35), 2, "", "a") + night(72, 6, 9, 10.5, line(35), 2, "", "b"),
        "usable": night(73, 9, 10, 13.2, line(35), 2),
        "no points": [],
        "two points": [[1.0, 100, "", ""], [9.0, 380, "", ""]],
        "three alone": [[1.0, 100, "", "a"], [5.0, 200, "", "b"], [9.0, 380, "", "c"]],
        "three points": [[1.0, 100, "", ""], [5.0, 235, "", ""], [9.0, 380, "", ""]],
        "exactly on a line": [[float(t), 12000 + 35 * t, "", ""] for t in range(10)],
        "exactly level": [[float(t), 12000, "", ""] for t in range(10)],
        "one temperature": [[10.5, 12000 + i * i, "", ""] for i in range(6)],
        "a thousand copies": [[10.5, 12345, "", ""]] * 1000,
        "huge": [[t * 1e6, p * 1e12, f, s] for t, p, f, s in plain],
        "tiny steps": [[t, p * 1e-9, f, s] for t, p, f, s in plain],
        "tiny temperatures": [[t * 1e-7, p, f, s] for t, p, f, s in plain],
        "far from zero": [[t + 100000, 1e9 + p, f, s] for t, p, f, s in plain],
        "fine steps far out": [[float(t), 1000000 + 0.001 * (3500 * t + 7 * (-1) ** t + t % 3), "", ""] for t in range(12)],
    }
