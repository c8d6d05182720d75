import { fail, ok } from '@basinet/kernel/contract'
import { handle, type Binding, type Core } from '@basinet/kernel/record'
import { asNetwork } from '../node/db.ts'
import { hitWay } from '../node/hit/way.ts'
import { loadState } from '../node/state.ts'
import {
  askQuestion,
  closeQuestion,
  confirmRequest,
  hitQuestion,
  hitRequest,
  refuseRequest,
  requestCore,
  type HitAnswer,
} from './contract.ts'
import { tokensOf } from './sought.ts'

const waiting = (nation: string): HitAnswer => ({
  nation,
  answer: 'waiting',
  reason: null,
  at: null,
  accidentOneIn: null,
  followUp: 'none',
  dueAt: null,
  delivered: [],
})

/** Questions and decisions are records; the network carries what follows from them. */
export function hitBindings(core: () => Core): Binding[] {
  return [...questionBindings(core), ...decisionBindings(core)]
}

function questionBindings(core: () => Core): Binding[] {
  return [
    handle(askQuestion, hitQuestion, async (ctx, input) => {
      const tokens = tokensOf(input.sought, 'query')
      if (!tokens.ok)
        return fail(tokens.error.code, tokens.error.message, `sought.${tokens.error.field ?? ''}`)
      const { nation } = core()
      const { unit } = ctx.subject
      const why = await asNetwork(core(), async (db, at) => {
        const loaded = await loadState(db, nation, at.getTime())
        const state = loaded.ok ? loaded.value : null
        return input.to.map((to) =>
          state === null
            ? 'no-agreement'
            : hitWay(state, { from: nation, to, unit, purpose: input.purpose }, at.getTime()),
        )
      })
      for (const [i, way] of why.entries())
        if (typeof way === 'string') return fail('hit.agreement', `${input.to[i] ?? ''}: ${way}`, 'to')
      const body = {
        ...input,
        to: input.to.toSorted(),
        unit,
        state: 'asked' as const,
        answers: input.to.toSorted().map(waiting),
      }
      const made = await ctx.create(hitQuestion, body)
      return made.ok ? ok({ record: made.value }) : made
    }),
    handle(requestCore, hitQuestion, async (ctx, input) => {
      const record = ctx.record
      if (record === null) throw new Error('BUG: what is followed up was asked')
      const one = record.body.answers.find((a) => a.nation === input.nation)
      if (one?.answer !== 'hit') return fail('hit.none', `there is no hit at ${input.nation}`, 'nation')
      if (one.followUp !== 'none') return fail('hit.state', `it was ${one.followUp}`, 'nation')
      const answers = record.body.answers.map((a) =>
        a === one ? { ...a, followUp: 'requested' as const } : a,
      )
      const made = await ctx.amend(hitQuestion, record.id, record.rev, { ...record.body, answers })
      return made.ok ? ok({ record: made.value }) : made
    }),
    handle(closeQuestion, hitQuestion, async (ctx) => {
      const record = ctx.record
      if (record === null) throw new Error('BUG: what is closed was asked')
      const answers = record.body.answers.map((a) =>
        a.followUp === 'requested' ? { ...a, followUp: 'withdrawn' as const } : a,
      )
      const made = await ctx.amend(hitQuestion, record.id, record.rev, {
        ...record.body,
        answers,
        state: 'closed',
      })
      return made.ok ? ok({ record: made.value }) : made
    }),
  ]
}

/** What a person at the holder decides on a partner's hit. */
function decisionBindings(core: () => Core): Binding[] {
  return [
    handle(confirmRequest, hitRequest, async (ctx, input) => {
      const record = ctx.record
      if (record === null) throw new Error('BUG: what is confirmed was requested')
      const { found, agreement } = record.body
      for (const one of input.records) {
        if (!found.some((f) => f.type === one.type && f.id === one.id))
          return fail('hit.records', 'this record was not hit on', 'records')
        const decl = core().registry.record(one.type)
        // Who confirms has read what it is about.
        if (decl === undefined || (await ctx.get(decl, one.id)) === null)
          return fail('record.absent', `no ${one.type} ${one.id}`, 'records')
      }
      const hours = await asNetwork(core(), async (db, at) => {
        const loaded = await loadState(db, core().nation, at.getTime())
        const held = loaded.ok ? loaded.value?.agreements : []
        const text = held?.find(
          ({ agreement: { text: t } }) => t.id === agreement.id && t.version === agreement.version,
        )
        return text?.agreement.text.clocks.coreDataHours ?? null
      })
      const dueAt = hours === null ? null : new Date(ctx.at.getTime() + hours * 3_600_000).toISOString()
      const body = {
        ...record.body,
        confirmed: input.records,
        decidedAt: ctx.at.toISOString(),
        dueAt,
        state: 'confirmed' as const,
      }
      const made = await ctx.amend(hitRequest, record.id, record.rev, body)
      return made.ok ? ok({ record: made.value }) : made
    }),
    handle(refuseRequest, hitRequest, async (ctx) => {
      const record = ctx.record
      if (record === null) throw new Error('BUG: what is refused was requested')
      const body = {
        ...record.body,
        reason: ctx.reason,
        decidedAt: ctx.at.toISOString(),
        state: 'refused' as const,
      }
      const made = await ctx.amend(hitRequest, record.id, record.rev, body)
      return made.ok ? ok({ record: made.value }) : made
    }),
  ]
}
