import { fail } from '@basinet/kernel/contract'
import { handle, type Binding } from '@basinet/kernel/record'
import { endMinor, keepMinor, minorCard, openMinor, setMinorFingers } from '../contract/minor.ts'
import { EMPTY_FINGERS, withFindings, withFingers } from '../rules/card.ts'
import { readingsOf } from '../minors.ts'
import { allAccounted, ERASE_GRACE_MS } from './card.ts'
import { acted, outcome } from './parts.ts'

export const minorBindings: readonly Binding[] = [
  handle(openMinor, minorCard, async (ctx, facts) => {
    if (Date.parse(facts.takenAt) > ctx.at.getTime())
      return fail('ten-print.future', 'they cannot have been taken yet', 'takenAt')
    if (Date.parse(facts.eraseBy) <= ctx.at.getTime())
      return fail('ten-print.erase-by', 'the day of erasure has passed: they may not be kept', 'eraseBy')
    const same = await ctx.list(minorCard, {
      filters: [{ name: 'number', op: 'eq', value: facts.number }],
      limit: 1,
    })
    if (!same.ok) return same
    if (same.value.items.length > 0)
      return fail('ten-print.number-used', `there is a card ${facts.number} already`, 'number')
    const label = ctx.labelFor(minorCard, { eraseBy: facts.eraseBy })
    const fingers = EMPTY_FINGERS.map((finger) => ({ ...finger, part: null }))
    const body = { ...facts, fingers, ended: null, state: 'open' as const }
    return outcome(await ctx.create(minorCard, body, { label }))
  }),
  handle(setMinorFingers, minorCard, async (ctx, input) => {
    const { id, rev, body } = acted(ctx)
    const readings = await readingsOf(ctx.tx, id)
    for (const [i, { image, finger }] of input.fingers.entries())
      if (image !== null && readings.get(finger)?.image !== image)
        return fail(
          'fingers.file',
          'a print of this finger, kept with this card, is expected',
          `fingers.${i}.image`,
        )
    const placed = withFingers(body.fingers, input.fingers)
    if (!placed.ok) return placed
    const read = input.fingers.flatMap(({ finger, image }) => {
      const reading = image === null ? undefined : readings.get(finger)
      return reading === undefined ? [] : [{ finger, quality: reading.quality, problem: null }]
    })
    const fingers = withFindings(placed.value, read).map((finger) => ({ ...finger, part: null }))
    return outcome(await ctx.amend(minorCard, id, rev, { ...body, fingers }))
  }),
  handle(keepMinor, minorCard, async (ctx) => {
    const { id, rev, body } = acted(ctx)
    const whole = allAccounted(body.fingers)
    return whole.ok ? outcome(await ctx.amend(minorCard, id, rev, { ...body, state: 'kept' })) : whole
  }),
  handle(endMinor, minorCard, async (ctx, input) => {
    const { id, rev, body, label } = acted(ctx)
    if (Date.parse(input.decidedAt) > ctx.at.getTime())
      return fail('ten-print.future', 'it cannot have been decided yet', 'decidedAt')
    const eraseBy = new Date(ctx.at.getTime() + ERASE_GRACE_MS).toISOString()
    const ended = { ...body, ended: input, state: 'ended' as const }
    return outcome(await ctx.amend(minorCard, id, rev, ended, { ...label, keepUntil: null, eraseBy }))
  }),
]
