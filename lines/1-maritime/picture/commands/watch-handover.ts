import { fail, ok, type Result, type StoredRecord } from '@basinet/kernel/contract'
import { handle, type CommandContext } from '@basinet/kernel/record'
import { handContact } from '../contract/hand-contact.ts'
import { pictureAlert } from '../contract/picture-alert.ts'
import { sarLog } from '../contract/sar-log.ts'
import {
  acceptHandover,
  acknowledgeHandoverItem,
  HANDOVER_ITEMS_MAX,
  offerHandover,
  watchHandover,
  withdrawHandover,
  type HandoverItem,
  type WatchHandover,
} from '../contract/watch-handover.ts'

type Ctx = CommandContext<WatchHandover>

function handover(ctx: Ctx): StoredRecord<WatchHandover> {
  if (ctx.record === null) throw new Error('BUG: this command acts on a hand-over')
  return ctx.record
}

/** Every open alert, rescue case and hand-entered contact, read in the hand-over's own transaction. */
async function openMatters(ctx: Ctx): Promise<Result<HandoverItem[]>> {
  const limit = HANDOVER_ITEMS_MAX + 1
  const filters = [{ name: 'state', op: 'in' as const, value: ['draft', 'open', 'acknowledged'] }]
  const alerts = await ctx.list(pictureAlert, { filters, limit })
  if (!alerts.ok) return alerts
  const cases = await ctx.list(sarLog, { filters, limit })
  if (!cases.ok) return cases
  const contacts = await ctx.list(handContact, { filters, limit })
  if (!contacts.ok) return contacts
  const item = (
    type: HandoverItem['type'],
    severity: HandoverItem['severity'],
    r: StoredRecord,
  ): HandoverItem => ({
    type,
    id: r.id,
    title: r.title,
    severity,
    since: r.createdAt,
    acknowledgedAt: null,
  })
  return ok([
    ...cases.value.items.map((r) => item('sar-log', r.body.state === 'draft' ? 'warning' : 'critical', r)),
    ...alerts.value.items.map((r) => item('picture-alert', r.body.severity, r)),
    ...contacts.value.items.map((r) => item('hand-contact', 'info', r)),
  ])
}

export const watchHandoverBindings = [
  handle(offerHandover, watchHandover, async (ctx, input) => {
    const waiting = await ctx.list(watchHandover, {
      filters: [{ name: 'state', op: 'eq', value: 'offered' }],
      limit: 1,
    })
    if (!waiting.ok) return waiting
    if (waiting.value.items.length > 0)
      return fail('watch-handover.waiting', 'a hand-over is already offered; accept or withdraw it first')
    const items = await openMatters(ctx)
    if (!items.ok) return items
    if (items.value.length > HANDOVER_ITEMS_MAX) {
      return fail(
        'watch-handover.too-many',
        `more than ${HANDOVER_ITEMS_MAX} matters are open; close or dismiss what is done`,
      )
    }
    const made = await ctx.create(watchHandover, {
      outgoing: ctx.subject.person,
      relief: null,
      summary: input.summary,
      offeredAt: ctx.at.toISOString(),
      acceptedAt: null,
      items: items.value,
      state: 'offered',
    })
    return made.ok ? ok({ record: made.value }) : made
  }),

  handle(acknowledgeHandoverItem, watchHandover, async (ctx, input) => {
    const record = handover(ctx)
    const { body } = record
    if (body.outgoing === ctx.subject.person)
      return fail('command.denied.same-person', 'the relief acknowledges, not the outgoing officer')
    if (body.relief !== null && body.relief !== ctx.subject.person)
      return fail('command.denied.other-relief', 'another officer is taking this watch over')
    const item = body.items.find((i) => i.id === input.id)
    if (item === undefined) return fail('watch-handover.item', 'the hand-over has no such matter', 'id')
    if (item.acknowledgedAt !== null) return ok({ record })
    const items = body.items.map((i) =>
      i.id === input.id ? { ...i, acknowledgedAt: ctx.at.toISOString() } : i,
    )
    const made = await ctx.amend(watchHandover, record.id, record.rev, {
      ...body,
      relief: ctx.subject.person,
      items,
    })
    return made.ok ? ok({ record: made.value }) : made
  }),

  handle(acceptHandover, watchHandover, async (ctx) => {
    const record = handover(ctx)
    const { body } = record
    if (body.outgoing === ctx.subject.person)
      return fail('command.denied.same-person', 'nobody relieves himself')
    if (body.relief !== null && body.relief !== ctx.subject.person)
      return fail('command.denied.other-relief', 'another officer is taking this watch over')
    const left = body.items.filter((i) => i.acknowledgedAt === null).length
    if (left > 0)
      return fail(
        'watch-handover.unacknowledged',
        `${left} of ${body.items.length} matters are not yet acknowledged`,
      )
    const made = await ctx.amend(watchHandover, record.id, record.rev, {
      ...body,
      relief: ctx.subject.person,
      acceptedAt: ctx.at.toISOString(),
      state: 'accepted',
    })
    return made.ok ? ok({ record: made.value }) : made
  }),

  handle(withdrawHandover, watchHandover, async (ctx) => {
    const record = handover(ctx)
    if (record.body.outgoing !== ctx.subject.person)
      return fail('command.denied.not-yours', 'only who offered it withdraws a hand-over')
    const made = await ctx.amend(watchHandover, record.id, record.rev, { ...record.body, state: 'withdrawn' })
    return made.ok ? ok({ record: made.value }) : made
  }),
]
