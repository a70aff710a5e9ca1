"""What `make bench` left in a directory, as figures: medians of the rounds with their range, and ratios within one round."""
import csv
import os
import statistics
from dataclasses import dataclass

# What a packet socket can ask for a second here, src/bench/run's highest: who answers all of it may answer more.
LIMIT = 860e3


@dataclass(frozen=True)
class Spread:
    median: float
    low: float
    high: float


def spread(values):
    values = list(values)
    return Spread(statistics.median(values), min(values), max(values)) if values else None


class Figures:
    def __init__(self, directory):
        self.values, self.responders = {}, []
        for row in rows(directory, "results.csv"):
            name = row["responder"]
            if name not in self.responders:
                self.responders.append(name)
            self.values.setdefault((name, row["metric"]), {})[int(row["round"])] = float(row["value"])
        self.rounds = max((r for by_round in self.values.values() for r in by_round), default=0)
        # Nanoseconds, their error, bytes allocated, by way and case.
        self.packets = {}
        for row in rows(directory, "packets.csv"):
            error = 0 if row["error"] == "NaN" else float(row["error"])
            self.packets[row["way"], row["case"]] = (float(row["ns"]), error, row["bytes"])

    def of(self, name, metric):
        return spread(self.values.get((name, metric), {}).values())

    def ratio(self, name, metric, to):
        """Of a responder to another in the same round: what else the machine did then, it did to both."""
        ours, theirs = self.values.get((name, metric), {}), self.values.get((to, metric), {})
        return spread(ours[r] / theirs[r] for r in ours if theirs.get(r))

    def series(self, way):
        """A growth series in the order in which it was measured: label, nanoseconds, their error, bytes."""
        return [(case, *values) for (w, case), values in self.packets.items() if w == way]


def rows(directory, name):
    path = os.path.join(directory, name)
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def show(v):
    if v >= 999_500:
        return f"{v / 1e6:.2f} M"
    if v >= 10_000:
        return f"{v / 1000:.0f} k" if v >= 99_950 else f"{v / 1000:.1f} k"
    return f"{v:.0f}" if v >= 100 else f"{v:.1f}"


def times(v):
    return f"{v:.0f}" if v >= 9.95 else f"{v:.2f}" if v >= 0.0995 else f"{v:.3f}"


def table(head, lines):
    return "\n".join(["| " + " | ".join(head) + " |", "|" + "---|" * len(head)] + ["| " + " | ".join(line) + " |" for line in lines])
