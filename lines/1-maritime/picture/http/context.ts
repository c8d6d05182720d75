import type { FastifyReply, FastifyRequest } from 'fastify'
import { fail, type Result, type Subject } from '@basinet/kernel/contract'
import { sendFailure, subjectOf, type Authenticator } from '@basinet/kernel/http'
import type { PartnerTrack } from '../contract/partner-track.ts'
import { POSITION_TYPE } from '../contract/words.ts'
import type { RunningPicture } from '../live/start.ts'
import { visibilityOf, type Visibility } from '../live/visibility.ts'

export interface PictureHttp {
  readonly running: RunningPicture
  readonly authenticator: Authenticator
  /** Tracks that partners give, as this reader may see them; absent: nobody gives any. */
  readonly partners?: (subject: Subject) => Promise<readonly PartnerTrack[]>
}

/** The reader of a picture route: 403 for whoever may read no positions. */
export async function requirePicture(
  parts: PictureHttp,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  const subject = subjectOf(request)
  if (parts.running.core.registry.typesOf(subject.roles).includes(POSITION_TYPE)) return undefined
  return sendFailure(reply, fail('http.denied.picture', 'the picture is for the watch').error)
}

export function sightOf(parts: PictureHttp, subject: Subject): Visibility {
  const { core, registers, picture } = parts.running
  return visibilityOf({ core, registers, sources: picture.sources }, subject)
}

const SPAN = 'from and to are ISO 8601 times, to after from'

/** A time span of a query, Unix ms. Errors: `picture.span`. */
export function parseSpan(from: string, to: string): Result<{ from: number; to: number }> {
  const a = Date.parse(from)
  const b = Date.parse(to)
  if (Number.isNaN(a)) return fail('picture.span', SPAN, 'from')
  if (Number.isNaN(b) || b <= a) return fail('picture.span', SPAN, 'to')
  return { ok: true, value: { from: a, to: b } }
}
