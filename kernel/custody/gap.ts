/** What can be wrong between one step and the one before it. */
export const GAP_CODES = [
  /** The chain does not begin with a seizure, a registration or a division. */
  'no-origin',
  /** An event is missing between two, or at the end. */
  'missing-event',
  /** An event is not what its successor, or the exhibit, says it was. */
  'altered',
  /** A step is dated before the one it follows. */
  'time-order',
  /** It was received after it was expected, or is expected and has not been. */
  'late-receipt',
  /** The giver or the finder names another holder than the chain. */
  'holder-mismatch',
  /** Received by another than it was sent to. */
  'receiver-mismatch',
  /** Received without having been sent. */
  'not-sent',
  /** Giver and receiver are one person. */
  'same-person',
  /** The seal found is not the seal left. */
  'seal-mismatch',
  /** The number was on an earlier seal. */
  'seal-reused',
  /** It moved or ended while its seal was broken. */
  'unsealed',
  /** The content of a digital exhibit is another. */
  'hash-mismatch',
  /** There is more of it than before. */
  'quantity-grew',
  /** Measured in another unit than before. */
  'unit-changed',
  /** Something happened to it after its end. */
  'after-end',
] as const
export type GapCode = (typeof GAP_CODES)[number]

/** A break in the chain. It is shown for ever; later steps never mend it. */
export interface Gap {
  readonly code: GapCode
  /** Sequence of the event at which it shows. */
  readonly sequence: number
  readonly expected: string | null
  readonly found: string | null
}
