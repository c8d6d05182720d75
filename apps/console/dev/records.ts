import { randomUUID } from 'node:crypto'
import type { Label, StoredRecord } from '@basinet/kernel/contract'
import { COMMANDS, RECORDS } from './catalogue.ts'
import { PEOPLE } from './people.ts'

type Body = Record<string, unknown>
export type Stored = StoredRecord<Body>
interface Revision {
  readonly rev: number
  readonly at: string
  readonly by: string
  readonly reason: string | null
  readonly command: string
  readonly body: Body
  readonly label: Label
}

export const store = new Map<string, Stored[]>()
export const history = new Map<string, Revision[]>()

const watch = PEOPLE['watch']?.person.id ?? ''

function labelOf(type: string): Label {
  const { label } = RECORDS.find((r) => r.type === type) ?? { label: { class: 'official' as const } }
  return {
    owner: 'LCA',
    class: label.class,
    releaseTo: [],
    displayOnly: [],
    handling: [...((label as { handling?: string[] }).handling ?? [])],
    purposes: [...((label as { purposes?: string[] }).purposes ?? [])],
    personal: (label as { personal?: boolean }).personal ?? false,
    juvenile: false,
    sealed: false,
    keepUntil: null,
    eraseBy: null,
    holds: [],
    leaseUntil: null,
    onward: 'none',
    sources: ['LCA'],
    exercise: false,
  } as unknown as Label
}

export function put(type: string, body: Body, command: string, agoS = 0, by = watch): Stored {
  const declared = RECORDS.find((r) => r.type === type)
  const at = new Date(Date.now() - agoS * 1000).toISOString()
  const id = randomUUID()
  const record: Stored = {
    id,
    type,
    version: 1,
    rev: 1,
    title: declared?.title(body) ?? type,
    label: labelOf(type),
    body,
    createdAt: at,
    createdBy: by,
    updatedAt: at,
    updatedBy: by,
    supersedes: null,
  }
  store.set(type, [record, ...(store.get(type) ?? [])])
  history.set(id, [{ rev: 1, at, by, reason: null, command, body, label: record.label }])
  return record
}

export function find(type: string, id: string): Stored | undefined {
  return store.get(type)?.find((r) => r.id === id)
}

/** State a command leads to, guessed from its verb: enough for a screen to move. */
const AFTER: Record<string, string> = {
  acknowledge: 'acknowledged',
  dismiss: 'dismissed',
  retire: 'retired',
  close: 'closed',
  accept: 'accepted',
  withdraw: 'withdrawn',
  merge: 'merged',
  suspend: 'suspended',
  approve: 'approved',
  refuse: 'refused',
}

export function act(record: Stored, command: string, input: Body, reason: string | null, by: string): Stored {
  const declared = RECORDS.find((r) => r.type === record.type)
  const verb = command.split('.')[1] ?? ''
  const state = AFTER[verb]
  const known = new Set(Object.keys(declared?.body.properties ?? {}))
  const merged = Object.fromEntries(Object.entries(input).filter(([key]) => known.has(key)))
  const body: Body = {
    ...record.body,
    ...merged,
    ...(state !== undefined && declared?.states ? { state } : {}),
  }
  const next: Stored = {
    ...record,
    rev: record.rev + 1,
    body,
    title: declared?.title(body) ?? record.title,
    updatedAt: new Date().toISOString(),
    updatedBy: by,
  }
  store.set(
    record.type,
    (store.get(record.type) ?? []).map((r) => (r.id === record.id ? next : r)),
  )
  history.set(record.id, [
    { rev: next.rev, at: next.updatedAt, by, reason, command, body, label: next.label },
    ...(history.get(record.id) ?? []),
  ])
  return next
}

export function actionsOn(record: Stored, roles: readonly string[]): unknown[] {
  return COMMANDS.filter((c) => c.record === record.type && c.kind === 'act').map((c) => {
    const role = c.who.some((r) => roles.includes(r))
    const state = c.from.length === 0 || c.from.includes(String(record.body['state']))
    if (role && state) return { command: c.name, enabled: true }
    return {
      command: c.name,
      enabled: false,
      why: role
        ? {
            code: 'command.state',
            message: `the record is "${String(record.body['state'])}"; this needs: ${c.from.join(', ')}`,
          }
        : { code: 'command.denied.role', message: `this is for: ${c.who.join(', ')}` },
    }
  })
}
