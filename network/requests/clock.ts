import type { AgreementText } from '../agreements/index.ts'

const HOUR_MS = 3_600_000

export interface Clock {
  readonly acknowledgeBy: string | null
  readonly answerBy: string | null
  readonly clock: 'agreement' | 'asked' | 'none'
}

/**
 * By when an answer is due. What the agreement sets binds both sides; who asks may ask for it sooner, and that is then a wish: the
 * record says whose clock it is. Where neither sets a time there is none, and nothing is ever late.
 */
export function clockOf(clocks: AgreementText['clocks'] | null, at: Date, wished: string | null): Clock {
  const after = (hours: number | null | undefined): number | null =>
    hours === null || hours === undefined ? null : at.getTime() + hours * HOUR_MS
  const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())
  const agreed = after(clocks?.answerHours)
  const asked = wished === null ? null : Date.parse(wished)
  const soonest = agreed === null ? asked : asked === null ? agreed : Math.min(agreed, asked)
  return {
    acknowledgeBy: iso(after(clocks?.acknowledgeHours)),
    answerBy: iso(soonest),
    clock: soonest === null ? 'none' : soonest === agreed ? 'agreement' : 'asked',
  }
}
