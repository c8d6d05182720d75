import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type, type Static } from 'typebox'
import { requireSubject, sendFailure, subjectOf } from '@basinet/kernel/http'
import type { Result, Subject } from '@basinet/kernel/contract'
import { BUNDLE_CARRIERS } from '../sharing/contract.ts'
import { bundleName, openBundleDesk, type BundleDesk, type BundleSource } from '../node/bundles.ts'
import { BUNDLE_BYTES_MAX, type Exported, type Imported } from '../transports/index.ts'

/** What a carrier is told of a file that was taken in. */
export interface BundleTaken {
  readonly from: string
  readonly serial: number
  readonly taken: number
  readonly refused: readonly { readonly message: number; readonly code: string }[]
  /** Bytes of the file that were damaged and put right. */
  readonly mended: readonly number[]
  /** Earlier files of that nation that did not come. */
  readonly missing: number
}

/** Files that are taken in at once. */
const READING_MAX = 3

const To = Type.Object({ to: Type.String({ pattern: '^[A-Z]{3}$' }) }, { additionalProperties: false })

async function carriersOnly(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (!subjectOf(request).roles.some((role) => BUNDLE_CARRIERS.includes(role)))
    await sendFailure(reply, { code: 'http.denied', message: 'this is for those who release records' })
}

/** `/api/v1/network/bundles`: what waits for a nation as a file to be carried, and such files taken in. */
export function bundleRoutes(app: FastifyInstance, source: Omit<BundleSource, 'random' | 'by'>): void {
  // Before the body is read: a stranger's file is not held in memory, and no more than a few of anybody's.
  const guarded = { onRequest: [requireSubject, carriersOnly] }
  let reading = 0
  const bounded = async (_request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (reading >= READING_MAX)
      return void (await sendFailure(reply, {
        code: 'http.busy',
        message: 'other files are being read: try again',
      }))
    reading += 1
    reply.raw.once('close', () => (reading -= 1))
  }
  const docs = (operationId: string, summary: string) => ({
    operationId,
    summary,
    tags: ['regional/sharing'],
  })
  const random = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes))
  // One file at a time: each may hold 64 MB in memory.
  let turn: Promise<unknown> = Promise.resolve()
  const work = <T>(by: Subject, act: (desk: BundleDesk) => Promise<Result<T>>): Promise<Result<T>> => {
    const next = turn.then(async () => {
      const desk = await openBundleDesk({ ...source, random, by })
      return desk.ok ? act(desk.value) : desk
    })
    // Whoever asked is told of the failure; the next in line starts all the same.
    turn = next.catch(() => undefined)
    return next
  }
  void app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/octet-stream',
      { parseAs: 'buffer', bodyLimit: BUNDLE_BYTES_MAX },
      (_request, body, done) => done(null, body),
    )
    scope.post(
      '/api/v1/network/bundles/written',
      {
        ...guarded,
        schema: { ...docs('write-bundle', 'What waits for a nation, as a signed file'), body: To },
      },
      async (request, reply) => {
        const { to } = request.body as Static<typeof To>
        const made = await work(subjectOf(request), (desk) => desk.export(to))
        return made.ok ? sendFile(reply, source.core.nation, made.value) : sendFailure(reply, made.error)
      },
    )
    scope.post(
      '/api/v1/network/bundles/taken',
      {
        onRequest: [...guarded.onRequest, bounded],
        bodyLimit: BUNDLE_BYTES_MAX,
        schema: docs('take-bundle', 'Takes in a file that was carried here'),
      },
      async (request, reply) => {
        const { body } = request
        if (!Buffer.isBuffer(body)) return sendFailure(reply, NO_FILE)
        const taken = await work(subjectOf(request), (desk) => desk.import(body))
        return taken.ok ? toldOf(taken.value) : sendFailure(reply, taken.error)
      },
    )
  })
}

const NO_FILE = { code: 'http.input', message: 'application/octet-stream is expected', field: 'content-type' }

function sendFile(
  reply: FastifyReply,
  me: string,
  { file, manifest, messages, more }: Exported,
): FastifyReply {
  return reply
    .type('application/octet-stream')
    .header('cache-control', 'no-store')
    .header('content-disposition', 'attachment')
    .header('basinet-name', bundleName(me, manifest.to, manifest.serial))
    .header('basinet-messages', String(messages))
    .header('basinet-more', String(more))
    .send(Buffer.from(file.buffer, file.byteOffset, file.byteLength))
}

function toldOf({ manifest, taken, refused, mended, missing }: Imported): BundleTaken {
  return { from: manifest.from, serial: manifest.serial, taken, refused, mended, missing }
}
