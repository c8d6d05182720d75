import { fail, ok, type Result } from '@basinet/kernel/contract'
import { relabelBindings } from '@basinet/kernel/label'
import { handle, type Binding, type CommandContext } from '@basinet/kernel/record'
import {
  assessAge,
  decideFear,
  heldPerson,
  heldPersonLabels,
  landPerson,
  noteCare,
  noteConsular,
  noteFear,
  readRights,
  recordPerson,
  releasePerson,
  type HeldPerson,
} from '../contract/held-person.ts'
import { judicialClock } from '../contract/law.ts'
import { isJuvenile, landingProblem, mustBeApart } from '../law/person-rules.ts'
import { actedOn, notAhead, operationOf, outcome } from './acted-on.ts'

const HOUR_MS = 3_600_000
const APART = fail(
  'held-person.apart',
  'who is not known to be an adult is kept apart from adults who are not family: say where and with whom',
  'apart',
)

const NO_RIGHT = fail(
  'held-person.juvenile-right',
  'who is not known to be an adult is recorded under the juvenile label: by an officer who holds that right',
  'age',
)

/** The nation's clock to a judicial authority; null where none is loaded: then none is assumed. */
async function clockFrom(ctx: CommandContext<unknown>, since: string): Promise<Result<HeldPerson['clock']>> {
  const active = { filters: [{ name: 'state', op: 'eq' as const, value: 'active' }], sort: 'hours', limit: 1 }
  const page = await ctx.list(judicialClock, active)
  if (!page.ok) return page
  const set = page.value.items[0]?.body
  if (set === undefined) return ok(null)
  const dueAt = new Date(Date.parse(since) + set.hours * HOUR_MS).toISOString()
  return ok({ hours: set.hours, citation: set.citation, dueAt })
}

type Ctx = CommandContext<HeldPerson>
const amend = async (ctx: Ctx, change: Partial<HeldPerson>) => {
  const { id, rev, body } = actedOn(ctx)
  return outcome(await ctx.amend(heldPerson, id, rev, { ...body, ...change }))
}
/** A child's record is put under the juvenile label at once; it is taken off by relabelling alone, which takes two persons. */
const aged = async (ctx: Ctx, change: Pick<HeldPerson, 'age' | 'ageBasis' | 'apart'>) => {
  const { id, rev, body, label } = actedOn(ctx)
  if (!isJuvenile(change.age) || label.juvenile) return amend(ctx, change)
  if (!ctx.subject.juvenile) return NO_RIGHT
  return outcome(await ctx.amend(heldPerson, id, rev, { ...body, ...change }, { ...label, juvenile: true }))
}
const stamp = (ctx: Ctx) => ({ at: ctx.at.toISOString(), by: ctx.subject.person })

const recording = handle(recordPerson, heldPerson, async (ctx, input) => {
  const found = await operationOf(ctx, input.interdiction)
  if (!found.ok) return found
  const since = notAhead(ctx, input.heldSince, 'heldSince')
  if (!since.ok) return since
  if (mustBeApart(input.age, input.apart)) return APART
  const juvenile = isJuvenile(input.age)
  if (juvenile && !ctx.subject.juvenile) return NO_RIGHT
  const clock = await clockFrom(ctx, input.heldSince)
  if (!clock.ok) return clock
  return outcome(
    await ctx.create(
      heldPerson,
      {
        ...input,
        care: [],
        rights: null,
        consular: null,
        fear: null,
        clock: clock.value,
        landing: null,
        state: 'aboard',
      },
      { label: ctx.labelFor(heldPerson, { exercise: found.value.label.exercise, juvenile }) },
    ),
  )
})

const CARE_MAX = 1000

const caring = [
  handle(noteCare, heldPerson, async (ctx, input) => {
    const then = notAhead(ctx, input.at, 'at')
    if (!then.ok) return then
    const { care } = actedOn(ctx).body
    if (care.length >= CARE_MAX) return fail('held-person.full', `the log holds ${CARE_MAX} lines`)
    return amend(ctx, { care: [...care, { ...input, by: ctx.subject.person }] })
  }),
  handle(assessAge, heldPerson, async (ctx, input) =>
    mustBeApart(input.age, input.apart) ? APART : aged(ctx, input),
  ),
  handle(readRights, heldPerson, (ctx, input) => amend(ctx, { rights: { ...stamp(ctx), ...input } })),
  handle(noteConsular, heldPerson, (ctx, input) => amend(ctx, { consular: { ...stamp(ctx), ...input } })),
  handle(noteFear, heldPerson, async (ctx, { words }) =>
    amend(ctx, { fear: { ...stamp(ctx), words, decision: null, decidedAt: null, authority: null } }),
  ),
  handle(decideFear, heldPerson, async (ctx, input) => {
    const { fear } = actedOn(ctx).body
    if (fear === null) return fail('held-person.no-fear', 'no fear of return was said')
    if (fear.by === ctx.subject.person)
      return fail('command.denied.same-person', 'who noted the fear cannot be the one who decides it')
    return amend(ctx, { fear: { ...fear, ...input, decidedAt: ctx.at.toISOString() } })
  }),
]

const PROBLEMS: Readonly<Record<string, string>> = {
  'age-not-assessed': 'age must be assessed before landing',
  'rights-not-read': 'rights must be read before landing',
  'fear-undecided': 'fear of return was said: no transfer to another state until it is decided',
  'must-not-be-transferred': 'it was decided that this person must not be transferred',
}

const leaving = [
  handle(landPerson, heldPerson, async (ctx, input) => {
    const { body } = actedOn(ctx)
    const problem = landingProblem(body, { nation: input.nation, own: ctx.subject.nation })
    if (problem !== null) return fail(`held-person.${problem}`, PROBLEMS[problem] ?? problem, 'nation')
    return amend(ctx, { landing: { at: ctx.at.toISOString(), ...input }, state: 'landed' })
  }),
  handle(releasePerson, heldPerson, (ctx) => amend(ctx, { state: 'released' })),
]

export const heldPersonBindings: readonly Binding[] = [
  recording,
  ...caring,
  ...leaving,
  ...relabelBindings(heldPerson, heldPersonLabels),
]
