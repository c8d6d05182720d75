/** What the officer is told beside every result; the texts are in `messages/`. */
export const HIT_LIMITS = [
  'hit.limit.not-identity',
  'hit.limit.no-hit',
  'hit.limit.online',
  'hit.limit.dictionary',
  'hit.limit.set-known',
  'hit.limit.accident',
] as const
export type HitLimit = (typeof HIT_LIMITS)[number]
