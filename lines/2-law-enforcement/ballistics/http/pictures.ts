import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { ImageError, readImage } from '@basinet/fingerprint'
import { fail } from '@basinet/kernel/contract'
import { logRead, readAs, requireSubject, sendFailure, subjectOf } from '@basinet/kernel/http'
import { readRecord } from '@basinet/kernel/record'
import { image, type BallisticImage } from '../contract/image.ts'
import { CAPABILITY, LINE } from '../contract/words.ts'
import { bytesOf, type JobParts } from '../jobs/asker.ts'
import { pngOf } from './png.ts'

/** A picture by a microscope as a browser can show it, whatever the format of its file; the file itself stays as it was handed in. */
export function pictureRoute(app: FastifyInstance, parts: JobParts): void {
  app.get(
    '/api/v1/ballistics/images/:id/picture',
    {
      preHandler: requireSubject,
      schema: {
        operationId: 'ballistic-picture',
        summary: 'A picture by a microscope as PNG, in grey',
        tags: [`${LINE}/${CAPABILITY}`],
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }, { additionalProperties: false }),
      },
    },
    async (request, reply) => {
      const subject = subjectOf(request)
      const { id } = request.params as { id: string }
      const record = await readAs(parts.core, subject, (tx) => readRecord<BallisticImage>(tx, image, id))
      const bytes = record === null ? null : await bytesOf(parts, subject, record.body.file)
      if (record === null || bytes === null)
        return sendFailure(reply, fail('record.absent', `no picture ${id} with a file`).error)
      await logRead(parts.core, subject, {
        kind: 'evidence.read',
        type: 'file',
        record: record.body.file ?? id,
      })
      try {
        return await reply
          .header('content-type', 'image/png')
          .header('cache-control', 'private, no-store')
          .send(pngOf(readImage(bytes)))
      } catch (error) {
        if (!(error instanceof ImageError)) throw error
        return sendFailure(reply, fail('ballistic-image.file', error.message, 'file').error)
      }
    },
  )
}
