"""Works out tests/data/fits.json: focus points and what the calculator must find in them, in exact fractions from the normal
equations with a column for every group, every pair of points looked at, every point left out in turn. Nothing of the program
is used, nor any of its methods (means, leverages, counting).

golden_fits.py FILE          writes FILE
golden_fits.py --check FILE  exits 1 if FILE is not what would be written
"""

import json
import math
import pathlib
import sys
from collections import Counter
from fractions import Fraction

from golden_cases import cases


def two_sided(t, degrees):
    """P(|T| > t) for whole degrees of freedom: the finite series of Abramowitz and Stegun 26.7.3 and 26.7.4."""
    angle = math.atan2(t, math.sqrt(degrees))
    cosine = math.cos(angle)
    term, total = (cosine, 0.0) if degrees % 2 else (1.0, 0.0)
    for k in range(1 if degrees % 2 else 0, degrees - 1, 2):
        total += term
        term *= cosine * cosine * (k + 1) / (k + 2)
    if degrees % 2:
        return 1 - 2 / math.pi * (angle + math.sin(angle) * total)
    return 1 - math.sin(angle) * total


def student_limit(degrees, p):
    low, high = 0.0, 1e6
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if two_sided(middle, degrees) > p else (low, middle)
    return low


def invert(matrix):
    """The inverse of a matrix of fractions, or None."""
    size = len(matrix)
    rows = [list(row) + [Fraction(int(i == j)) for j in range(size)] for i, row in enumerate(matrix)]
    for i in range(size):
        pivot = next((r for r in range(i, size) if rows[r][i] != 0), None)
        if pivot is None:
            return None
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for r in range(size):
            if r != i and rows[r][i] != 0:
                factor = rows[r][i]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[i])]
    return [row[size:] for row in rows]


class Fit:
    """Least squares of y on the columns of `rows`; `ok` is false if they do not determine it."""

    def __init__(self, rows, y):
        size = len(rows[0])
        normal = [[sum(row[i] * row[j] for row in rows) for j in range(size)] for i in range(size)]
        right = [sum(row[i] * value for row, value in zip(rows, y)) for i in range(size)]
        self.inverse = invert(normal)
        self.ok = self.inverse is not None
        if self.ok:
            self.values = [sum(a * b for a, b in zip(line, right)) for line in self.inverse]
            self.rss = sum((value - self.at(row)) ** 2 for row, value in zip(rows, y))
            self.degrees = len(rows) - size

    def at(self, row):
        return sum(a * b for a, b in zip(row, self.values))

    def spread(self, row):
        """The variance of at(row), in units of the residuals' variance."""
        return sum(a * m * b for a, line in zip(row, self.inverse) for m, b in zip(line, row))

    def error(self, i):
        return root(self.rss / self.degrees * self.inverse[i][i])


def root(fraction):
    return math.sqrt(fraction.numerator) / math.sqrt(fraction.denominator) if fraction else 0.0


class Point:
    def __init__(self, index, given):
        self.index = index
        self.x, self.y = Fraction(given[0]), Fraction(given[1])
        self.filter, self.session = given[2], given[3]
        self.group = (self.session, self.filter)


def groups_of(points):
    return sorted({p.group for p in points})


def dummies(key, keys):
    return [Fraction(int(key == k)) for k in keys]


def line(points, keys, columns=lambda p: [p.x]):
    return Fit([columns(p) + dummies(p.group, keys) for p in points], [p.y for p in points])


def drop_lonely(points):
    counts = Counter(p.group for p in points)
    return [p for p in points if counts[p.group] > 1], [p for p in points if counts[p.group] == 1]


def worst(points):
    """The point with the largest externally studentized residual, from fits without each point in turn."""
    keys = groups_of(points)
    found = None
    for p in points:
        others = [q for q in points if q is not p]
        fit = line(others, keys)
        if not fit.ok or fit.degrees < 1 or fit.rss == 0:
            continue
        row = [p.x] + dummies(p.group, keys)
        residual = p.y - fit.at(row)
        t = float(residual) / root(fit.rss / fit.degrees * (1 + fit.spread(row)))
        if found is None or abs(t) > abs(found[1]) * (1 + 1e-9):
            found = (p, t, float(residual), student_limit(fit.degrees, 0.01 / len(points)), fit, row)
    if found is None:
        return None
    # Whole positions were rounded: their scatter is never below that of the rounding.
    p, t, residual, limit, fit, row = found
    variance = fit.rss / fit.degrees
    if any(q.y.denominator == 1 for q in points):
        variance = max(variance, Fraction(1, 12))
    return p, residual / root(variance * (1 + fit.spread(row))), residual, limit


def curvature(points):
    keys = groups_of(points)
    plain = line(points, keys)
    if len(points) < 6 or not plain.ok or plain.degrees < 2:
        return 1.0
    square = line(points, keys, lambda p: [p.x, p.x * p.x])
    if not square.ok or plain.rss == 0:
        return 1.0
    if square.rss == 0:
        return 0.0
    return two_sided(root((plain.rss - square.rss) / (square.rss / square.degrees)), square.degrees)


def exclude(points):
    """The excluded, and whether more than a quarter would be."""
    most, tried, exceeding, more = len(points) // 4, [], 0, False
    rest = list(points)
    while len(tried) <= most and len(tried) < exceeding + 2:
        found = worst(rest)
        if found is None:
            break
        tried.append(found)
        rest, _ = drop_lonely([p for p in rest if p is not found[0]])
        if abs(found[1]) > found[3]:
            more = len(tried) > most
            exceeding = exceeding if more else len(tried)
        else:
            out = [t[0] for t in tried[:exceeding]]
            if curvature(drop_lonely([p for p in points if p not in out])[0]) < 0.01:
                break
    return tried[:exceeding], more


