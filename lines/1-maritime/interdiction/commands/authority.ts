import { fail } from '@basinet/kernel/contract'
import { handle, type Binding } from '@basinet/kernel/record'
import { answerAuthority, askAuthority } from '../contract/interdiction-commands.ts'
import { interdiction } from '../contract/interdiction.ts'
import { maritimeAuthority } from '../contract/law.ts'
import { actedOn, logged, outcome } from './acted-on.ts'

const HOUR_MS = 3_600_000

/** Requests to a named authority, each under the clock of its instrument, and what came back or did not. */
export const authorityBindings: readonly Binding[] = [
  handle(askAuthority, interdiction, async (ctx, input) => {
    const { id, rev, body } = actedOn(ctx)
    const rule = input.rule === null ? null : await ctx.get(maritimeAuthority, input.rule)
    if (input.rule !== null && rule === null) return fail('interdiction.rule-absent', 'no such rule', 'rule')
    const hours = rule?.body.answerHours ?? null
    const answerBy = hours === null ? null : new Date(ctx.at.getTime() + hours * HOUR_MS).toISOString()
    const request = {
      request: body.requests.length + 1,
      ...input,
      askedAt: ctx.at.toISOString(),
      by: ctx.subject.person,
      answerBy,
      answer: null,
      answeredAt: null,
      answeredBy: null,
      effect: null,
      scope: null,
      shiprider: null,
    }
    const text = `asked ${input.to}: ${input.kind}, ${input.instrument}`
    const next = logged(ctx, { ...body, requests: [...body.requests, request] }, { text })
    return next.ok ? outcome(await ctx.amend(interdiction, id, rev, next.value)) : next
  }),
  handle(answerAuthority, interdiction, async (ctx, { request: number, ...answer }) => {
    const { id, rev, body } = actedOn(ctx)
    const index = body.requests.findIndex((r) => r.request === number)
    const asked = body.requests[index]
    if (asked === undefined)
      return fail('interdiction.request-absent', `there is no request ${number}`, 'request')
    if (asked.answer !== null)
      return fail('interdiction.answered', `request ${number} is answered`, 'request')
    if (
      answer.answer === 'silence' &&
      asked.answerBy !== null &&
      Date.parse(asked.answerBy) > ctx.at.getTime()
    )
      return fail('interdiction.clock-runs', `an answer may come until ${asked.answerBy}`, 'answer')
    if (answer.answer !== 'silence' && answer.answeredBy === null)
      return fail('interdiction.who-answered', 'an answer has somebody who gave it', 'answeredBy')
    const requests = body.requests.with(index, { ...asked, ...answer, answeredAt: ctx.at.toISOString() })
    const text = `${asked.to}: ${asked.kind} ${answer.answer}. ${answer.effect}`
    const next = logged(ctx, { ...body, requests }, { text })
    return next.ok ? outcome(await ctx.amend(interdiction, id, rev, next.value)) : next
  }),
]
