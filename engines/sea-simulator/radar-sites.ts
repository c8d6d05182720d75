/** A simulated coastal radar; heights above the sea and what it measures wrongly are known, as only a simulation can. */
export type SimRadar = {
  /** Always begins with `SIM`. */
  readonly id: string
  /** Data source of ASTERIX I048/010; area code 0 is used locally (EUROCONTROL-SPEC-0149 Part 1). */
  readonly sac: number
  readonly sic: number
  readonly lon: number
  readonly lat: number
  readonly heightM: number
  readonly rangeM: number
  readonly scanSeconds: number
  readonly sigmaRangeM: number
  readonly sigmaBearingDeg: number
  /** What it measures too much. */
  readonly biasRangeM: number
  readonly biasBearingDeg: number
}

const NM = 1852
const coastal = { sac: 0, rangeM: 48 * NM, scanSeconds: 3, sigmaRangeM: 30, sigmaBearingDeg: 0.25 } as const

/** Hills from general knowledge, invented radars. */
export const RADARS: readonly SimRadar[] = [
  {
    id: 'SIM-R-GROSISLET',
    ...coastal,
    sic: 11,
    lon: -60.925,
    lat: 14.065,
    heightM: 180,
    biasRangeM: 60,
    biasBearingDeg: 0.4,
  },
  {
    id: 'SIM-R-MOULE',
    ...coastal,
    sic: 12,
    lon: -60.945,
    lat: 13.715,
    heightM: 220,
    biasRangeM: -40,
    biasBearingDeg: -0.3,
  },
  {
    id: 'SIM-R-SOUFRIERE',
    ...coastal,
    sic: 13,
    lon: -61.05,
    lat: 13.84,
    heightM: 320,
    biasRangeM: 25,
    biasBearingDeg: 0.15,
  },
  {
    id: 'SIM-R-DIAMANT',
    ...coastal,
    sic: 21,
    lon: -61.04,
    lat: 14.46,
    heightM: 350,
    biasRangeM: -80,
    biasBearingDeg: 0.5,
  },
  {
    id: 'SIM-R-VINCENT',
    ...coastal,
    sic: 31,
    lon: -61.2,
    lat: 13.35,
    heightM: 400,
    biasRangeM: 45,
    biasBearingDeg: -0.45,
  },
  {
    id: 'SIM-R-BARBADOS',
    ...coastal,
    sic: 41,
    lon: -59.6,
    lat: 13.25,
    heightM: 300,
    biasRangeM: 10,
    biasBearingDeg: 0.2,
  },
]
