import type { FastifyReply, FastifyRequest } from 'fastify'
import { CLASSES } from '../../contract/label.ts'
import type { Failure, Result } from '../../contract/result.ts'
import { sendFailure } from '../../http/request.ts'
import type { Core } from '../../record/core.ts'
import type { Identity, Opened, Resolved } from '../types.ts'
import { setSessionCookie } from './cookie.ts'
import { nationNames } from './nation-name.ts'

/** What the plugin is given. `node` describes this node to the console. */
export interface IdentityHttp {
  readonly core: Core
  readonly identity: Identity
  /** Name of the session's cookie, where several nodes share a host. */
  readonly cookieName?: string | null
  readonly node: {
    readonly name: string
    readonly version: string
    /** In the languages of the console; made from the nation's code where absent. */
    readonly nationName?: Readonly<Record<string, string>> | string
  }
}

const STATUS: Readonly<Record<string, number>> = {
  'identity.refused': 401,
  'identity.locked': 401,
  'identity.totp-needed': 401,
  'identity.passkey-needed': 401,
  'identity.session-absent': 404,
  'identity.passkey-absent': 404,
  'identity.absent': 404,
  'identity.oidc-absent': 404,
  'identity.denied': 403,
  'identity.step-up-needed': 403,
  'identity.password-first': 403,
  'identity.not-invited': 409,
  'identity.oidc-bound': 409,
  'identity.totp-not-begun': 409,
  'identity.last-factor': 409,
  'identity.busy': 503,
  'identity.oidc-unreachable': 503,
}

export function refuse(reply: FastifyReply, failure: Failure): FastifyReply {
  const status = STATUS[failure.code]
  return status === undefined ? sendFailure(reply, failure) : reply.code(status).send({ error: failure })
}

/** The signed-in person as the console shows them. A limited session shows no right, because it has none. */
export function meOf(parts: IdentityHttp, now: Resolved): Record<string, unknown> {
  const { subject, person, session } = now
  return {
    person: { id: subject.person, name: person.name, rank: person.rank, username: person.username },
    agency: { id: person.agency, name: now.agencyName },
    unit: { id: person.unit, name: now.unitName },
    roles: subject.roles,
    clearance: subject.clearance,
    clearanceName: CLASSES[subject.clearance] ?? 'public',
    vettedUntil: subject.vettedUntil,
    purpose: subject.purpose,
    purposes: now.purposes,
    language: now.language,
    oversight: subject.oversight,
    ...(session.limit === null ? {} : { mustEnrol: true, limit: session.limit }),
    node: {
      nation: parts.core.nation,
      nationName: parts.node.nationName ?? nationNames(parts.core.nation),
      name: parts.node.name,
      mode: parts.core.mode,
      version: parts.node.version,
      utc: parts.core.now().toISOString(),
    },
  }
}

/** After a sign-in or a renewed token: sets the cookie and shows who it is. */
export async function answerOpened(
  parts: IdentityHttp,
  request: FastifyRequest,
  reply: FastifyReply,
  opened: Result<Opened>,
  more: Record<string, unknown> = {},
): Promise<FastifyReply> {
  if (!opened.ok) return refuse(reply, opened.error)
  setSessionCookie(request, reply, opened.value)
  const now = await parts.identity.resolve(opened.value.token)
  if (now === null) return refuse(reply, { code: 'identity.refused', message: 'sign-in refused' })
  return reply.send({ ...meOf(parts, now), ...more })
}
