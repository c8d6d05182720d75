import { fail, ok, type Result } from '@basinet/kernel/contract'
import { handle, type Binding, type Core } from '@basinet/kernel/record'
import { asNetwork, type Db } from '../node/db.ts'
import { toHex } from '../wire/index.ts'
import type { Agreement } from './agreement.ts'
import { agreementOrder, orderCommand, type AgreementOrder } from './contract.ts'
import { readHeld } from './held.ts'
import { stateOf, suspendedBy } from './state.ts'

export type OrderAction = AgreementOrder['action']

/** What an order is carried out on, and how many copies it concerns: of ours abroad, and of partners' here. */
export interface OrderEffect {
  readonly on: readonly Agreement[]
  readonly copiesAbroad: number
  readonly copiesHere: number
  readonly recalls: number
}

/** Which agreements an order would touch. Errors: `agreement.unknown`, `agreement.order` (there is nothing to do). */
export async function orderEffect(
  core: Core,
  action: OrderAction,
  hash: string | null,
): Promise<Result<OrderEffect>> {
  const held = await readHeld(core)
  if (!held.ok) return held
  if (hash === null && action === 'end')
    return fail('agreement.order', 'agreements are ended one by one', 'agreement')
  const named = hash === null ? held.value.agreements : [held.value.find(hash)].filter((a) => a !== undefined)
  if (hash !== null && named.length === 0)
    return fail('agreement.unknown', 'no agreement here has this hash', 'agreement')
  const on = named.filter((a) => a.text.parties.includes(core.nation) && applies(a, action, core.nation))
  if (on.length === 0)
    return fail('agreement.order', `there is nothing to ${action}: no such agreement stands so`, 'agreement')
  const counts = await asNetwork(core, (db) => countCopies(db, on))
  const ends = action === 'end' ? on.some((a) => a.text.recallOnEnd) : false
  return ok({ on, ...counts, recalls: ends ? counts.copiesAbroad : 0 })
}

function applies(agreement: Agreement, action: OrderAction, me: string): boolean {
  const state = stateOf(agreement)
  if (action === 'end') return state !== 'ended'
  if (action === 'continue') return state === 'active'
  if (action === 'resume') return state === 'suspended' && suspendedBy(agreement).includes(me)
  return state === 'active' || (state === 'suspended' && !suspendedBy(agreement).includes(me))
}

async function countCopies(db: Db, on: readonly Agreement[]) {
  const names = on.map((a) => `${a.text.id}@${a.text.version}`)
  const { rows } = await db.query<{ abroad: number; here: number }>(
    `SELECT (SELECT count(*)::int FROM basinet.network_share WHERE state = 'held'
         AND agreement || '@' || agreement_version = ANY ($1)) AS abroad,
       (SELECT count(*)::int FROM basinet.network_copy WHERE agreement || '@' || agreement_version = ANY ($1)) AS here`,
    [names],
  )
  return { copiesAbroad: rows[0]?.abroad ?? 0, copiesHere: rows[0]?.here ?? 0 }
}

/** A standing order holds for a hurricane season and not for good. House rule. */
const CONTINUE_MAX_MS = 366 * 86_400_000

/** Errors: `agreement.until`. */
function checkUntil(action: OrderAction, until: string | null, at: number): Result<true> {
  if ((action === 'continue') !== (until !== null))
    return fail('agreement.until', 'a standing order, and no other, says until when', 'until')
  const ms = until === null ? at : Date.parse(until)
  return until === null || (ms > at && ms <= at + CONTINUE_MAX_MS)
    ? ok(true)
    : fail('agreement.until', 'expected a time after now and within 366 days', 'until')
}

/** Suspends, resumes, ends and lets copies continue, by two persons; the handler runs when the second has agreed. */
export function orderBindings(core: () => Core): Binding[] {
  return [
    handle(orderCommand, agreementOrder, async (ctx, input) => {
      const effect = await orderEffect(core(), input.action, input.agreement)
      if (!effect.ok) return effect
      const { on, copiesAbroad, copiesHere } = effect.value
      const dated = checkUntil(input.action, input.until ?? null, ctx.at.getTime())
      if (!dated.ok) return dated
      const made = await ctx.create(agreementOrder, {
        ...input,
        until: input.until ?? null,
        titles: on.map((a) => a.text.title),
        hashes: on.map((a) => toHex(a.hash)),
        reason: ctx.reason ?? '',
        copiesAbroad,
        copiesHere,
        secondPerson: ctx.approver,
      })
      return made.ok ? ok({ record: made.value }) : made
    }),
  ]
}
