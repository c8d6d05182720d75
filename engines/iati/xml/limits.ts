/** Bounds of one document. Past any of them the document is refused as unreadable, never cut. */
export interface Limits {
  /** Elements inside one another. */
  readonly depthMax: number
  /** One activity or organisation, bytes: it is held in memory while its rules run. */
  readonly unitBytesMax: number
  /** Elements of one activity or organisation. */
  readonly unitElementsMax: number
  /** Attributes of one element. */
  readonly attributesMax: number
  /** Different element and attribute names of a document. */
  readonly namesMax: number
  /** Faults reported; what follows is counted only. */
  readonly faultsMax: number
}

export const LIMITS: Limits = {
  depthMax: 128,
  unitBytesMax: 64 << 20,
  unitElementsMax: 2_000_000,
  attributesMax: 128,
  namesMax: 20_000,
  faultsMax: 10_000,
}

/** Offsets are 32-bit: a longer document is refused. */
export const DOCUMENT_BYTES_MAX = 0x7fff_ffff
