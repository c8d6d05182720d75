import type { FastifyInstance, FastifyRequest } from 'fastify'
import { approval } from '../../approval/contract.ts'
import type { RecordDeclaration } from '../../contract/record.ts'
import type { Core } from '../../record/core.ts'
import { readAs } from '../../http/reading.ts'
import { readRecord } from '../../record/read.ts'
import { steppedUp } from '../session/limit.ts'
import { refuse, type IdentityHttp } from './answer.ts'
import { sessionBehind } from './request-session.ts'

/** Commands that ask for a recent second proof (ASVS 5.0 7.5.3): whoever gives or approves one widens somebody's access. */
const STEP_UP_COMMANDS: readonly string[] = [
  'person.grant',
  'person.transfer',
  'person.invite',
  'person.reinstate',
  'person.appoint-second',
  'nation-parameter.set',
  'nation-parameter.change',
]

const COMMANDS = '/api/v1/commands/'
/** After these, remembered subjects are asked for anew. */
const CHANGES_SUBJECTS = /^(person|unit|agency|break-glass|approval)\./

/** Guards command routes, on a service node, whoever registered them. */
export function stepUpGuard(app: FastifyInstance, parts: IdentityHttp): void {
  app.addHook('preHandler', async (request, reply) => {
    const command = commandOf(request)
    if (command === null || parts.core.mode !== 'service' || request.subject === null) return
    const session = sessionBehind(request)
    if (session !== null && steppedUp(session.resolved.session.strongAt, parts.core.now())) return
    if (!(await needsStepUp(parts.core, request, command))) return
    await refuse(reply, { code: 'identity.step-up-needed', message: 'prove again who you are' })
  })
  app.addHook('onSend', async (request) => {
    const command = commandOf(request)
    if (command !== null && CHANGES_SUBJECTS.test(command)) parts.identity.forget()
  })
}

function commandOf(request: FastifyRequest): string | null {
  const url = request.routeOptions.url ?? ''
  return request.method === 'POST' && url.startsWith(COMMANDS) ? url.slice(COMMANDS.length) : null
}

/** Approving a guarded command is as dangerous as giving it. */
async function needsStepUp(core: Core, request: FastifyRequest, command: string): Promise<boolean> {
  if (STEP_UP_COMMANDS.includes(command)) return true
  if (command !== 'approval.approve' || request.subject === null) return false
  const id = (request.body as { recordId?: unknown } | null)?.recordId
  if (typeof id !== 'string' || !/^[0-9a-f-]{36}$/i.test(id)) return false
  const asked = await readAs(core, request.subject, (tx) =>
    readRecord<{ command: string }>(tx, approval as unknown as RecordDeclaration, id),
  )
  return asked !== null && STEP_UP_COMMANDS.includes(asked.body.command)
}
