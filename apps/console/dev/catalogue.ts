import {
  LINES,
  type CapabilityDeclaration,
  type CommandDeclaration,
  type RecordDeclaration,
} from '@basinet/kernel/contract'
import { identityCapability } from '@basinet/kernel/identity/contract'
import { pictureCapability } from '@basinet/picture/contract'
import type { Me } from '../api/types.ts'

export const CAPABILITIES: readonly CapabilityDeclaration[] = [pictureCapability, identityCapability]
export const RECORDS: readonly RecordDeclaration[] = CAPABILITIES.flatMap((c) => c.records)
export const COMMANDS: readonly CommandDeclaration[] = CAPABILITIES.flatMap((c) => c.commands)

export function whyNot(command: CommandDeclaration, me: Me): { code: string; message: string } | null {
  return command.who.some((role) => me.roles.includes(role))
    ? null
    : { code: 'command.denied.role', message: `this is for: ${command.who.join(', ')}` }
}

export function catalogueFor(me: Me): unknown {
  const records = RECORDS.filter((r) => r.readers.some((role) => me.roles.includes(role)))
  const shown = new Set(records.map((r) => r.type))
  return {
    lines: LINES.map((id) => ({
      id,
      capabilities: CAPABILITIES.filter((c) => c.line === id)
        .map((c) => ({
          id: c.id,
          records: c.records.map((r) => r.type).filter((type) => shown.has(type)),
          commands: c.commands.map((d) => d.name),
        }))
        .filter((c) => c.records.length > 0),
    })),
    records: Object.fromEntries(
      records.map((r) => [
        r.type,
        {
          ...r,
          schema: r.body,
          columns: r.columns.map((name) => ({ name, ...r.searched[name] })),
        },
      ]),
    ),
    commands: Object.fromEntries(
      COMMANDS.filter((c) => shown.has(c.record)).map((c) => {
        const why = whyNot(c, me)
        return [c.name, { ...c, allowed: why === null, ...(why === null ? {} : { why }) }]
      }),
    ),
  }
}
