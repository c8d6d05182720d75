import type { AuthorityRequest } from '../contract/interdiction.ts'
import type { Action } from '../contract/words.ts'
import type { AuthorityAnswer } from './authority-for.ts'

/** Which request answers for an action. What may be done without asking, or never by asking, has none. */
const KIND: Readonly<Partial<Record<Action, AuthorityRequest['kind']>>> = {
  board: 'board',
  search: 'search',
  detain: 'detain',
  pursue: 'pursue',
  escort: 'detain',
}

export type Standing =
  | { readonly may: true; readonly text: string }
  | { readonly may: false; readonly code: 'unknown' | 'denied' | 'unasked' | 'refused' | 'waiting' }

/**
 * Whether an action may be ordered now: the matrix grants it, or it must be asked and the answer allows it. Silence allows it
 * only where the instrument says so in the rule asked under and its time has run out.
 */
export function standing(
  matrix: AuthorityAnswer,
  requests: readonly AuthorityRequest[],
  action: Action,
  atMs: number,
): Standing {
  const { authority, rule } = matrix
  if (authority === 'unknown' || authority === 'denied') return { may: false, code: authority }
  if (rule === null) return { may: false, code: 'unknown' }
  const { instrument, citation } = rule.body
  if (authority === 'granted') return { may: true, text: `${instrument}, ${citation}`.slice(0, 400) }
  const asked = requests.filter((request) => request.kind === KIND[action])
  const last = asked.at(-1)
  if (last === undefined) return { may: false, code: 'unasked' }
  if (last.answer === 'refused') return { may: false, code: 'refused' }
  const granted =
    last.answer === 'granted' || (last.answer === 'silence' && silenceGrants(last, rule.body.silence, atMs))
  if (granted)
    return {
      may: true,
      text: `${last.request}: ${last.to}, ${last.instrument} (${last.answer ?? ''})`.slice(0, 400),
    }
  return { may: false, code: last.answer === null ? 'waiting' : 'refused' }
}

function silenceGrants(request: AuthorityRequest, silence: string | null, atMs: number): boolean {
  return silence === 'granted' && request.answerBy !== null && Date.parse(request.answerBy) <= atMs
}
