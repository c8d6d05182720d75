import type { RadarSite } from './contract/site.ts'
import type { CoverageStudy } from './contract/study.ts'

/** An invented coastal radar in X band. */
export const SITE: RadarSite = {
  name: 'Invented hill',
  feed: null,
  stage: 'in-service',
  position: { lon: -61, lat: 14 },
  groundM: 280,
  mastM: 20,
  radar: {
    model: 'Invented X',
    source: 'numbers of this test',
    peakPowerW: 25_000,
    gainDb: 33,
    frequencyMhz: 9400,
    pulseUs: 0.5,
    pulses: 10,
    noiseFigureDb: 5,
    lossesDb: 6,
    falseAlarmProbability: 1e-6,
    azimuthBeamDeg: 0.8,
    polarisation: 'horizontal',
    rangeNm: 48,
  },
  cost: null,
  costSource: null,
  state: 'active',
}

const SQUARE: [number, number][] = [
  [-62, 13.4],
  [-60.4, 13.4],
  [-60.4, 14.6],
  [-62, 14.6],
  [-62, 13.4],
]

export const STUDY_ASKED: CoverageStudy = {
  title: 'Around the island',
  zone: { type: 'Polygon', coordinates: [SQUARE] },
  target: { name: 'go-fast', heightM: 1, rcsM2: 3, fluctuation: 'swerling-1', probability: 0.8 },
  sea: { state: 2, significantWaveM: 0.5 },
  sites: [],
  candidates: [],
  budget: null,
  cellM: 2000,
  result: null,
  problem: null,
  state: 'waiting',
}
