import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { CommandEnvelope } from '../contract/command.ts'
import type { Core } from '../record/core.ts'
import { executeCommand } from '../record/execute.ts'
import { Failed } from './records.ts'
import { requireSubject, sendFailure, subjectOf } from './request.ts'

const Receipt = Type.Object(
  {
    commandId: Type.String({ format: 'uuid' }),
    recordId: Type.String({ format: 'uuid' }),
    type: Type.String(),
    rev: Type.Integer(),
    leaf: Type.String({ description: 'hash of the audit leaf, hex' }),
    at: Type.String({ format: 'date-time' }),
    pendingApproval: Type.Optional(Type.String({ format: 'uuid' })),
  },
  { additionalProperties: true },
)

/** `POST /api/v1/commands/<name>`, one route a command, with its own input schema. */
export function commandRoutes(app: FastifyInstance, core: Core): void {
  for (const command of core.registry.commands()) {
    const body = Type.Object(
      { ...CommandEnvelope.properties, input: command.input },
      { additionalProperties: false },
    )
    const decl = core.registry.record(command.record)
    app.post(
      `/api/v1/commands/${command.name}`,
      {
        preHandler: requireSubject,
        schema: {
          operationId: command.name,
          summary: `${command.name}: ${command.kind === 'create' ? 'makes' : 'acts on'} a ${command.record}`,
          tags: [`${decl?.line ?? 'node'}/${decl?.capability ?? ''}`],
          body,
          response: { 200: Receipt, default: Failed },
        },
        // executeCommand checks envelope and input itself, for HTTP, CLI and approvals alike.
        validatorCompiler: () => () => true,
      },
      async (request, reply) => {
        const outcome = await executeCommand(core, subjectOf(request), command.name, request.body)
        return outcome.ok ? outcome.value : sendFailure(reply, outcome.error)
      },
    )
  }
}
