import { classRank, fail, ok } from '@basinet/kernel/contract'
import { handle, patch, type Binding } from '@basinet/kernel/record'
import { amendDonor, donor, registerDonor } from './contract/donor.ts'
import { completeItem, deferItem, item, recordItem, reopenItem, withdrawItem } from './contract/item.ts'
import { announceMeeting, meeting, minuteMeeting } from './contract/meeting.ts'
import { circulatePaper, draftPaper, paper, withdrawPaper } from './contract/paper.ts'
import { adoptPriority, endPriority, openDialogue, priority } from './contract/priority.ts'
import { OPENING_MEETINGS, OPENING_PRIORITIES } from './opening.ts'

const day = (ctx: { readonly at: Date }): string => ctx.at.toISOString().slice(0, 10)

const items: readonly Binding[] = [
  handle(recordItem, item, async (ctx, input) => {
    if (input.owes === input.owedTo && input.kind !== 'decision')
      return fail('dialogue-item.self', 'nobody owes a thing to itself', 'owedTo')
    const made = await ctx.create(item, { ...input, completion: null, state: 'open' })
    return made.ok ? ok({ record: made.value }) : made
  }),
  handle(completeItem, item, async (ctx, input) =>
    input.completion.on > day(ctx)
      ? fail('dialogue-item.future', 'the day has not come', 'completion.on')
      : patch(ctx, item, { ...input, state: 'done' }),
  ),
  handle(deferItem, item, (ctx, input) => patch(ctx, item, input)),
  handle(reopenItem, item, (ctx) => patch(ctx, item, { completion: null, state: 'open' })),
  handle(withdrawItem, item, (ctx) => patch(ctx, item, { state: 'withdrawn' })),
]

const priorities: readonly Binding[] = [
  handle(adoptPriority, priority, async (ctx, input) => {
    const made = await ctx.create(priority, { ...input, state: 'standing' })
    return made.ok ? ok({ record: made.value }) : made
  }),
  handle(endPriority, priority, (ctx) => patch(ctx, priority, { state: 'ended' })),
  handle(openDialogue, priority, async (ctx) => {
    const known = await ctx.list(priority, { limit: 500 })
    if (!known.ok) return known
    const texts = new Set(known.value.items.map(({ body }) => body.text))
    const missing = OPENING_PRIORITIES.filter((p) => !texts.has(p.text))
    let last = null
    for (const body of missing) {
      const label = ctx.labelFor(priority, { class: 'public' })
      const made = await ctx.create(priority, { ...body, state: 'standing' }, { label })
      if (!made.ok) return made
      last = made.value
    }
    if (last === null) return fail('dialogue-priority.opened', 'every public priority is there')
    for (const body of OPENING_MEETINGS) {
      const label = ctx.labelFor(meeting, { class: 'public' })
      const made = await ctx.create(meeting, { ...body, state: 'held' }, { label })
      if (!made.ok) return made
    }
    return ok({ record: last, output: { priorities: missing.length } })
  }),
]

const meetings: readonly Binding[] = [
  handle(announceMeeting, meeting, async (ctx, input) => {
    const made = await ctx.create(meeting, { ...input, minutes: null, state: 'announced' })
    return made.ok ? ok({ record: made.value }) : made
  }),
  handle(minuteMeeting, meeting, async (ctx, input) =>
    (ctx.record?.body.heldOn ?? '') > day(ctx)
      ? fail('dialogue-meeting.future', 'the day of the meeting has not come')
      : patch(ctx, meeting, { ...input, state: 'held' }),
  ),
]

const papers: readonly Binding[] = [
  handle(draftPaper, paper, async (ctx, input) => {
    const made = await ctx.create(paper, { ...input, state: 'draft' })
    return made.ok ? ok({ record: made.value }) : made
  }),
  handle(circulatePaper, paper, async (ctx, input) => {
    const { record } = ctx
    if (record === null) throw new Error('BUG: what is circulated is there')
    if (classRank(input.circulation) < classRank(record.label.class))
      return fail('dialogue-paper.class', 'circulating does not lower the classification', 'circulation')
    const label = {
      ...record.label,
      class: input.circulation,
      releaseTo: [...new Set([...record.label.releaseTo, ...input.nations])],
    }
    const body = { ...record.body, state: 'circulated' as const }
    const made = await ctx.amend(paper, record.id, record.rev, body, label)
    return made.ok ? ok({ record: made.value }) : made
  }),
  handle(withdrawPaper, paper, (ctx) => patch(ctx, paper, { state: 'withdrawn' })),
]

const donors: readonly Binding[] = [
  handle(registerDonor, donor, async (ctx, input) => {
    const same = await ctx.list(donor, { filters: [{ name: 'name', op: 'eq', value: input.name }], limit: 1 })
    if (!same.ok) return same
    if (same.value.items.length > 0) return fail('donor.known', 'this donor is in the register', 'name')
    const made = await ctx.create(donor, { ...input, state: 'active' })
    return made.ok ? ok({ record: made.value }) : made
  }),
  handle(amendDonor, donor, (ctx, input) => patch(ctx, donor, input)),
]

export const dialogueBindings: readonly Binding[] = [
  ...items,
  ...priorities,
  ...meetings,
  ...papers,
  ...donors,
]
