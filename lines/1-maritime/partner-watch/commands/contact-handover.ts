import { fail, ok } from '@basinet/kernel/contract'
import { handle, type Binding, type Core } from '@basinet/kernel/record'
import { createAddressed } from '@basinet/network'
import {
  answerHandover,
  contactHandover,
  handoverAnswer,
  offerContact,
  withdrawContact,
} from '../contract/contact-handover.ts'

/** A contact is offered by its record, and taken or declined by the other watch's own. */
export function handoverBindings(core: () => Core): Binding[] {
  return [
    handle(offerContact, contactHandover, async (ctx, input) => {
      if (Date.parse(input.answerBy) <= ctx.at.getTime())
        return fail('contact-handover.answer-by', 'the answer is asked for in the future', 'answerBy')
      if (Date.parse(input.seenAt) > ctx.at.getTime())
        return fail('contact-handover.seen-at', 'it was seen in the past', 'seenAt')
      const made = await createAddressed(core(), ctx, {
        decl: contactHandover,
        body: { ...input, state: 'offered' },
        label: ctx.labelFor(contactHandover),
        to: [input.to],
      })
      return made.ok ? ok({ record: made.value }) : made
    }),
    handle(withdrawContact, contactHandover, async (ctx) => {
      const offered = ctx.record
      if (offered === null) throw new Error('BUG: what is withdrawn was offered')
      // The other watch keeps reading that it was withdrawn: a contact that vanished would be taken for one that is taken over.
      const body = { ...offered.body, state: 'withdrawn' as const }
      const made = await ctx.amend(contactHandover, offered.id, offered.rev, body)
      return made.ok ? ok({ record: made.value }) : made
    }),
    handle(answerHandover, handoverAnswer, async (ctx, { about, answer, note }) => {
      const offered = await ctx.get(contactHandover, about)
      if (offered === null) return fail('record.absent', `no hand-over ${about}`, 'about')
      if (offered.body.to !== core().nation || offered.label.owner === core().nation)
        return fail('handover-answer.not-yours', `it was offered to the watch of ${offered.body.to}`, 'about')
      if (offered.body.state !== 'offered')
        return fail('handover-answer.withdrawn', 'the hand-over was withdrawn', 'about')
      const filters = [{ name: 'about', op: 'eq' as const, value: about }]
      const before = await ctx.list(handoverAnswer, { filters, limit: 1 })
      if (!before.ok) return before
      if (before.value.items.length > 0)
        return fail('handover-answer.given', 'this watch has answered already', 'about')
      const made = await createAddressed(core(), ctx, {
        decl: handoverAnswer,
        body: { about, answer, note: note ?? '', title: offered.body.name },
        label: ctx.labelFor(handoverAnswer, {
          class: offered.label.class,
          handling: offered.label.handling,
          purposes: offered.label.purposes,
        }),
        to: [offered.label.owner],
      })
      return made.ok ? ok({ record: made.value }) : made
    }),
  ]
}
