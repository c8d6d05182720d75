/**
 * Thresholds of the rules. A figure with a source names it; the others are the house's own first settings, which a nation
 * may change, and are marked so.
 */
export type RuleThresholds = {
  /** Top speed of a vessel whose type says nothing else, knots (Global Fishing Watch segments tracks at the same 30 kn). */
  readonly speedMaxKn: number
  /** Of high-speed craft, and of patrol, pilot and rescue craft, which are built for it (house). */
  readonly speedMaxFastKn: number
  /** Of wing-in-ground craft, and of rescue aircraft (house). */
  readonly speedMaxFlyingKn: number
  /** Error allowed between two positions, metres: two unaided fixes and antennas on one hull (house). */
  readonly jumpSlackM: number
  /** Clock error allowed between stations, seconds (house). */
  readonly clockSlackSeconds: number
  /** Reports at the new place that confirm a jump. */
  readonly jumpConfirmations: number
  /** Returns to the other place within `duplicateWindowMs` that make it two transmitters. */
  readonly duplicateSwitches: number
  readonly duplicateWindowMs: number
  /** How far inland counts: GSHHG shores are good to 500 m at 90 % (data/geo/README.md). */
  readonly landMarginM: number
  /** Speed and course are held against displacement over at least and at most this time (house). */
  readonly displacementMinMs: number
  readonly displacementMaxMs: number
  /** Contradictions in a row before it is said. */
  readonly displacementTimes: number
  /** A silence is looked at from this many expected intervals on, and from this many milliseconds on (house). */
  readonly silenceIntervals: number
  readonly silenceMinMs: number
  /** Chance left that every report was merely not received; below it the silence is said (house). */
  readonly silenceChanceMax: number
  /** Where reports arrive less often than this share, silence says nothing (house). */
  readonly receptionMin: number
  /** A station that heard nothing at all for so long proves no silence of anybody. */
  readonly stationDeadMs: number
  /** Two vessels this near for so long, slower than this by their median, so far from where vessels lie, have met (Global Fishing Watch). */
  readonly encounterM: number
  readonly encounterMs: number
  readonly encounterSpeedKn: number
  readonly encounterOffshoreM: number
  /** An hour's mean speed below this, so far from shore, is loitering (Global Fishing Watch). */
  readonly loiterSpeedKn: number
  readonly loiterOffshoreM: number
  /** From this score on a meeting or loitering is a warning and not a remark (house). */
  readonly behaviourWarningAt: number
  /** A vessel that left an area must be this far outside before it can enter again, metres (house). */
  readonly areaHysteresisM: number
  readonly speedHysteresisKn: number
  /** Two reports farther apart in time say nothing of what was passed between them. */
  readonly passMaxMs: number
  /** Changes of length or beam up to this are a correction (house). */
  readonly dimensionChangeM: number
  /** Same number or identity is said again after this long, while it goes on. */
  readonly distressReminderMs: number
  /** Survival craft silent for so long have a new episode when they are heard again. */
  readonly distressPauseMs: number
}

export const THRESHOLDS: RuleThresholds = {
  speedMaxKn: 30,
  speedMaxFastKn: 60,
  speedMaxFlyingKn: 400,
  jumpSlackM: 300,
  clockSlackSeconds: 5,
  jumpConfirmations: 2,
  duplicateSwitches: 2,
  duplicateWindowMs: 10 * 60_000,
  landMarginM: 500,
  displacementMinMs: 120_000,
  displacementMaxMs: 10 * 60_000,
  displacementTimes: 3,
  silenceIntervals: 6,
  silenceMinMs: 10 * 60_000,
  silenceChanceMax: 0.001,
  receptionMin: 0.6,
  stationDeadMs: 2 * 60_000,
  encounterM: 500,
  encounterMs: 2 * 3_600_000,
  encounterSpeedKn: 2,
  encounterOffshoreM: 10_000,
  loiterSpeedKn: 2,
  loiterOffshoreM: 20 * 1852,
  behaviourWarningAt: 0.75,
  areaHysteresisM: 100,
  speedHysteresisKn: 0.5,
  passMaxMs: 15 * 60_000,
  dimensionChangeM: 5,
  distressReminderMs: 60 * 60_000,
  distressPauseMs: 10 * 60_000,
}
