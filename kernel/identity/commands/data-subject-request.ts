import type { Static } from 'typebox'
import { fail } from '../../contract/result.ts'
import { handle, type Binding, type CommandContext } from '../../record/handler.ts'
import {
  dataSubjectRequest,
  requestAnswer,
  requestBegin,
  requestExtend,
  requestReceive,
  requestRefuse,
  requestWithdraw,
} from '../records/data-subject-request.ts'
import { EXTENSION_DAYS, RESPONSE_DAYS } from '../records/nation-parameter.ts'
import { requestDueAt } from '../records/request-clock.ts'
import { nationValue } from './nation-parameter.ts'
import { acted, outcome } from './organisation.ts'

type Body = Static<typeof dataSubjectRequest.body>
type Ctx = CommandContext<Body>

/** The due date as the nation's number has it now, for a request received before the number was set as well. */
async function clock(
  ctx: CommandContext<unknown>,
  receivedAt: string,
): Promise<Pick<Body, 'dueAt' | 'dueSource'>> {
  const set = await nationValue(ctx.tx, RESPONSE_DAYS)
  return { dueAt: requestDueAt(receivedAt, set?.value ?? null, null), dueSource: set?.source ?? null }
}

async function amend(ctx: Ctx, next: Partial<Body>) {
  const { id, rev, body } = acted(ctx)
  const due = body.dueAt === null ? await clock(ctx, body.receivedAt) : {}
  return outcome(await ctx.amend(dataSubjectRequest, id, rev, { ...body, ...due, ...next }))
}

export function dataSubjectRequestBindings(): Binding[] {
  return [
    handle(requestReceive, dataSubjectRequest, async (ctx, input) => {
      if (Date.parse(input.receivedAt) > ctx.at.getTime())
        return fail('identity.period', 'it cannot have been received in the future', 'receivedAt')
      const id = ctx.newId(dataSubjectRequest)
      const reference = `DSR-${input.receivedAt.slice(0, 4)}-${id.replaceAll('-', '').slice(-8).toUpperCase()}`
      const body: Body = {
        ...input,
        reference,
        ...(await clock(ctx, input.receivedAt)),
        extended: false,
        identityCheck: null,
        answer: null,
        closedAt: null,
        state: 'received',
      }
      return outcome(await ctx.create(dataSubjectRequest, body, { id }), { reference, dueAt: body.dueAt })
    }),
    handle(requestBegin, dataSubjectRequest, (ctx, input) =>
      amend(ctx, { identityCheck: input.identityCheck, state: 'in-work' }),
    ),
    handle(requestExtend, dataSubjectRequest, async (ctx) => {
      const { body } = acted(ctx)
      if (body.extended) return fail('identity.extended', 'it was extended once already')
      const days = await nationValue(ctx.tx, RESPONSE_DAYS)
      const more = await nationValue(ctx.tx, EXTENSION_DAYS)
      if (days === null || more === null)
        return fail(
          'identity.parameter-unset',
          `the nation has not set ${days === null ? RESPONSE_DAYS : EXTENSION_DAYS}`,
        )
      return amend(ctx, {
        extended: true,
        dueAt: requestDueAt(body.receivedAt, days.value, more.value),
        dueSource: `${days.source}; ${more.source}`.slice(0, 500),
      })
    }),
    handle(requestAnswer, dataSubjectRequest, (ctx, input) =>
      amend(ctx, { answer: input.answer, state: 'answered', closedAt: ctx.at.toISOString() }),
    ),
    handle(requestRefuse, dataSubjectRequest, (ctx, input) =>
      amend(ctx, { answer: input.answer, state: 'refused', closedAt: ctx.at.toISOString() }),
    ),
    handle(requestWithdraw, dataSubjectRequest, (ctx) =>
      amend(ctx, { state: 'withdrawn', closedAt: ctx.at.toISOString() }),
    ),
  ]
}
