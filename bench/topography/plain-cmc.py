"""Congruent matching cells as published (Song 2013; Tong, Song, Chu 2015), in plain numpy: one FFT a cell and angle.

plain-cmc.py FOLDER: reads FOLDER/pairs.txt (a b, a line) and FOLDER/<name>.f32 (two int32 width, height; then float32 heights in
micrometres on 12.5 um, NaN where nothing was measured); writes "cmc seconds" a pair: the mean of both directions, processor time.
"""

import sys
import time

import numpy as np

CELLS, LEAST_MEASURED = 8, 0.15
ANGLES = range(-30, 31, 3)
SHIFT_MAX, ANGLE_MAX, CORRELATION_MIN = 10, 6, 0.5  # 125 um on 12.5 um; degrees; published


def read(path):
    raw = np.fromfile(path, dtype=np.float32)
    width, height = raw[:2].view(np.int32)
    return raw[2:].reshape(height, width).astype(np.float64)


def turned(z, degrees):
    height, width = z.shape
    y, x = np.mgrid[0:height, 0:width]
    cy, cx, a = (height - 1) / 2, (width - 1) / 2, np.radians(degrees)
    sx = np.rint(np.cos(a) * (x - cx) + np.sin(a) * (y - cy) + cx).astype(int)
    sy = np.rint(-np.sin(a) * (x - cx) + np.cos(a) * (y - cy) + cy).astype(int)
    inside = (sx >= 0) & (sy >= 0) & (sx < width) & (sy < height)
    out = np.full(z.shape, np.nan)
    out[inside] = z[sy[inside], sx[inside]]
    return out


def centred(z):
    return np.nan_to_num(z - np.nanmean(z))


def correlation(a, b):
    both = ~np.isnan(a) & ~np.isnan(b)
    if both.sum() < 50:
        return -1.0
    p, q = a[both] - a[both].mean(), b[both] - b[both].mean()
    scale = np.sqrt((p * p).sum() * (q * q).sum())
    return float((p * q).sum() / scale) if scale > 0 else -1.0


def best_of(cell, region):
    """Where the cell lies in the region by cross-correlation, and the correlation there."""
    if np.isnan(region).mean() > 0.95:
        return None
    size = [a + b - 1 for a, b in zip(cell.shape, region.shape)]
    spectrum = np.fft.rfft2(centred(region), size) * np.conj(np.fft.rfft2(centred(cell), size))
    found = np.fft.irfft2(spectrum, size)[: region.shape[0] - cell.shape[0] + 1, : region.shape[1] - cell.shape[1] + 1]
    y, x = np.unravel_index(np.argmax(found), found.shape)
    return y, x, correlation(cell, region[y : y + cell.shape[0], x : x + cell.shape[1]])


def congruent(a, b):
    height, width = a.shape[0] // CELLS, a.shape[1] // CELLS
    padded = np.full((a.shape[0] + 2 * height, a.shape[1] + 2 * width), np.nan)
    best = {}
    for degrees in ANGLES:
        target = turned(b, degrees)
        padded[:] = np.nan
        h, w = min(a.shape[0], target.shape[0]), min(a.shape[1], target.shape[1])
        padded[height : height + h, width : width + w] = target[:h, :w]
        for row in range(CELLS):
            for column in range(CELLS):
                top, left = row * height, column * width
                cell = a[top : top + height, left : left + width]
                if (~np.isnan(cell)).mean() < LEAST_MEASURED:
                    continue
                found = best_of(cell, padded[top : top + 3 * height, left : left + 3 * width])
                if found and found[2] > best.get((row, column), (0, 0, 0, -2))[3]:
                    best[row, column] = (found[0] - height, found[1] - width, degrees, found[2])
    if not best:
        return 0
    y, x, degrees, c = np.array(list(best.values())).T
    near = (abs(y - np.median(y)) <= SHIFT_MAX) & (abs(x - np.median(x)) <= SHIFT_MAX)
    return int((near & (abs(degrees - np.median(degrees)) <= ANGLE_MAX) & (c >= CORRELATION_MIN)).sum())


folder = sys.argv[1]
for line in open(f"{folder}/pairs.txt"):
    first, second = (read(f"{folder}/{name}.f32") for name in line.split())
    start = time.process_time()
    cmc = (congruent(first, second) + congruent(second, first)) / 2
    print(cmc, round(time.process_time() - start, 4), flush=True)
