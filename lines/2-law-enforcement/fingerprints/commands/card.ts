import { fail, ok, type Result } from '@basinet/kernel/contract'
import { relabelBindings } from '@basinet/kernel/label'
import { handle, type Binding, type CommandContext } from '@basinet/kernel/record'
import type { Finger, TakenFinger } from '../contract/finger.ts'
import {
  cardLabels,
  encodeCard,
  endCard,
  enrolCard,
  openCard,
  setFingers,
  tenPrint,
} from '../contract/ten-print.ts'
import { ENCODE, enqueue } from '../jobs/kinds.ts'
import { EMPTY_FINGERS, unaccounted, withFindings, withFingers } from '../rules/card.ts'
import { acted, outcome, ownFile } from './parts.ts'

/** The fingers given, put in their place after their files were looked at. */
export async function takenOn(
  ctx: CommandContext<unknown>,
  id: string,
  before: readonly Finger[],
  given: readonly TakenFinger[],
): Promise<Result<Finger[]>> {
  for (const [i, { image }] of given.entries()) {
    if (image === null) continue
    const own = await ownFile(ctx, image, id, `fingers.${i}.image`)
    if (!own.ok) return own
  }
  const fingers = withFingers(before, given)
  return fingers.ok ? ok([...fingers.value]) : fingers
}

/** Error `fingers.unaccounted` names the fingers of which nothing was said. */
export function allAccounted(fingers: readonly Finger[]): Result<null> {
  const open = unaccounted(fingers)
  return open.length === 0
    ? ok(null)
    : fail('fingers.unaccounted', `nothing was said of finger ${open.join(', ')}`, 'fingers')
}

/** A row that its own writer may not read cannot be written: it is out of every reader's reach a minute later. */
export const ERASE_GRACE_MS = 60_000

export const cardBindings: readonly Binding[] = [
  handle(openCard, tenPrint, async (ctx, { batch, ...facts }) => {
    if (Date.parse(facts.takenAt) > ctx.at.getTime())
      return fail('ten-print.future', 'they cannot have been taken yet', 'takenAt')
    if (facts.eraseBy !== null && Date.parse(facts.eraseBy) <= ctx.at.getTime())
      return fail('ten-print.erase-by', 'the day of erasure has passed: they may not be kept', 'eraseBy')
    const same = await ctx.list(tenPrint, {
      filters: [{ name: 'number', op: 'eq', value: facts.number }],
      limit: 1,
    })
    if (!same.ok) return same
    if (same.value.items.length > 0)
      return fail('ten-print.number-used', `there is a card ${facts.number} already`, 'number')
    const label = ctx.labelFor(tenPrint, { eraseBy: facts.eraseBy })
    const body = {
      ...facts,
      fingers: [...EMPTY_FINGERS],
      batch: batch ?? null,
      ended: null,
      state: 'open' as const,
    }
    return outcome(await ctx.create(tenPrint, body, { label }))
  }),
  handle(setFingers, tenPrint, async (ctx, input) => {
    const { id, rev, body } = acted(ctx)
    const fingers = await takenOn(ctx, id, body.fingers, input.fingers)
    return fingers.ok
      ? outcome(await ctx.amend(tenPrint, id, rev, { ...body, fingers: fingers.value }))
      : fingers
  }),
  handle(enrolCard, tenPrint, async (ctx) => {
    const { id, rev, body } = acted(ctx)
    const whole = allAccounted(body.fingers)
    if (!whole.ok) return whole
    await enqueue(ctx, ENCODE, id)
    return outcome(await ctx.amend(tenPrint, id, rev, { ...body, state: 'enrolled' }))
  }),
  handle(encodeCard, tenPrint, async (ctx, input) => {
    const { id, rev, body } = acted(ctx)
    const fingers = [...withFindings(body.fingers, input.fingers)]
    return outcome(await ctx.amend(tenPrint, id, rev, { ...body, fingers, state: 'encoded' }))
  }),
  handle(endCard, tenPrint, async (ctx, input) => {
    const { id, rev, body, label } = acted(ctx)
    if (Date.parse(input.decidedAt) > ctx.at.getTime())
      return fail('ten-print.future', 'it cannot have been decided yet', 'decidedAt')
    // The hourly round takes what is past its day; a hold keeps it back and is shown.
    const due = {
      ...label,
      keepUntil: null,
      eraseBy: new Date(ctx.at.getTime() + ERASE_GRACE_MS).toISOString(),
    }
    return outcome(await ctx.amend(tenPrint, id, rev, { ...body, ended: input, state: 'ended' }, due))
  }),
  ...relabelBindings(tenPrint, cardLabels),
]
