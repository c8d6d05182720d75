import type { CommandDeclaration } from '../contract/command.ts'
import type { CapabilityDeclaration, RoleDeclaration } from '../contract/line.ts'
import type { RecordDeclaration } from '../contract/record.ts'
import type { Binding } from './handler.ts'

/** Everything the node's capabilities declared, checked for completeness when the node is put together. */
export interface Registry {
  readonly capabilities: readonly CapabilityDeclaration[]
  readonly roles: ReadonlyMap<string, RoleDeclaration>
  record(type: string): RecordDeclaration | undefined
  binding(command: string): Binding | undefined
  records(): readonly RecordDeclaration[]
  commands(): readonly CommandDeclaration[]
  /** Record types the holder of these roles may read. */
  typesOf(roles: readonly string[]): string[]
}

export function buildRegistry(
  capabilities: readonly CapabilityDeclaration[],
  bindings: readonly Binding[],
): Registry {
  const records = new Map<string, RecordDeclaration>()
  const commands = new Map<string, Binding>()
  const roles = new Map<string, RoleDeclaration>()
  for (const capability of capabilities) {
    for (const record of capability.records) unique(records, record.type, record, 'record')
    for (const role of capability.roles) mergeRole(roles, role)
  }
  for (const binding of bindings) unique(commands, binding.command.name, binding, 'handler')
  for (const declared of capabilities.flatMap((c) => c.commands)) {
    if (commands.get(declared.name)?.command !== declared)
      throw new Error(`BUG: command ${declared.name} has no handler`)
    for (const role of [...declared.who, ...(declared.approval?.by ?? [])])
      requireRole(roles, role, declared.name)
  }
  for (const record of records.values())
    for (const role of record.readers) requireRole(roles, role, record.type)
  const all = [...records.values()]
  return {
    capabilities,
    roles,
    record: (type) => records.get(type),
    binding: (name) => commands.get(name),
    records: () => all,
    commands: () => [...commands.values()].map((b) => b.command),
    typesOf: (held) => [
      ...all.filter((r) => r.readers.some((role) => held.includes(role))).map((r) => r.type),
      ...held.flatMap((role) => roles.get(role)?.reads ?? []),
    ],
  }
}

function unique<T>(map: Map<string, T>, key: string, value: T, what: string): void {
  if (map.has(key)) throw new Error(`BUG: two of ${what} ${key}`)
  map.set(key, value)
}

function mergeRole(roles: Map<string, RoleDeclaration>, role: RoleDeclaration): void {
  const known = roles.get(role.id)
  roles.set(
    role.id,
    known === undefined
      ? role
      : {
          id: role.id,
          purposes: [...new Set([...known.purposes, ...role.purposes])],
          reads: [...new Set([...(known.reads ?? []), ...(role.reads ?? [])])],
          // Said by one declaration it holds for all: a role of a machine must not become one of a person.
          ...heldBy(known, role),
        },
  )
}

function heldBy(...roles: readonly RoleDeclaration[]): Pick<RoleDeclaration, 'heldBy'> {
  const said = roles.flatMap((role) => role.heldBy ?? [])
  return said[0] === undefined ? {} : { heldBy: said.includes('machine') ? 'machine' : said[0] }
}

function requireRole(roles: Map<string, RoleDeclaration>, role: string, by: string): void {
  if (!roles.has(role)) throw new Error(`BUG: role "${role}" of ${by} is declared nowhere`)
}
