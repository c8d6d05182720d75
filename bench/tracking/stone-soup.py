"""stone-soup.py PLOTS.csv SITES.json gnn|jpda  -> t_s,track,x_m,y_m at each scan, by Stone Soup (dstl/Stone-Soup, MIT).
One setting, chosen and not tuned: extended Kalman filter, constant velocity with q = 0.05, start of 6 points, drop after 20 s."""
import csv
import datetime
import json
import sys
import types

import numpy as np

# Not used here, and not in Debian.
sys.modules.setdefault('utm', types.ModuleType('utm'))

from stonesoup.dataassociator.neighbour import GNNWith2DAssignment
from stonesoup.dataassociator.probability import JPDAwithLBP
from stonesoup.deleter.time import UpdateTimeDeleter
from stonesoup.hypothesiser.distance import DistanceHypothesiser
from stonesoup.hypothesiser.probability import PDAHypothesiser
from stonesoup.initiator.simple import MultiMeasurementInitiator
from stonesoup.measures import Mahalanobis
from stonesoup.models.measurement.nonlinear import CartesianToBearingRange
from stonesoup.models.transition.linear import CombinedLinearGaussianTransitionModel, ConstantVelocity
from stonesoup.predictor.kalman import ExtendedKalmanPredictor
from stonesoup.tracker.simple import MultiTargetMixtureTracker, MultiTargetTracker
from stonesoup.types.detection import Detection
from stonesoup.types.state import GaussianState
from stonesoup.updater.kalman import ExtendedKalmanUpdater

plots, sites, how = sys.argv[1:4]
whole = json.load(open(sites))
start = datetime.datetime(2026, 1, 1)
models, clutter = {}, []
for radar in whole['radars']:
    noise = [np.radians(radar['sigma_bearing_deg']), radar['sigma_range_m']]
    models[radar['id']] = CartesianToBearingRange(
        ndim_state=4, mapping=(0, 2), noise_covar=np.diag(noise) ** 2,
        translation_offset=np.array([[radar['x']], [radar['y']]]))
    clutter.append(whole.get('clutter_per_scan', 20) / (radar['range'] * 2 * np.pi))

scans = {}
for row in csv.DictReader(open(plots)):
    t = float(row['t_s'])
    bearing = np.pi / 2 - np.radians(float(row['bearing_deg']))
    stamp = start + datetime.timedelta(seconds=t)
    scans.setdefault((t, row['radar']), set()).add(
        Detection([(bearing + np.pi) % (2 * np.pi) - np.pi, float(row['range_m'])],
                  timestamp=stamp, measurement_model=models[row['radar']]))


def detections():
    for (t, _), found in sorted(scans.items(), key=lambda one: one[0][0]):
        yield start + datetime.timedelta(seconds=t), found


motion = CombinedLinearGaussianTransitionModel([ConstantVelocity(0.05), ConstantVelocity(0.05)])
predictor, updater = ExtendedKalmanPredictor(motion), ExtendedKalmanUpdater(None)
gated = DistanceHypothesiser(predictor, updater, Mahalanobis(), missed_distance=3.5)
deleter = UpdateTimeDeleter(datetime.timedelta(seconds=20))
initiator = MultiMeasurementInitiator(
    prior_state=GaussianState([[0], [0], [0], [0]], np.diag([0, 15 ** 2, 0, 15 ** 2])), measurement_model=None,
    deleter=UpdateTimeDeleter(datetime.timedelta(seconds=8)), data_associator=GNNWith2DAssignment(gated),
    updater=updater, min_points=6)
if how == 'jpda':
    hypothesiser = PDAHypothesiser(predictor, updater, clutter_spatial_density=float(np.mean(clutter)),
                                   prob_detect=whole.get('pd', 0.8), prob_gate=0.999)
    tracker = MultiTargetMixtureTracker(initiator, deleter, detections(), JPDAwithLBP(hypothesiser), updater)
else:
    tracker = MultiTargetTracker(initiator, deleter, detections(), GNNWith2DAssignment(gated), updater)

print('t_s,track,x_m,y_m')
for now, tracks in tracker:
    t = round((now - start).total_seconds(), 3)
    for track in tracks:
        print(f'{t},{track.id},{track.state_vector[0, 0]:.2f},{track.state_vector[2, 0]:.2f}')
