import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Type, type Static } from 'typebox'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import { checkValue } from '@basinet/kernel/record'

/** What a data directory is: written once, never changed. A demonstration node stays one for ever. */
export const NodeFile = Type.Object(
  {
    format: Type.Literal(1),
    nation: Type.String({ pattern: '^[A-Z]{3}$' }),
    mode: Type.Enum(['demo', 'service']),
    name: Type.String({ minLength: 1, maxLength: 80 }),
    createdAt: Type.String({ format: 'date-time' }),
  },
  { additionalProperties: false },
)
export type NodeFile = Static<typeof NodeFile>

const file = (dataDir: string): string => join(dataDir, 'node.json')

/** Null when the directory holds no node yet. Errors: `node.file` (what is wrong in it). */
export function readNodeFile(dataDir: string): Result<NodeFile | null> {
  if (!existsSync(file(dataDir))) return ok(null)
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file(dataDir), 'utf8'))
  } catch (error) {
    return fail('node.file', `${file(dataDir)} is not JSON: ${error instanceof Error ? error.message : ''}`)
  }
  return checkValue<NodeFile>(NodeFile, value, 'node.file')
}

/** Errors: `node.exists`: the directory is a node already, and what it is cannot be changed. */
export function checkNoNode(dataDir: string): Result<true> {
  const before = readNodeFile(dataDir)
  if (!before.ok) return before
  if (before.value === null) return ok(true)
  return fail(
    'node.exists',
    `${dataDir} holds the ${before.value.mode} node of ${before.value.nation}; take another BASINET_DATA`,
  )
}

/** Errors: those of `checkNoNode`. */
export function writeNodeFile(dataDir: string, node: NodeFile): Result<NodeFile> {
  const free = checkNoNode(dataDir)
  if (!free.ok) return free
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  writeFileSync(`${file(dataDir)}.new`, `${JSON.stringify(node, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file(dataDir)}.new`, file(dataDir))
  return ok(node)
}