def median_slope(points):
    slopes = sorted((q.y - p.y) / (q.x - p.x) for i, p in enumerate(points) for q in points[:i]
                    if p.group == q.group and p.x != q.x)
    if not slopes:
        return 0.0
    return float((slopes[(len(slopes) - 1) // 2] + slopes[len(slopes) // 2]) / 2)


def segments(points):
    keys = groups_of(points)
    points = sorted(points, key=lambda p: p.x)
    best = None
    for cut in range(3, len(points) - 2):
        below, above = points[cut - 1].x, points[cut].x
        if below == above:
            continue
        def columns(p, edge=above):
            warm = p.x >= edge
            return [Fraction(0) if warm else p.x, p.x if warm else Fraction(0), Fraction(int(warm))]
        fit = line(points, keys, columns)
        if fit.ok and fit.degrees > 0 and (best is None or fit.rss < best[0].rss):
            best = (fit, cut, below, above)
    if best is None:
        return None
    fit, cut, below, above = best
    meet = fit.values[2] / (fit.values[0] - fit.values[1])
    return {"coefficients": [float(fit.values[0]), float(fit.values[1])], "errors": [fit.error(0), fit.error(1)],
            "points": [cut, len(points) - cut], "breakpoint": float(meet if below <= meet <= above else (below + above) / 2)}


def filter_offsets(points):
    """Every filter must be tied to the others by common sessions here."""
    counts = Counter(p.filter for p in points)
    names = sorted(counts, key=lambda name: (-counts[name], name))
    if len(names) < 2:
        return []
    nights = sorted({p.session for p in points})
    fit = Fit([[p.x] + dummies(p.session, nights) + dummies(p.filter, names[1:]) for p in points], [p.y for p in points])
    first = 1 + len(nights)
    return [[names[0], counts[names[0]], 0, 0]] + [
        [name, counts[name], float(fit.values[first + i]), fit.error(first + i)] for i, name in enumerate(names[1:])]


def verdict(used, span, low, high, p):
    if used < 3:
        return "too_few_points"
    if span < 2:
        return "span_too_small"
    if low <= 0 <= high:
        return "no_dependence"
    if p < 0.01:
        return "curved"
    return "usable" if span < 5 else "good"


def expected(given):
    everything = sorted((Point(i, g) for i, g in enumerate(given)), key=lambda p: (p.group, p.x, p.y, p.index))
    points, lonely = drop_lonely(everything)
    if len(points) < 3:
        return {"verdict": "too_few_points", "used": len(points), "lonely": sorted(p.index for p in lonely)}
    keys = groups_of(points)
    if not line(points, keys).ok:
        means = Fit([dummies(p.group, keys) for p in points], [p.y for p in points])
        return {"verdict": "span_too_small", "used": len(points), "span": 0, "coefficient": 0, "error": 0,
                "degrees": means.degrees, "residual": root(means.rss / means.degrees), "lonely": []}
    excluded, more = exclude(points)
    out = [e[0] for e in excluded]
    kept, orphaned = drop_lonely([p for p in points if p not in out])
    keys = groups_of(kept)
    fit = line(kept, keys)
    slope, error = float(fit.values[0]), fit.error(0)
    reach = student_limit(fit.degrees, 0.05) * error
    means = Fit([dummies(p.group, keys) for p in kept], [p.y for p in kept])
    span = float(max(max(p.x for p in kept if p.group == k) - min(p.x for p in kept if p.group == k) for k in keys))
    p = curvature(kept)
    result = {
        "verdict": verdict(len(kept), span, slope - reach, slope + reach, p), "used": len(kept), "degrees": fit.degrees,
        "coefficient": slope, "error": error, "low": slope - reach, "high": slope + reach, "span": span,
        "theil_sen": median_slope(points), "residual": root(fit.rss / fit.degrees),
        "r2": float(1 - fit.rss / means.rss) if means.rss else 0, "curvature_p": p, "quarter": more,
        "outliers": [[e[0].index, e[2], e[1], e[3]] for e in excluded],
        "lonely": sorted(q.index for q in lonely + orphaned),
        "groups": [[k[0], k[1], sum(q.group == k for q in kept), float(fit.values[1 + i]), fit.error(1 + i)]
                   for i, k in enumerate(keys)],
        "filters": filter_offsets(kept + lonely),
        "starts": [[7.25, k[1], k[0], float(fit.values[0] * Fraction(7.25) + fit.values[1 + i])]
                   for i, k in enumerate(keys)],
    }
    result["differs"] = abs(slope - result["theil_sen"]) > 2 * error * (1 + 1e-9)
    if result["verdict"] == "curved":
        result["segments"] = segments(kept)
    return result


def text():
    lines = [json.dumps({"name": name, "points": given, "expected": expected(given)}, separators=(",", ":"))
             for name, given in cases().items()]
    return "[\n" + ",\n".join(lines) + "\n]\n"


def main(arguments):
    path = pathlib.Path(arguments[-1])
    if arguments[0] != "--check":
        path.write_text(text(), encoding="utf-8")
        return 0
    # Not letter by letter: the last digit of an arc tangent is the C library's own.
    now, kept = json.loads(text()), json.loads(path.read_text(encoding="utf-8"))
    if same(now, kept):
        return 0
    print(f"{path} is not what golden_fits.py works out; write it anew and look at the differences")
    return 1


def same(a, b):
    if isinstance(a, list):
        return isinstance(b, list) and len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return isinstance(b, dict) and a.keys() == b.keys() and all(same(a[k], b[k]) for k in a)
    if isinstance(a, float) or isinstance(b, float):
        return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-14)
    return a == b


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
