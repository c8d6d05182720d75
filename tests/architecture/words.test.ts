import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CommandDeclaration, RecordDeclaration } from '@basinet/kernel/contract'
import { AUDIT_EVENTS } from '@basinet/kernel/audit'
import { filesCapability } from '@basinet/kernel/files/contract'
import { lineModules } from '@basinet/node-app'
import { expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const CONSOLE = 'apps/console/messages'

/** What is declared and would otherwise be shown as it stands in the code. The other languages have the keys of the English file. */
const capabilities = [
  filesCapability,
  ...lineModules(() => {
    throw new Error('BUG: declarations need no node')
  }).map((module) => module.capability),
]

const words = new Set(
  [
    join(ROOT, CONSOLE, 'en.json'),
    join(ROOT, CONSOLE, 'node/en.json'),
    ...globSync(join(ROOT, 'lines/*/*/messages/en.json')),
    ...globSync(join(ROOT, 'programme/*/messages/en.json')),
    join(ROOT, 'network/messages/en.json'),
  ].flatMap((path) => Object.keys(JSON.parse(readFileSync(path, 'utf8')) as object)),
)

interface Schema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema | readonly Schema[]
  readonly 'x-any-ref'?: boolean
}

/** Every kind of event has a name in the log's page. */
it('names every kind of audit event', () => {
  const without = Object.keys(AUDIT_EVENTS).filter((kind) => !words.has(`audit.kind.${kind}`))
  expect(without).toEqual([])
})

/** Fields, and the words a field may hold, by dotted path; positions in a list have no name of their own. */
function partsOf(schema: Schema, path = ''): { fields: string[]; values: string[] } {
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`)
  const own = [...(schema.enum ?? []), ...(schema.const === undefined ? [] : [schema.const])]
  const named = schema['x-any-ref'] === true ? {} : (schema.properties ?? {})
  const inner = [
    ...(schema.anyOf ?? []).map((option) => partsOf(option, path)),
    ...[schema.items ?? []].flat().map((item) => partsOf(item, path)),
    ...Object.entries(named).map(([name, child]) => partsOf(child, at(name))),
  ]
  return {
    fields: [...Object.keys(named).map(at), ...inner.flatMap((i) => i.fields)],
    values: [
      ...own.filter((v) => typeof v === 'string').map((v) => `${path}.${v}`),
      ...inner.flatMap((i) => i.values),
    ],
  }
}

const schemaOf = (declared: unknown): Schema => JSON.parse(JSON.stringify(declared)) as Schema

/** Keys the console looks a part up under, most own first (apps/console/parts/form/names.ts). */
function keysOf(tail: 'field' | 'value', path: string, type: string, command?: string): string[] {
  const shared = path
    .split('.')
    .slice(tail === 'value' ? -2 : -1)
    .join('.')
  const level = tail === 'value' ? /^(?:class|clearance)\.(.+)$/.exec(shared)?.[1] : undefined
  return [
    ...(command === undefined ? [] : [`command.${command}.${tail}.${path}`]),
    `record.${type}.${tail}.${path}`,
    `${tail}.${shared}`,
    ...(level === undefined ? [] : [`label.class.${level}`]),
  ]
}

/** Verbs every type may have are named once. */
const commandNames = ({ name }: CommandDeclaration): string[] => [
  `command.${name}.name`,
  `verb.${name.slice(name.indexOf('.') + 1)}`,
]

/** Each entry: keys of which one must be there. */
function wanted(record: RecordDeclaration, commands: readonly CommandDeclaration[]): string[][] {
  const { fields, values } = partsOf(schemaOf(record.body))
  return [
    [`record.${record.type}.name`],
    [`record.${record.type}.plural`],
    ...fields.map((path) => keysOf('field', path, record.type)),
    ...values.map((path) => keysOf('value', path, record.type)),
    ...commands.flatMap((command) => {
      const input = partsOf(schemaOf(command.input))
      return [
        commandNames(command),
        ...input.fields.map((path) => keysOf('field', path, record.type, command.name)),
        ...input.values.map((path) => keysOf('value', path, record.type, command.name)),
      ]
    }),
  ]
}

it.each(capabilities.map((c) => [c.id, c] as const))('%s is named in words', (_, capability) => {
  const { records, commands, roles } = capability
  const all = [
    [`capability.${capability.id}.name`],
    ...roles.flatMap((role) => [[`role.${role.id}`], ...role.purposes.map((p) => [`purpose.${p}`])]),
    ...records.flatMap((record) =>
      wanted(
        record,
        commands.filter((c) => c.record === record.type),
      ),
    ),
  ]
  expect(all.length).toBeGreaterThan(3)
  const missing = all.filter((either) => !either.some((key) => words.has(key))).map((e) => e[0])
  expect([...new Set(missing)]).toEqual([])
})
