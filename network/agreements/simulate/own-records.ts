import { CLASSES, type Label, type Realm, type Subject } from '@basinet/kernel/contract'
import { readAs } from '@basinet/kernel/http'
import type { Core } from '@basinet/kernel/record'
import type { Sample } from '../preview.ts'

/** The own records that a preview counts, and the kinds that the reader may not read and that are therefore not counted. */
export interface OwnRecords {
  readonly samples: readonly Sample[]
  readonly unread: readonly string[]
}

/** Groups of one kind; far above what labels of one kind differ in. */
const GROUPS_MAX = 20_000

interface GroupRow {
  readonly class: number
  readonly release_to: string[]
  readonly display_only: string[]
  readonly handling: string[]
  readonly purposes: string[]
  readonly personal: boolean
  readonly juvenile: boolean
  readonly sealed: boolean
  readonly onward: Label['onward']
  readonly exercise: boolean
  readonly due: boolean
  readonly over: boolean
  readonly records: number
}

/**
 * The nation's records of these kinds by what their labels say, counted in the database under the reader's own rights: what a
 * person may not read does not appear in what they are told would flow.
 */
export async function ownRecords(
  core: Core,
  subject: Subject,
  types: readonly string[],
): Promise<OwnRecords> {
  const readable = new Set(core.registry.typesOf(subject.roles))
  const samples: Sample[] = []
  const unread: string[] = []
  for (const type of new Set(types)) {
    const decl = core.registry.record(type)
    const open = decl?.realm === 'general' || (decl !== undefined && subject.realms.includes(decl.realm))
    if (decl === undefined || !open || !readable.has(type)) unread.push(type)
    else samples.push(...(await groupsOf(core, subject, type, decl.realm)))
  }
  return { samples, unread }
}

async function groupsOf(core: Core, subject: Subject, type: string, realm: Realm): Promise<Sample[]> {
  const { rows } = await readAs(
    core,
    subject,
    (tx) =>
      tx.client.query<GroupRow>(
        `SELECT class, release_to, display_only, handling, purposes, personal, juvenile, sealed, onward, exercise,
           coalesce(erase_by <= $2, false) AS due, coalesce(lease_until <= $2, false) AS over, count(*)::int AS records
         FROM basinet.r_${type.replaceAll('-', '_')} WHERE owner = $1
         GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 LIMIT ${GROUPS_MAX}`,
        [core.nation, tx.at],
      ),
    realm,
  )
  const past = new Date(0).toISOString()
  return rows.map((row) => ({ type, records: row.records, label: labelOf(core.nation, row, past) }))
}

function labelOf(owner: string, row: GroupRow, past: string): Label {
  return {
    owner,
    class: CLASSES[row.class] ?? 'secret',
    releaseTo: row.release_to,
    displayOnly: row.display_only,
    handling: row.handling,
    purposes: row.purposes,
    personal: row.personal,
    juvenile: row.juvenile,
    sealed: row.sealed,
    keepUntil: null,
    eraseBy: row.due ? past : null,
    holds: [],
    leaseUntil: row.over ? past : null,
    onward: row.onward,
    sources: [owner],
    exercise: row.exercise,
  }
}
