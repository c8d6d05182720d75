/** What is known of a contact that only radar sees. */
interface DarkCandidate {
  /** Seen by radar for so long, and in so many plots. */
  readonly heldS: number
  readonly plots: number
  readonly speedKn: number
  /** Share of due class A reports that arrive at its place, 0-1 (reception-map.ts). */
  readonly reception: number
  /** To the nearest craft that reports and that no radar track is known for; Infinity: none. */
  readonly nearestReporterM: number
  /** Half of the greater axis of its 95 % ellipse. */
  readonly uncertaintyM: number
}

/** House's own first settings, which a nation may change. */
export const DARK_THRESHOLDS = {
  /** Where fewer reports than this arrive, not hearing a craft says nothing. */
  receptionMin: 0.6,
  heldMinS: 60,
  plotsMin: 12,
  /** Slower contacts are buoys, driftwood, boats at their pots, and shown without an alert. */
  speedMinKn: 6,
  /** A craft that reports this near may be the contact: correlation has not decided yet. */
  reporterClearM: 1500,
  scoreMin: 0.35,
  /** From here it is a warning and not a remark. */
  warningAt: 0.6,
} as const

/** Time that makes the holding of a track credible by 63 %, s. */
const HELD_SCALE_S = 120
/** Speed at which a boat without AIS is as suspicious as speed alone can make it (go-fasts run 25 to 45 kn). */
const FAST_KN = 25

interface DarkVerdict {
  readonly raise: boolean
  /** 0-1: share of reports that should have arrived × credibility of the track × how fast it goes. */
  readonly score: number
  readonly severity: 'info' | 'warning'
}

export function judgeDark(c: DarkCandidate): DarkVerdict {
  const t = DARK_THRESHOLDS
  const held = 1 - Math.exp(-c.heldS / HELD_SCALE_S)
  const motion = Math.min(1, 0.2 + (0.8 * Math.max(0, c.speedKn - t.speedMinKn)) / (FAST_KN - t.speedMinKn))
  const score = c.reception * held * motion
  const raise =
    c.reception >= t.receptionMin &&
    c.heldS >= t.heldMinS &&
    c.plots >= t.plotsMin &&
    c.speedKn >= t.speedMinKn &&
    c.nearestReporterM > Math.max(t.reporterClearM, 2 * c.uncertaintyM) &&
    score >= t.scoreMin
  return { raise, score, severity: score >= t.warningAt ? 'warning' : 'info' }
}
