import type { PictureAlert } from '../../contract.ts'

/** Values of the contract's own list; the compiler holds them to it, without its schema library in the browser. */
export const DISMISSALS = [
  'false-alarm',
  'resolved',
  'duplicate',
  'known-behaviour',
  'other',
] as const satisfies readonly NonNullable<PictureAlert['dismissal']>[]
