import { fail, type Result } from '@basinet/kernel/contract'
import { relabelBindings } from '@basinet/kernel/label'
import { handle, type Binding, type CommandContext, type Outcome } from '@basinet/kernel/record'
import {
  assess,
  endOperation,
  interdictionLabels,
  moveTarget,
  noteOperation,
  offerOperation,
  openOperation,
  reopenOperation,
  takeCot,
  takeTak,
  takeOperation,
} from '../contract/interdiction-commands.ts'
import { interdiction, type Interdiction } from '../contract/interdiction.ts'
import { readCot, type CotEvent } from '../cot/read-cot.ts'
import { readTak } from '../cot/tak-protobuf.ts'
import { actedOn, logged, notAhead, outcome } from './acted-on.ts'

const NOTHING_YET = {
  requests: [],
  taskings: [],
  log: [],
  handOvers: [],
  rescue: null,
  outcome: null,
  state: 'open',
} satisfies Partial<Interdiction>

/** What a boat's TAK sent, as a line of the log at its own time. */
async function note(
  ctx: CommandContext<Interdiction>,
  event: Result<CotEvent>,
  field: string,
): Promise<Result<Outcome>> {
  if (!event.ok) return event
  const { uid, type, callsign, position, timeMs, remarks, speedKn, courseDeg } = event.value
  const moved = speedKn === null ? '' : ` ${Math.round(courseDeg ?? 0)}° ${speedKn.toFixed(1)} kn`
  const said = remarks === null ? '' : `: ${remarks}`
  const text = `${callsign ?? uid} (${type})${moved}${said}`.slice(0, 2000)
  const at = new Date(timeMs).toISOString()
  const seen = notAhead(ctx, at, field)
  if (!seen.ok) return seen
  const { id, rev, body } = actedOn(ctx)
  const next = logged(ctx, body, { text, position, source: 'cot', at })
  return next.ok ? outcome(await ctx.amend(interdiction, id, rev, next.value)) : next
}

const opening = handle(openOperation, interdiction, async (ctx, { exercise, ...input }) => {
  const seen = notAhead(ctx, input.sightedAt, 'sightedAt')
  if (!seen.ok) return seen
  const same = await ctx.list(interdiction, {
    filters: [{ name: 'reference', op: 'eq', value: input.reference }],
    limit: 1,
  })
  if (!same.ok) return same
  if (same.value.items.length > 0)
    return fail('interdiction.reference-used', `there is an operation ${input.reference}`, 'reference')
  const body = logged(ctx, { ...input, ...NOTHING_YET }, { text: input.grounds, source: 'watch' })
  if (!body.ok) return body
  const label = ctx.labelFor(interdiction)
  return outcome(
    await ctx.create(interdiction, body.value, { label: { ...label, exercise: label.exercise || exercise } }),
  )
})

const steering = [
  handle(moveTarget, interdiction, async (ctx, input) => {
    const seen = notAhead(ctx, input.sightedAt, 'sightedAt')
    if (!seen.ok) return seen
    const { id, rev, body } = actedOn(ctx)
    const { position, courseDeg, speedKn } = input
    const text = `target: course ${courseDeg ?? '?'}, speed ${speedKn ?? '?'} kn`
    const next = logged(ctx, { ...body, ...input }, { text, position })
    return next.ok ? outcome(await ctx.amend(interdiction, id, rev, next.value)) : next
  }),
  handle(assess, interdiction, async (ctx, input) => {
    const { id, rev, body } = actedOn(ctx)
    const text = `threat ${input.threat}, intent ${input.intent}: ${input.grounds}`.slice(0, 2000)
    const next = logged(ctx, { ...body, ...input }, { text })
    return next.ok ? outcome(await ctx.amend(interdiction, id, rev, next.value)) : next
  }),
  handle(noteOperation, interdiction, async (ctx, { text, position }) => {
    const { id, rev, body } = actedOn(ctx)
    const source = ctx.subject.roles.includes('boarding-officer') ? 'asset' : 'watch'
    const next = logged(ctx, body, { text, position, source })
    return next.ok ? outcome(await ctx.amend(interdiction, id, rev, next.value)) : next
  }),
  handle(takeCot, interdiction, (ctx, { xml }) => note(ctx, readCot(xml), 'xml')),
  handle(takeTak, interdiction, (ctx, { tak }) => note(ctx, readTak(Buffer.from(tak, 'base64')), 'tak')),
]

/** From one watch to the next; to another nation's once the record is shared with it, whose own operation goes on from this one. */
const handingOver = [
  handle(offerOperation, interdiction, async (ctx, { to, note }) => {
    const { id, rev, body } = actedOn(ctx)
    if (body.handOvers.some((h) => h.takenAt === null))
      return fail('interdiction.offered', 'a hand-over waits to be taken already')
    const at = ctx.at.toISOString()
    const offer = { to, note, at, by: ctx.subject.person, takenAt: null, takenBy: null }
    const next = logged(
      ctx,
      { ...body, handOvers: [...body.handOvers, offer] },
      { text: `offered to ${to}: ${note}`.slice(0, 2000) },
    )
    return next.ok ? outcome(await ctx.amend(interdiction, id, rev, next.value)) : next
  }),
  handle(takeOperation, interdiction, async (ctx) => {
    const { id, rev, body } = actedOn(ctx)
    const index = body.handOvers.findIndex((h) => h.takenAt === null)
    const offer = body.handOvers[index]
    if (offer === undefined) return fail('interdiction.not-offered', 'no hand-over waits to be taken')
    if (offer.by === ctx.subject.person)
      return fail('command.denied.same-person', 'who offers a hand-over cannot be the one who takes it')
    const taken = { ...offer, takenAt: ctx.at.toISOString(), takenBy: ctx.subject.person }
    const handOvers = body.handOvers.with(index, taken)
    const next = logged(ctx, { ...body, handOvers }, { text: `hand-over to ${offer.to} taken` })
    return next.ok ? outcome(await ctx.amend(interdiction, id, rev, next.value)) : next
  }),
]

const ending = [
  handle(endOperation, interdiction, async (ctx, input) => {
    const { id, rev, body } = actedOn(ctx)
    if (input.disrupted && !input.intercepted)
      return fail('interdiction.outcome', 'what was disrupted was intercepted', 'intercepted')
    const open = body.taskings.filter((t) => t.state === 'given' || t.state === 'acknowledged')
    if (open.length > 0)
      return fail('interdiction.tasked', `still tasked: ${open.map((t) => t.name).join(', ')}`, 'taskings')
    const next = logged(
      ctx,
      { ...body, outcome: input, state: 'ended' },
      { text: `ended: ${input.result}. ${input.summary}`.slice(0, 2000) },
      true,
    )
    return next.ok ? outcome(await ctx.amend(interdiction, id, rev, next.value)) : next
  }),
  handle(reopenOperation, interdiction, async (ctx) => {
    const { id, rev, body } = actedOn(ctx)
    const next = logged(
      ctx,
      { ...body, outcome: null, state: 'open' },
      { text: ctx.reason ?? 'reopened' },
      true,
    )
    return next.ok ? outcome(await ctx.amend(interdiction, id, rev, next.value)) : next
  }),
]

export const operationBindings: readonly Binding[] = [
  opening,
  ...steering,
  ...handingOver,
  ...ending,
  ...relabelBindings(interdiction, interdictionLabels),
]
