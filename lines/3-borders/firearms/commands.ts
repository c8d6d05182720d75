import { combineLabels, fail, ok, type Result, type StoredRecord } from '@basinet/kernel/contract'
import { exhibit } from '@basinet/kernel/custody/contract'
import { nationParameter } from '@basinet/kernel/identity/contract'
import { relabelBindings } from '@basinet/kernel/label'
import { handle, type Binding, type CommandContext, type Outcome } from '@basinet/kernel/record'
import { seizure } from '@basinet/seizures/contract'
import {
  amendFirearm,
  annulFirearm,
  firearm,
  firearmLabels,
  recordFirearm,
  restoreSerial,
  type Firearm,
} from './contract/firearm.ts'
import {
  ANSWER_DAYS,
  answerTrace,
  draftTrace,
  firearmTrace,
  sendTrace,
  withdrawTrace,
  type FirearmTrace,
} from './contract/trace.ts'
import { plainSerial, serialKeys } from './rules/serial.ts'
import { checkAnswer, timeToCrime } from './rules/trace.ts'

const DAY_MS = 86_400_000

const outcome = (done: Result<StoredRecord>): Result<Outcome> => (done.ok ? ok({ record: done.value }) : done)

function acted<B>(ctx: CommandContext<B>): StoredRecord<B> {
  if (ctx.record === null) throw new Error('BUG: the command acts on a record')
  return ctx.record
}

type Facts = Omit<Firearm, 'agency' | 'serialFolded' | 'serialCore' | 'state'>

/**
 * Facts that must fit together, and references the officer may read. Errors: `firearm.future`, `firearm.serial`,
 * `firearm.reference-used`, `record.absent`.
 */
async function checkFacts(
  ctx: CommandContext<unknown>,
  facts: Facts,
  own: string | null,
): Promise<Result<null>> {
  if (Date.parse(facts.recovered.at) > ctx.at.getTime())
    return fail('firearm.future', 'it cannot have been recovered yet', 'recovered.at')
  const { serial, serialState } = facts
  const read = serialState === 'legible' || serialState === 'restored' || serialState === 'partial'
  if ((serial !== null) !== read || (serial !== null && plainSerial(serial) === ''))
    return fail('firearm.serial', 'a serial number that was read is given, another is not', 'serial')
  if (serial !== null && serial.includes('?') !== (serialState === 'partial'))
    return fail(
      'firearm.serial',
      'question marks stand in a number that was read in part, and only there',
      'serial',
    )
  const used = await ctx.list(firearm, {
    filters: [{ name: 'reference', op: 'eq', value: facts.reference }],
    limit: 2,
  })
  if (!used.ok) return used
  if (used.value.items.some((item) => item.id !== own))
    return fail('firearm.reference-used', `there is a firearm ${facts.reference} already`, 'reference')
  if (facts.exhibit !== null && (await ctx.get(exhibit, facts.exhibit)) === null)
    return fail('record.absent', `no exhibit ${facts.exhibit}`, 'exhibit')
  if (facts.seizure !== null && (await ctx.get(seizure, facts.seizure)) === null)
    return fail('record.absent', `no seizure ${facts.seizure}`, 'seizure')
  return ok(null)
}

async function amendWith(ctx: CommandContext<Firearm>, change: Partial<Firearm>): Promise<Result<Outcome>> {
  const { id, rev, body } = acted(ctx)
  const facts = { ...body, ...change }
  const fits = await checkFacts(ctx, facts, id)
  if (!fits.ok) return fits
  const keys = serialKeys(facts.serial, facts.serialState)
  return outcome(await ctx.amend(firearm, id, rev, { ...facts, ...keys }))
}

const describing = [
  handle(recordFirearm, firearm, async (ctx, input) => {
    const fits = await checkFacts(ctx, input, null)
    if (!fits.ok) return fits
    const keys = serialKeys(input.serial, input.serialState)
    return outcome(
      await ctx.create(firearm, { ...input, ...keys, agency: ctx.subject.agency, state: 'recorded' }),
    )
  }),
  handle(amendFirearm, firearm, (ctx, input) => amendWith(ctx, input)),
  handle(restoreSerial, firearm, async (ctx, input) =>
    acted(ctx).body.serialState === 'legible'
      ? fail('firearm.serial', 'a legible serial number needs no restoring', 'serial')
      : amendWith(ctx, input),
  ),
  handle(annulFirearm, firearm, async (ctx) => {
    const { id, rev, body } = acted(ctx)
    return outcome(await ctx.amend(firearm, id, rev, { ...body, state: 'annulled' }))
  }),
]

async function amendTrace(
  ctx: CommandContext<FirearmTrace>,
  change: Partial<FirearmTrace>,
): Promise<Result<Outcome>> {
  const { id, rev, body } = acted(ctx)
  return outcome(await ctx.amend(firearmTrace, id, rev, { ...body, ...change }))
}

/** Days the nation gives for an answer, with the decision they come from; null while it has set none. */
async function clockOf(ctx: CommandContext<unknown>): Promise<FirearmTrace['clock']> {
  const page = await ctx.list(nationParameter, {
    filters: [{ name: 'name', op: 'eq', value: ANSWER_DAYS }],
    limit: 1,
  })
  const set = page.ok ? page.value.items[0]?.body : undefined
  return set === undefined ? null : { days: set.value, source: set.source }
}

const tracing = [
  handle(draftTrace, firearmTrace, async (ctx, input) => {
    const found = await ctx.get(firearm, input.firearm)
    if (found === null || found.body.state === 'annulled')
      return fail('record.absent', `no firearm ${input.firearm}`, 'firearm')
    if (input.priority === 'urgent' && input.justification === null)
      return fail('firearm-trace.justification', 'say why it is urgent', 'justification')
    const blank = {
      sentAt: null,
      dueAt: null,
      clock: null,
      answeredAt: null,
      answer: null,
      timeToCrimeDays: null,
    }
    // What is asked about a firearm is not less protected than the firearm.
    const label = combineLabels(found.label.owner, [found.label, ctx.labelFor(firearmTrace)])
    return outcome(await ctx.create(firearmTrace, { ...input, ...blank, state: 'drafted' }, { label }))
  }),
  handle(sendTrace, firearmTrace, async (ctx) => {
    const clock = await clockOf(ctx)
    const dueAt = clock === null ? null : new Date(ctx.at.getTime() + clock.days * DAY_MS).toISOString()
    return amendTrace(ctx, { sentAt: ctx.at.toISOString(), dueAt, clock, state: 'sent' })
  }),
  handle(answerTrace, firearmTrace, async (ctx, { answer }) => {
    const fits = checkAnswer(answer)
    if (!fits.ok) return fits
    const found = await ctx.get(firearm, acted(ctx).body.firearm)
    if (found === null) return fail('record.absent', 'the firearm cannot be read', 'firearm')
    const days = timeToCrime(answer.soldOn, found.body.recovered.at)
    if (!days.ok) return days
    return amendTrace(ctx, {
      answer,
      answeredAt: ctx.at.toISOString(),
      timeToCrimeDays: days.value,
      state: 'answered',
    })
  }),
  handle(withdrawTrace, firearmTrace, (ctx) => amendTrace(ctx, { state: 'withdrawn' })),
]

export const firearmBindings: readonly Binding[] = [
  ...describing,
  ...tracing,
  ...relabelBindings(firearm, firearmLabels),
]
