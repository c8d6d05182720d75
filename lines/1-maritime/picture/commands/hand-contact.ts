import { fail, ok, type Result } from '@basinet/kernel/contract'
import { handle, type Binding } from '@basinet/kernel/record'
import type { Point } from '../contract/geo.ts'
import {
  closeContact,
  correctContact,
  enterContact,
  handContact,
  mergeContact,
  reopenContact,
  type HandContact,
} from '../contract/hand-contact.ts'
import { resolveReported } from '../contacts/resolve.ts'
import { actedOn, outcome } from './acted-on.ts'

type Said = Omit<HandContact, 'position' | 'state' | 'mergedWith'>

/** A sighting is in the past; clocks of callers may be a little fast. */
const AHEAD_MAX_MS = 5 * 60_000

/** Errors: `hand-contact.future`, `hand-contact.growth`. */
function checkSaid(said: Said, now: Date): Result<{ said: Said; position: Point }> {
  if (Date.parse(said.sightedAt) > now.getTime() + AHEAD_MAX_MS)
    return fail('hand-contact.future', 'the time of sighting cannot lie in the future', 'sightedAt')
  if ((said.courseDeg === null) !== (said.speedKn === null) && said.speedKn !== 0)
    return fail('hand-contact.motion', 'give course and speed, or neither', 'courseDeg')
  return ok({ said, position: resolveReported(said.reported) })
}

export const handContactBindings: readonly Binding[] = [
  handle(enterContact, handContact, async (ctx, input) => {
    const checked = checkSaid(input, ctx.at)
    if (!checked.ok) return checked
    const { said, position } = checked.value
    return outcome(await ctx.create(handContact, { ...said, position, state: 'open', mergedWith: null }))
  }),
  handle(correctContact, handContact, async (ctx, input) => {
    const checked = checkSaid(input, ctx.at)
    if (!checked.ok) return checked
    const { id, rev, body } = actedOn(ctx)
    const { said, position } = checked.value
    return outcome(
      await ctx.amend(handContact, id, rev, {
        ...said,
        position,
        state: body.state,
        mergedWith: body.mergedWith,
      }),
    )
  }),
  handle(mergeContact, handContact, async (ctx, input) => {
    const { id, rev, body } = actedOn(ctx)
    const mergedWith = { mmsi: input.mmsi, at: ctx.at.toISOString() }
    return outcome(await ctx.amend(handContact, id, rev, { ...body, state: 'merged', mergedWith }))
  }),
  handle(closeContact, handContact, async (ctx) => {
    const { id, rev, body } = actedOn(ctx)
    return outcome(await ctx.amend(handContact, id, rev, { ...body, state: 'closed' }))
  }),
  handle(reopenContact, handContact, async (ctx) => {
    const { id, rev, body } = actedOn(ctx)
    return outcome(await ctx.amend(handContact, id, rev, { ...body, state: 'open', mergedWith: null }))
  }),
]
