import { appendAudit } from '../../audit/append.ts'
import { nodeSubject, sealedSubject, type Core } from '../../record/core.ts'
import type { Tx } from '../../store/store.ts'
import { nodeWrites } from '../first-start.ts'
import { agency, unit } from '../records/organisation.ts'
import { person, type PersonBody } from '../records/person.ts'
import { posting } from '../records/posting.ts'
import { NO_RIGHTS } from '../records/rights.ts'
import { readPeople, type PostingBody } from '../store/reports.ts'
import { DEMO_AGENCIES } from './agencies.ts'
import { DEMO_SEATS } from './people.ts'
import type { DemoSeat } from './seat.ts'

export interface DemoPerson {
  readonly key: string
  readonly person: string
  readonly name: string
  readonly rank: string
  readonly post: string
  readonly roles: readonly string[]
  /** Roles of the seat that no capability of this node declares; they give nothing until one does. */
  readonly undeclared: readonly string[]
}

const COMMAND = 'node.demonstration'
const VETTED_DAYS = 365
const DAY_MS = 86_400_000

/**
 * Offices and people of the demonstration, once; later starts find them there. Nobody gets a password: they sign in by
 * one-use links.
 * @throws BUG on a service node.
 */
export async function seedDemo(core: Core): Promise<DemoPerson[]> {
  if (core.mode !== 'demo') throw new Error('BUG: a service node is never seeded')
  const subject = sealedSubject(core, nodeSubject(core.nation), core.now())
  return core.store.run(subject, { isolation: 'serializable' }, async (tx) => {
    const known = new Map(
      (await readPeople(tx, DEMO_SEATS.length * 10)).map((p) => [p.person.username, p.id]),
    )
    if (DEMO_SEATS.every((seat) => known.has(seat.username))) return listed(core, known)
    const places = await seedPlaces(core, tx)
    for (const seat of DEMO_SEATS) known.set(seat.username, await seedSeat(core, tx, seat, places))
    await appendAudit(tx, core.nation, {
      kind: 'identity.changed',
      at: tx.at,
      actor: `node:${core.nation}`,
      outcome: 'done',
      details: { what: 'demonstration people made', people: DEMO_SEATS.length },
    })
    return listed(core, known)
  })
}

function listed(core: Core, known: ReadonlyMap<string, string>): DemoPerson[] {
  return DEMO_SEATS.flatMap((seat) => {
    const id = known.get(seat.username)
    if (id === undefined) return []
    const { key, name, rank, post, roles } = seat
    return [
      {
        key,
        person: id,
        name,
        rank,
        post,
        roles,
        undeclared: roles.filter((r) => !core.registry.roles.has(r)),
      },
    ]
  })
}

/** Ids by `AGENCY` and `AGENCY/UNIT`. */
async function seedPlaces(core: Core, tx: Tx): Promise<Map<string, string>> {
  const places = new Map<string, string>()
  for (const office of DEMO_AGENCIES) {
    const made = await nodeWrites(
      core,
      tx,
      agency,
      { name: office.name, code: office.code, state: 'active' },
      COMMAND,
    )
    places.set(office.code, made.id)
    for (const desk of office.units) {
      const body = { ...desk, agency: made.id, parent: null, state: 'active' }
      places.set(`${office.code}/${desk.code}`, (await nodeWrites(core, tx, unit, body, COMMAND)).id)
    }
  }
  return places
}

async function seedSeat(
  core: Core,
  tx: Tx,
  seat: DemoSeat,
  places: ReadonlyMap<string, string>,
): Promise<string> {
  const agencyId = places.get(seat.agency)
  const unitId = places.get(`${seat.agency}/${seat.unit}`)
  if (agencyId === undefined || unitId === undefined) throw new Error(`BUG: no place for ${seat.key}`)
  const vettedUntil = seat.vetted ? new Date(tx.at.getTime() + VETTED_DAYS * DAY_MS).toISOString() : null
  const body: PersonBody = {
    name: seat.name,
    rank: seat.rank,
    username: seat.username,
    agency: agencyId,
    unit: unitId,
    language: seat.language,
    rights: {
      ...NO_RIGHTS,
      roles: [...seat.roles],
      clearance: seat.clearance,
      handling: [...(seat.handling ?? [])],
      juvenile: seat.juvenile === true,
      realms: [...(seat.realms ?? [])],
      vettedUntil,
      oversight: seat.oversight,
    },
    state: 'active',
    invitation: null,
  }
  const made = await nodeWrites(core, tx, person, body, COMMAND)
  const post: PostingBody = {
    person: made.id,
    unit: unitId,
    post: seat.post,
    roles: [...seat.roles],
    clearance: seat.clearance,
    from: tx.at.toISOString(),
    to: null,
    state: 'current',
  }
  await nodeWrites(core, tx, posting, post, COMMAND)
  return made.id
}
