import { fail, ok, type Result } from '@basinet/kernel/contract'
import { handle, type Binding, type CommandContext, type Core } from '@basinet/kernel/record'
import { asNetwork } from '../node/db.ts'
import { probeWay } from '../node/hit/way.ts'
import { loadState } from '../node/state.ts'
import type { ProbeEngine } from './probe-contract.ts'
import {
  answerProbe,
  examineCandidate,
  probe,
  probeRequest,
  refuseProbe,
  sendProbe,
  type ProbeRequestRecord,
} from './probe-records.ts'

/** Probes are records; their content lies apart, out of lists and history. */
export function probeBindings(core: () => Core, engines: () => readonly ProbeEngine[]): Binding[] {
  const engineOf = (kind: string) => engines().find((e) => e.declaration.kind === kind)
  return [sendBinding(core, engineOf), ...examineBindings(engineOf)]
}

type EngineOf = (kind: string) => ProbeEngine | undefined

function sendBinding(core: () => Core, engineOf: EngineOf): Binding {
  return handle(sendProbe, probe, async (ctx, input) => {
    const engine = engineOf(input.kind)
    if (engine === undefined) return fail('probe.kind', `no engine here makes a ${input.kind}`, 'kind')
    const { declaration } = engine
    if (!declaration.senders.some((role) => ctx.subject.roles.includes(role)))
      return fail('command.denied.role', `a ${input.kind} is sent by ${declaration.senders.join(', ')}`)
    const decl = core().registry.record(input.about.type)
    const record = decl === undefined ? null : await ctx.get(decl, input.about.id)
    if (
      record === null ||
      !declaration.from.includes(input.about.type) ||
      record.label.owner !== core().nation
    )
      return fail('record.absent', `no own ${input.about.type} ${input.about.id} to make a probe of`, 'about')
    const ways = await asNetwork(core(), async (db, at) => {
      const loaded = await loadState(db, core().nation, at.getTime())
      const state = loaded.ok ? loaded.value : null
      const about = { from: core().nation, unit: ctx.subject.unit, purpose: input.purpose }
      return input.to.map((to) =>
        state === null
          ? 'no-agreement'
          : probeWay(state, { ...about, to }, declaration.among, record.label, at.getTime()),
      )
    })
    for (const [i, way] of ways.entries())
      if (typeof way === 'string') return fail('hit.agreement', `${input.to[i] ?? ''}: ${way}`, 'to')
    const content = await engine.make(record)
    if (!content.ok) return content
    if (
      content.value.bytes.length > declaration.contentBytesMax ||
      !declaration.formats.includes(content.value.format)
    )
      throw new Error(`BUG: ${input.kind}: content is not as declared`)
    const id = ctx.newId(probe)
    await ctx.tx.client.query('INSERT INTO basinet.probe_content (id, format, bytes) VALUES ($1, $2, $3)', [
      id,
      content.value.format,
      Buffer.from(content.value.bytes),
    ])
    const to = input.to.toSorted()
    const answers = to.map((nation) => ({
      nation,
      answer: 'waiting' as const,
      reason: null,
      at: null,
      candidates: [],
    }))
    const body = { ...input, to, unit: ctx.subject.unit, state: 'sent' as const, answers }
    const made = await ctx.create(probe, body, { id })
    return made.ok ? ok({ record: made.value }) : made
  })
}

function examineBindings(engineOf: EngineOf): Binding[] {
  const mayExamine = (ctx: CommandContext<ProbeRequestRecord>): Result<ProbeRequestRecord> => {
    const { record } = ctx
    if (record === null) throw new Error('BUG: what is examined has come')
    const examiners = engineOf(record.body.kind)?.declaration.examiners ?? []
    return examiners.some((role) => ctx.subject.roles.includes(role))
      ? ok(record.body)
      : fail('command.denied.role', `a ${record.body.kind} is examined by ${examiners.join(', ')}`)
  }
  const amend = async (ctx: CommandContext<ProbeRequestRecord>, body: ProbeRequestRecord) => {
    const made = await ctx.amend(probeRequest, ctx.record!.id, ctx.record!.rev, body)
    return made.ok ? ok({ record: made.value }) : made
  }
  return [
    handle(examineCandidate, probeRequest, async (ctx, { alias, finding }) => {
      const body = mayExamine(ctx)
      if (!body.ok) return body
      if (!body.value.candidates.some((c) => c.alias === alias))
        return fail('probe.candidates', 'no such candidate', 'alias')
      const examiner = ctx.subject.person
      const candidates = body.value.candidates.map((c) =>
        c.alias === alias ? { ...c, finding, examiner } : c,
      )
      return amend(ctx, { ...body.value, candidates })
    }),
    handle(answerProbe, probeRequest, async (ctx) => {
      const body = mayExamine(ctx)
      if (!body.ok) return body
      if (body.value.candidates.some((c) => c.finding === null))
        return fail('probe.unexamined', 'every candidate is examined by a person before an answer leaves')
      return amend(ctx, { ...body.value, state: 'answered' })
    }),
    handle(refuseProbe, probeRequest, async (ctx) => {
      const body = mayExamine(ctx)
      return body.ok ? amend(ctx, { ...body.value, reason: ctx.reason, state: 'refused' }) : body
    }),
  ]
}
