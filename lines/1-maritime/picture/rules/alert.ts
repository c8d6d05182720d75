import type { LonLat } from '@basinet/geodesy'

export type AlertSeverity = 'info' | 'warning' | 'critical'

/** What a reader is told, as a message key of the console (`picture.alert.<rule>`) with its numbers and words. */
export type AlertWhy = { readonly key: string; readonly params: Readonly<Record<string, number | string>> }

/** One report the decision rests on; plain JSON. */
export type Evidence = Readonly<Record<string, number | string | boolean | null>>

/** Something a rule noticed. Field for field what `picture-alert.raise` takes, with numbers where the record has text. */
export type Alert = {
  readonly rule: RuleId
  /** Same for every raise of one episode of one vessel, also after a restart. */
  readonly episode: string
  readonly severity: AlertSeverity
  /** Life at risk: no filter may hide it. */
  readonly distress: boolean
  readonly atMs: number
  readonly subject: { readonly mmsi: number; readonly name: string | null }
  readonly position: LonLat | null
  readonly why: AlertWhy
  readonly evidence: readonly Evidence[]
  /** Id of the area's record; null where the rule has none. */
  readonly areaId: string | null
  readonly watchListEntryId: string | null
  /** The other vessel of a two-vessel rule. */
  readonly otherMmsi: number | null
}

export const RULE_IDS = [
  'identity.mmsi-format',
  'identity.mmsi-country',
  'identity.imo-check-digit',
  'identity.imo-shared',
  'identity.static-conflict',
  'identity.duplicate',
  'track.impossible-jump',
  'track.speed-mismatch',
  'track.course-mismatch',
  'track.on-land',
  'track.silence',
  'track.reappearance',
  'track.encounter',
  'track.loitering',
  'area.entry',
  'area.exit',
  'area.passed-through',
  'area.speed-above',
  'area.speed-below',
  'watch-list.match',
  'collision.cpa',
  'dark.contact',
  'distress.sart',
  'distress.mob',
  'distress.epirb',
  'distress.status',
  'distress.text',
  'distress.test',
  'safety.text',
] as const
export type RuleId = (typeof RULE_IDS)[number]

/** Shared answer of a rule that saw nothing, so that the hot path allocates none. */
export const NO_ALERTS: readonly Alert[] = Object.freeze([])
