import type { FastifyInstance } from 'fastify'
import type { IdentityHttp } from './answer.ts'

const COMMANDS = '/api/v1/commands/'
/** After these, remembered subjects are asked for anew. */
const CHANGES_SUBJECTS = /^(person|unit|agency|break-glass|approval(-[a-z]+)?)\./

/** Watches command routes, whoever registered them. */
export function forgetSubjects(app: FastifyInstance, parts: IdentityHttp): void {
  app.addHook('onSend', async (request) => {
    const url = request.routeOptions.url ?? ''
    if (request.method !== 'POST' || !url.startsWith(COMMANDS)) return
    if (CHANGES_SUBJECTS.test(url.slice(COMMANDS.length))) parts.identity.forget()
  })
}
