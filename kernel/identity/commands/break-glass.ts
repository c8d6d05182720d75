import { appendAudit } from '../../audit/append.ts'
import { fail, type Result } from '../../contract/result.ts'
import type { Core } from '../../record/core.ts'
import { handle, type Binding, type CommandContext, type Outcome } from '../../record/handler.ts'
import {
  breakGlass,
  breakGlassAsk,
  breakGlassEnd,
  breakGlassForLife,
  breakGlassReview,
  REVIEW_WITHIN_HOURS,
  type BreakGlassBody,
  type BreakGlassScope,
} from '../records/break-glass.ts'
import { acted, outcome } from './organisation.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

type Ctx = CommandContext<BreakGlassBody>

/** What the record says when it opens. Pure: the clock and the people are handed in. */
function openedBody(input: {
  readonly person: string
  readonly approver: string | null
  readonly reason: string
  readonly scope: BreakGlassScope
  readonly minutes: number
  readonly at: Date
}): BreakGlassBody {
  const alone = input.approver === null
  return {
    person: input.person,
    kind: alone ? 'life-at-risk' : 'two-person',
    reason: input.reason,
    scope: input.scope,
    from: input.at.toISOString(),
    until: new Date(input.at.getTime() + input.minutes * MINUTE_MS).toISOString(),
    approver: input.approver,
    review: alone ? 'due' : 'not-needed',
    reviewDue: alone ? new Date(input.at.getTime() + REVIEW_WITHIN_HOURS * HOUR_MS).toISOString() : null,
    reviewer: null,
    remark: null,
    state: 'open',
  }
}

/** Why this person may not review, or null: the second pair of eyes is another person's, and looks once. */
function whyNotReview(body: BreakGlassBody, reviewer: string): Result<null> | null {
  if (body.review !== 'due') return fail('identity.review-done', 'there is no review due')
  if (body.person === reviewer) return fail('command.denied.same-person', 'nobody reviews their own access')
  return null
}

export function breakGlassBindings(late: { core: () => Core }): Binding[] {
  const log = (ctx: Ctx, record: string, rev: number, details: object) =>
    appendAudit(ctx.tx, late.core().nation, {
      kind: 'break-glass.used',
      at: ctx.at,
      actor: ctx.subject.person,
      session: ctx.subject.session,
      purpose: ctx.subject.purpose,
      type: 'break-glass',
      record,
      rev,
      outcome: 'done',
      details,
    })
  const open = async (
    ctx: Ctx,
    input: { scope: BreakGlassScope; minutes: number },
    approver: string | null,
  ): Promise<Result<Outcome>> => {
    if (input.scope.clearance === null && input.scope.handling.length === 0 && !input.scope.sealed)
      return fail('identity.scope', 'say what is to be widened', 'scope')
    const body = openedBody({
      ...input,
      person: ctx.subject.person,
      approver,
      reason: ctx.reason ?? '',
      at: ctx.at,
    })
    const made = await ctx.create(breakGlass, body)
    if (made.ok) {
      const { kind, scope, until, reason } = body
      await log(ctx, made.value.id, made.value.rev, { what: 'opened', kind, scope, until, reason, approver })
    }
    return outcome(made, { until: body.until, reviewDue: body.reviewDue })
  }
  return [
    handle(breakGlassAsk, breakGlass, (ctx, input) =>
      ctx.approver === null
        ? Promise.resolve(fail('command.denied.second-person', 'a second person must approve'))
        : open(ctx, input, ctx.approver),
    ),
    handle(breakGlassForLife, breakGlass, (ctx, input) => open(ctx, input, null)),
    handle(breakGlassEnd, breakGlass, async (ctx) => {
      const { id, rev, body } = acted(ctx)
      if (body.person !== ctx.subject.person && !ctx.subject.roles.includes('break-glass-approver'))
        return fail('command.denied.role', 'only the person or an approver ends it')
      const ended = await ctx.amend(breakGlass, id, rev, { ...body, state: 'ended' })
      if (ended.ok) await log(ctx, id, rev + 1, { what: 'ended', of: body.person })
      return outcome(ended)
    }),
    handle(breakGlassReview, breakGlass, async (ctx, input) => {
      const { id, rev, body } = acted(ctx)
      const no = whyNotReview(body, ctx.subject.person)
      if (no !== null && !no.ok) return no
      const reviewed = await ctx.amend(breakGlass, id, rev, {
        ...body,
        review: input.finding,
        reviewer: ctx.subject.person,
        remark: input.remark,
        // Found improper, it ends at once.
        state: input.finding === 'improper' ? 'ended' : body.state,
      })
      if (reviewed.ok)
        await log(ctx, id, rev + 1, { what: 'reviewed', finding: input.finding, of: body.person })
      return outcome(reviewed)
    }),
  ]
}
