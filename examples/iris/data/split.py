"""Splits iris.csv into train/train.csv and validation/validation.csv: of each species, every fifth row validates."""

import csv
import os

HERE = os.path.dirname(os.path.abspath(__file__))
EVERY = 5


def split(rows):
    seen = {}
    train, validation = [], []
    for row in rows:
        species = row[-1]
        seen[species] = seen.get(species, 0) + 1
        (validation if seen[species] % EVERY == 0 else train).append(row)
    return train, validation


def write(path, header, rows):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    with open(os.path.join(HERE, "iris.csv"), newline="") as source:
        header, *flowers = csv.reader(source)
    train, validation = split(flowers)
    write(os.path.join(HERE, "train", "train.csv"), header, train)
    write(os.path.join(HERE, "validation", "validation.csv"), header, validation)
