import type { Label } from '@basinet/kernel/contract'

/** `[Unix ms, longitude and latitude 1e-7 degrees, 0.1 kn, 0.1 degrees, degrees]`; -1 = not known. */
export type LivePoint = readonly [number, number, number, number, number, number]

/** One vessel's track as a subject may read it, with what decides whether it may be given to partners. */
export interface ReleasableTrack {
  readonly name: string | null
  readonly callSign: string | null
  readonly shipType: number | null
  /** Labels of the feeds it was heard by, and of the craft where it is protected. */
  readonly labels: readonly Label[]
  /** Nations a protected craft's track may be given to by a grant of its own; null = not protected. */
  readonly granted: readonly string[] | null
  /** Oldest first, the newest of them at most. */
  readonly points: readonly LivePoint[]
}

/** A track that a partner gives, as its reader's map shows it. Speeds in knots, angles in degrees, times in Unix ms. */
export interface PartnerTrack {
  /** Id of the record that gives it. */
  readonly id: string
  readonly owner: string
  readonly label: Label
  readonly mmsi: number
  readonly name: string | null
  readonly callSign: string | null
  readonly shipType: number | null
  readonly note: string
  readonly until: string
  /** When the newest position came here; null = none has come. */
  readonly receivedAt: string | null
  readonly now: {
    readonly at: number
    readonly lon: number
    readonly lat: number
    readonly sog: number | null
    readonly cog: number | null
    readonly heading: number | null
  } | null
  /** `[Unix ms, lon, lat]`, oldest first. */
  readonly trail: readonly (readonly [number, number, number])[]
}
