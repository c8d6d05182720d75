import { fail, ok } from '@basinet/kernel/contract'
import { handle, type Binding } from '@basinet/kernel/record'
import { answerAlarm, lapseAlarm } from '../contract/lapse-alarm.ts'
import { registerDocument, sourceDocument, withdrawDocument } from '../contract/source-document.ts'

export const documentBindings: readonly Binding[] = [
  handle(registerDocument, sourceDocument, async (ctx, input) => {
    const { public: open, ...facts } = input
    if (facts.date !== null && facts.date > ctx.at.toISOString().slice(0, 10))
      return fail('source-document.future', 'the document is of a day that has not come', 'date')
    const label = ctx.labelFor(sourceDocument, open ? { class: 'public' } : {})
    const made = await ctx.create(sourceDocument, { ...facts, state: 'registered' }, { label })
    return made.ok ? ok({ record: made.value }) : made
  }),
  handle(withdrawDocument, sourceDocument, async (ctx) => {
    const record = ctx.record
    if (record === null) throw new Error('BUG: a withdrawal has its document')
    const body = { ...record.body, state: 'withdrawn' as const }
    const made = await ctx.amend(sourceDocument, record.id, record.rev, body)
    return made.ok ? ok({ record: made.value }) : made
  }),
  handle(answerAlarm, lapseAlarm, async (ctx, input) => {
    const record = ctx.record
    if (record === null) throw new Error('BUG: an answer has its alarm')
    const body = { ...record.body, action: input.action, state: 'answered' as const }
    const made = await ctx.amend(lapseAlarm, record.id, record.rev, body)
    return made.ok ? ok({ record: made.value }) : made
  }),
]
