import { fail, ok } from '@basinet/kernel/contract'
import { handle, type Binding, type Core } from '@basinet/kernel/record'
import { waysFor } from '../node/ways.ts'
import { createAddressed } from '../sharing/address.ts'
import { clockOf } from './clock.ts'
import {
  answerRequest,
  askInformation,
  closeRequest,
  FINAL,
  informationAnswer,
  informationRequest,
  withdrawRequest,
} from './contract.ts'

/** Errors: `information-request.answer-by`, `information-answer.not-yours`, `.closed`, `.given`, `.empty`, those of addressing. */
export function requestBindings(core: () => Core): Binding[] {
  return [
    handle(askInformation, informationRequest, async (ctx, input) => {
      const { answerBy, ...said } = input
      if (answerBy !== undefined && Date.parse(answerBy) <= ctx.at.getTime())
        return fail('information-request.answer-by', 'the answer is asked for in the future', 'answerBy')
      const label = { ...ctx.labelFor(informationRequest), releaseTo: [input.to] }
      const [way] = await waysFor(core(), { type: informationRequest.type, label }, [input.to])
      const times = clockOf(way?.clocks ?? null, ctx.at, answerBy ?? null)
      const body = {
        ...said,
        ...times,
        askedAt: ctx.at.toISOString(),
        outcome: '',
        state: 'open' as const,
      }
      const made = await createAddressed(core(), ctx, {
        decl: informationRequest,
        body,
        label,
        to: [input.to],
      })
      return made.ok ? ok({ record: made.value }) : made
    }),
    handle(closeRequest, informationRequest, async (ctx, { outcome }) => {
      const asked = ctx.record
      if (asked === null) throw new Error('BUG: what is closed was asked')
      const body = { ...asked.body, outcome, state: 'closed' as const }
      const made = await ctx.amend(informationRequest, asked.id, asked.rev, body)
      return made.ok ? ok({ record: made.value }) : made
    }),
    handle(withdrawRequest, informationRequest, async (ctx) => {
      const asked = ctx.record
      if (asked === null) throw new Error('BUG: what is withdrawn was asked')
      const body = { ...asked.body, state: 'withdrawn' as const }
      const made = await ctx.amend(informationRequest, asked.id, asked.rev, body)
      return made.ok ? ok({ record: made.value }) : made
    }),
    answerBinding(core),
  ]
}

function answerBinding(core: () => Core): Binding {
  return handle(answerRequest, informationAnswer, async (ctx, { about, kind, text = '', attached = [] }) => {
    const asked = await ctx.get(informationRequest, about)
    if (asked === null) return fail('record.absent', `no request ${about}`, 'about')
    const { to, state, subject, answerBy } = asked.body
    if (to !== core().nation || asked.label.owner === core().nation)
      return fail('information-answer.not-yours', `${to} was asked`, 'about')
    if (state !== 'open') return fail('information-answer.closed', `the request is ${state}`, 'about')
    if ((kind === 'answered' || kind === 'partly') && text.trim() === '' && attached.length === 0)
      return fail('information-answer.empty', 'words, or records given with it', 'text')
    const filters = [{ name: 'about', op: 'eq' as const, value: about }]
    const before = await ctx.list(informationAnswer, { filters, limit: 20 })
    if (!before.ok) return before
    // A part may be followed by more; what is final is said once.
    if (
      before.value.items.some(
        ({ body }) => body.kind === kind || (FINAL.includes(body.kind) && body.kind !== 'partly'),
      )
    )
      return fail('information-answer.given', 'this was answered already', 'about')
    const body = {
      about,
      subject,
      kind,
      text: text.trim(),
      attached,
      answeredAt: ctx.at.toISOString(),
      late: answerBy === null || !FINAL.includes(kind) ? null : ctx.at.getTime() > Date.parse(answerBy),
    }
    const label = ctx.labelFor(informationAnswer, {
      class: asked.label.class,
      handling: asked.label.handling,
      purposes: asked.label.purposes,
    })
    const made = await createAddressed(core(), ctx, {
      decl: informationAnswer,
      body,
      label,
      to: [asked.label.owner],
    })
    return made.ok ? ok({ record: made.value }) : made
  })
}
