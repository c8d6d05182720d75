import type { FastifyInstance } from 'fastify'
import { LINES } from '../contract/line.ts'
import type { Subject } from '../contract/subject.ts'
import type { Core } from '../record/core.ts'
import { whyNot } from '../record/permission.ts'
import { requireSubject, subjectOf } from './request.ts'

/** What this person may see and do, as data: the console builds menus, lists, forms and buttons from it. */
export function catalogueFor(core: Core, subject: Subject): Record<string, unknown> {
  const types = new Set(core.registry.typesOf(subject.roles))
  const open = core.registry
    .records()
    .filter((r) => r.realm === 'general' || subject.realms.includes(r.realm))
  const records = open.filter((r) => types.has(r.type))
  const shown = new Set(records.map((r) => r.type))
  const reachable = new Set(open.map((r) => r.type))
  const commands = core.registry
    .commands()
    .filter((c) => reachable.has(c.record))
    .filter((c) => shown.has(c.record) || c.who.some((role) => subject.roles.includes(role)))
  const capabilities = core.registry.capabilities.map((c) => ({
    line: c.line,
    id: c.id,
    records: c.records.map((r) => r.type).filter((t) => shown.has(t)),
    commands: c.commands.map((d) => d.name).filter((n) => commands.some((k) => k.name === n)),
  }))
  return {
    lines: LINES.map((id) => ({
      id,
      capabilities: capabilities.filter(
        (c) => c.line === id && (c.records.length > 0 || c.commands.length > 0),
      ),
    })),
    records: Object.fromEntries(
      records.map((r) => [
        r.type,
        {
          type: r.type,
          line: r.line,
          capability: r.capability,
          version: r.version,
          schema: r.body,
          columns: r.columns.map((name) => ({ name, ...r.searched[name] })),
          searched: r.searched,
          states: r.states,
          label: r.label,
          retention: r.retention,
        },
      ]),
    ),
    commands: Object.fromEntries(
      commands.map((c) => {
        const why = whyNot(c, subject)
        return [
          c.name,
          {
            name: c.name,
            record: c.record,
            kind: c.kind,
            input: c.input,
            from: c.from,
            reason: c.reason,
            approval: c.approval,
            allowed: why === null,
            ...(why === null ? {} : { why }),
          },
        ]
      }),
    ),
  }
}

export function catalogueRoutes(app: FastifyInstance, core: Core): void {
  app.get(
    '/api/v1/catalogue',
    {
      preHandler: requireSubject,
      schema: {
        operationId: 'catalogue',
        summary: 'Records, commands and lines open to this person',
        tags: ['node'],
      },
    },
    async (request) => catalogueFor(core, subjectOf(request)),
  )
}
