import { fail, ok, type Result, type StoredRecord } from '@basinet/kernel/contract'
import { handle, type Binding, type CommandContext, type Outcome } from '@basinet/kernel/record'
import {
  activateInstrument,
  amendInstrument,
  closeInstrument,
  deliver,
  draftInstrument,
  instrument,
  planDeliverable,
  recordHostContribution,
  type Instrument,
} from '../contract/instrument.ts'

type Context = CommandContext<Instrument>

/** Days of an instrument that must follow one another; `Result` names the first that does not. */
function checkInstrument(facts: Pick<Instrument, keyof typeof DATES | 'ceiling'>): Result<null> {
  if (facts.performanceUntil < facts.performanceFrom)
    return fail('instrument.period', 'the period ends before it begins', 'performanceUntil')
  if (facts.fundsExpire < facts.performanceFrom || facts.fundsExpire < facts.fundsFrom)
    return fail(
      'instrument.expiry',
      'the funds expire before the period or their availability begins',
      'fundsExpire',
    )
  if (facts.ceiling.startsWith('-')) return fail('instrument.ceiling', 'a ceiling is not negative', 'ceiling')
  return ok(null)
}
const DATES = { performanceFrom: 1, performanceUntil: 1, fundsFrom: 1, fundsExpire: 1 }

/** Cash has an amount; what is in kind may be without one, since nobody has to put a price on an office lent. */
export function checkContribution(
  given: Instrument['hostContributions'][number],
  today: string,
): Result<null> {
  const { promised, received, currency, on } = given
  if (promised === null && received === null && (given.form === 'cash' || on === null))
    return fail('instrument.contribution', 'say what was promised, or what came and when', 'promised')
  if ((promised !== null || received !== null) && currency === null)
    return fail('instrument.currency', 'an amount has a currency', 'currency')
  if (promised?.startsWith('-') === true || received?.startsWith('-') === true)
    return fail('instrument.contribution-negative', 'a contribution is not negative', 'received')
  if (received !== null && on === null)
    return fail('instrument.contribution-day', 'say on which day it came', 'on')
  return on !== null && on > today ? fail('instrument.future', 'the day has not come', 'on') : ok(null)
}

function acted(ctx: Context): StoredRecord<Instrument> {
  if (ctx.record === null) throw new Error('BUG: the command acts on an instrument')
  return ctx.record
}

async function change(ctx: Context, next: Partial<Instrument>): Promise<Result<Outcome>> {
  const record = acted(ctx)
  const made = await ctx.amend(instrument, record.id, record.rev, { ...record.body, ...next })
  return made.ok ? ok({ record: made.value }) : made
}

export const instrumentBindings: readonly Binding[] = [
  handle(draftInstrument, instrument, async (ctx, input) => {
    const fits = checkInstrument(input)
    if (!fits.ok) return fits
    const lists = { deliverables: [], hostContributions: [], amendments: [] }
    const made = await ctx.create(instrument, { ...input, ...lists, state: 'draft' })
    return made.ok ? ok({ record: made.value }) : made
  }),
  handle(amendInstrument, instrument, (ctx, input) => {
    const { body } = acted(ctx)
    const next = { ...body, ...input }
    const fits = checkInstrument(next)
    if (!fits.ok) return Promise.resolve(fits)
    const amendment: Instrument['amendments'][number] = {
      on: ctx.at.toISOString().slice(0, 10),
      reason: ctx.reason ?? '',
      ceiling: [body.ceiling, next.ceiling],
      performanceUntil: [body.performanceUntil, next.performanceUntil],
      fundsExpire: [body.fundsExpire, next.fundsExpire],
    }
    return change(ctx, { ...input, amendments: [...body.amendments, amendment] })
  }),
  handle(activateInstrument, instrument, (ctx) => change(ctx, { state: 'active' })),
  handle(closeInstrument, instrument, (ctx) => change(ctx, { state: 'closed' })),
  handle(planDeliverable, instrument, (ctx, input) => {
    const { deliverables } = acted(ctx).body
    if (deliverables.some((d) => d.name === input.deliverable))
      return Promise.resolve(
        fail('instrument.deliverable-known', 'there is a deliverable of this name', 'deliverable'),
      )
    const row = { name: input.deliverable, due: input.due, delivered: null, evidence: null }
    return change(ctx, { deliverables: [...deliverables, row] })
  }),
  handle(deliver, instrument, (ctx, input) => {
    const { deliverables } = acted(ctx).body
    const owed = deliverables.find((d) => d.name === input.deliverable)
    if (owed === undefined || owed.delivered !== null)
      return Promise.resolve(
        fail('instrument.deliverable', 'no open deliverable has this name', 'deliverable'),
      )
    if (input.delivered > ctx.at.toISOString().slice(0, 10))
      return Promise.resolve(fail('instrument.future', 'the day has not come', 'delivered'))
    return change(ctx, {
      deliverables: deliverables.map((d) =>
        d === owed ? { ...d, delivered: input.delivered, evidence: input.evidence } : d,
      ),
    })
  }),
  handle(recordHostContribution, instrument, (ctx, input) => {
    const fits = checkContribution(input, ctx.at.toISOString().slice(0, 10))
    if (!fits.ok) return Promise.resolve(fits)
    return change(ctx, { hostContributions: [...acted(ctx).body.hostContributions, input] })
  }),
]
