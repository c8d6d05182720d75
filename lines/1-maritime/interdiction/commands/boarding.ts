import { fail, type Result, type StoredRecord } from '@basinet/kernel/contract'
import { handle, type Binding, type CommandContext } from '@basinet/kernel/record'
import type { Seizure, SeizureInput } from '@basinet/seizures/contract'
import { beginBoarding, boarding, reportBoarding, reportForce, seizeAboard } from '../contract/boarding.ts'
import { interdiction, type Interdiction } from '../contract/interdiction.ts'
import { actedOn, logged, notAhead, operationOf, outcome } from './acted-on.ts'
import { mayAt, readMatrix, REFUSALS } from './matrix.ts'

/** The register of seizures, handed in where the node is put together: it alone knows how a seizure begins its exhibits. */
export type MakeSeizure = (
  ctx: CommandContext<unknown>,
  input: SeizureInput,
  origin: { readonly cameFrom: Seizure['cameFrom']; readonly exercise: boolean },
) => Promise<Result<StoredRecord<Seizure>>>

const DUTY = 'duty to save life at sea (UNCLOS art. 98, SOLAS V/33)'

/** What a boarding rests on. Errors: `interdiction.authority-*`. */
async function basisOf(
  ctx: CommandContext<unknown>,
  operation: Interdiction,
  position: Interdiction['position'],
): Promise<Result<string>> {
  if (operation.domain === 'air')
    return fail('interdiction.authority-aircraft', REFUSALS.aircraft, 'interdiction')
  if (operation.state === 'rescue') return { ok: true, value: DUTY }
  const matrix = await readMatrix(ctx)
  if (!matrix.ok) return matrix
  const may = mayAt(matrix.value, operation, 'board', position, ctx.at.getTime())
  return may.may
    ? { ok: true, value: may.text }
    : fail(`interdiction.authority-${may.code}`, REFUSALS[may.code], 'interdiction')
}

const beginning = handle(beginBoarding, boarding, async (ctx, input) => {
  const found = await operationOf(ctx, input.interdiction)
  if (!found.ok) return found
  const then = notAhead(ctx, input.at, 'at')
  if (!then.ok) return then
  const { id, rev, body, label } = found.value
  const authority = await basisOf(ctx, body, input.position)
  if (!authority.ok) return authority
  const state = body.state === 'rescue' ? body.state : ('boarding' as const)
  const text = `boarded ${input.vessel}, ${input.persons} persons aboard`
  const next = logged(ctx, { ...body, state }, { text, position: input.position, source: 'asset' })
  if (!next.ok) return next
  const kept = await ctx.amend(interdiction, id, rev, next.value)
  if (!kept.ok) return kept
  return outcome(
    await ctx.create(
      boarding,
      {
        ...input,
        authority: authority.value,
        force: [],
        seizures: [],
        findings: null,
        leftAt: null,
        state: 'open',
      },
      { label: ctx.labelFor(boarding, { exercise: label.exercise }) },
    ),
  )
})

/** A line in the operation's log for what happened aboard. */
async function tell(ctx: CommandContext<unknown>, operation: string, text: string): Promise<Result<null>> {
  const found = await operationOf(ctx, operation)
  if (!found.ok) return found
  const next = logged(ctx, found.value.body, { text: text.slice(0, 2000), source: 'asset' })
  if (!next.ok) return next
  const kept = await ctx.amend(interdiction, found.value.id, found.value.rev, next.value)
  return kept.ok ? { ok: true, value: null } : kept
}

const FORCE_MAX = 50

export function boardingBindings(makeSeizure: MakeSeizure): readonly Binding[] {
  return [
    beginning,
    handle(reportForce, boarding, async (ctx, input) => {
      const { id, rev, body } = actedOn(ctx)
      const then = notAhead(ctx, input.at, 'at')
      if (!then.ok) return then
      if (body.force.length >= FORCE_MAX)
        return fail('boarding.full', `a boarding holds ${FORCE_MAX} reports of force`)
      const told = await tell(
        ctx,
        body.interdiction,
        `force: ${input.kind} by ${input.by}. ${input.injuries}`,
      )
      if (!told.ok) return told
      return outcome(await ctx.amend(boarding, id, rev, { ...body, force: [...body.force, input] }))
    }),
    handle(seizeAboard, boarding, async (ctx, input) => {
      const { id, rev, body, label } = actedOn(ctx)
      const origin = { cameFrom: { type: boarding.type, id }, exercise: label.exercise }
      const made = await makeSeizure(ctx, input, origin)
      if (!made.ok) return made
      const told = await tell(ctx, body.interdiction, `seized: ${made.value.title}`)
      if (!told.ok) return told
      const seizures = [...body.seizures, made.value.id]
      return outcome(await ctx.amend(boarding, id, rev, { ...body, seizures }))
    }),
    handle(reportBoarding, boarding, async (ctx, input) => {
      const { id, rev, body } = actedOn(ctx)
      const told = await tell(
        ctx,
        body.interdiction,
        `boarding of ${body.vessel} reported. ${input.findings}`,
      )
      if (!told.ok) return told
      return outcome(await ctx.amend(boarding, id, rev, { ...body, ...input, state: 'reported' }))
    }),
  ]
}
