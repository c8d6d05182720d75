import { join } from 'node:path'
import { fail, ok } from '../contract/result.ts'
import type { Sealing } from './sealing.ts'
import { UNKNOWN_EVIDENCE } from '../evidence/evidence-parts.ts'
import type { EvidenceStore } from '../evidence/evidence-store.ts'
import type { DestroyEvidence } from '../record/expunge.ts'
import { handle } from '../record/handler.ts'
import type { CapabilityModule } from '../record/module.ts'
import type { Core } from '../record/core.ts'
import { readRecord } from '../record/read.ts'
import { defineJob, type JobDeclaration } from '../jobs/job.ts'
import { enqueueJob } from '../jobs/queue.ts'
import { Type } from 'typebox'
import type { Tx } from '../store/store.ts'
import { readMigrations } from '../store/migrations.ts'
import { ownUpload } from './own-upload.ts'
import { destroyFile, fileRecord, filesCapability, keepFile } from './contract.ts'

const ATTEMPTS_MAX = 20

/** Destroys key and chunks once the decision has been committed; a missing file was destroyed by an earlier attempt. */
export function destroyContent(store: () => EvidenceStore): JobDeclaration {
  return defineJob({
    kind: 'file.destroy-content',
    input: Type.Object({ evidence: Type.String({ format: 'uuid' }) }, { additionalProperties: false }),
    attemptsMax: ATTEMPTS_MAX,
    run: async (_ctx, input) => {
      const done = await store().destroy(input.evidence)
      if (!done.ok && done.error.code !== 'evidence.unknown') throw new Error(done.error.message)
      return { destroyed: true }
    },
  })
}

/**
 * Under whatever label: evidence that a second record could be made of would be read under the lower one of the two. The index
 * that it looks into is unique, for two at once.
 */
async function isKept(tx: Tx, upload: string): Promise<boolean> {
  const { rows } = await tx.client.query<{ kept: boolean }>('SELECT basinet.evidence_kept($1) AS kept', [
    upload,
  ])
  return rows[0]?.kept === true
}

/** False when the upload was swept meanwhile; from here on it is not. */
async function keepEvidence(tx: Tx, upload: string): Promise<boolean> {
  const { rows } = await tx.client.query<{ kept: boolean }>('SELECT basinet.evidence_keep($1) AS kept', [
    upload,
  ])
  return rows[0]?.kept === true
}

/** Queues the destruction of what was expunged, for after the transaction that decided it. */
export function destroyLater(store: () => EvidenceStore): DestroyEvidence {
  const job = destroyContent(store)
  return async (tx, evidence, asker) => {
    for (const id of evidence) await enqueueJob(tx, job, { evidence: id }, asker)
  }
}

/** Evidence files as records. Sealing happens before the command's transaction (the HTTP route calls it first) and destruction after it. */
export function filesModule(late: {
  core: () => Core
  store: () => EvidenceStore
  sealing: Sealing
}): CapabilityModule {
  return {
    capability: filesCapability,
    migrations: [
      ...readMigrations('evidence', join(import.meta.dirname, '../evidence/migrations')),
      ...readMigrations('files', join(import.meta.dirname, 'migrations')),
    ],
    bindings: [
      handle(keepFile, fileRecord, async (ctx, input) => {
        const decl = late.core().registry.record(input.about.type)
        const about = decl === undefined ? null : await readRecord(ctx.tx, decl, input.about.id)
        if (about === null) return fail('record.absent', `no ${input.about.type} ${input.about.id}`, 'about')
        const own = await ownUpload(late.store(), input.upload, ctx.subject.person)
        if (!own.ok) return own
        if (await isKept(ctx.tx, input.upload))
          return fail('file.kept', 'this upload is kept with a record already', 'upload')
        const sealed = await late.sealing.seal(input.upload)
        if (!sealed.ok) return sealed
        if (!(await keepEvidence(ctx.tx, input.upload))) return UNKNOWN_EVIDENCE
        const made = await ctx.create(
          fileRecord,
          {
            name: input.name,
            mediaType: input.mediaType,
            sizeBytes: sealed.value.file.sizeBytes,
            sha256: sealed.value.plaintextSha256,
            address: sealed.value.file.address,
            evidence: sealed.value.file.id,
            about: input.about,
            aboutId: input.about.id,
            state: 'kept',
          },
          { label: about.label },
        )
        return made.ok ? ok({ record: made.value }) : made
      }),
      handle(destroyFile, fileRecord, async (ctx) => {
        const record = ctx.record
        if (record === null) throw new Error('BUG: file.destroy acts on a file')
        if (record.label.holds.length > 0)
          return fail('file.held', `the file is held: ${record.label.holds.join(', ')}`)
        const made = await ctx.amend(fileRecord, record.id, record.rev, {
          ...record.body,
          state: 'destroyed',
        })
        if (!made.ok) return made
        // The transaction's subject is the second person; the job must be asked for by who is in it.
        const asker = ctx.approver ?? ctx.subject.person
        await enqueueJob(ctx.tx, destroyContent(late.store), { evidence: record.body.evidence }, asker)
        return ok({ record: made.value })
      }),
    ],
  }
}
