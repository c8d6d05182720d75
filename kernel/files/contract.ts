import { Type, type Static } from 'typebox'
import { defineCommand } from '../contract/command.ts'
import { defineCapability } from '../contract/line.ts'
import { defineRecord } from '../contract/record.ts'
import { AnyRef } from '../contract/ref.ts'

/** A file kept with a record. Its content lies in the evidence store; its hash and name stand here, under the label. */
export const fileRecord = defineRecord({
  type: 'file',
  version: 1,
  line: 'node',
  capability: 'files',
  body: Type.Object(
    {
      name: Type.String({ minLength: 1, maxLength: 255 }),
      mediaType: Type.String({ pattern: '^[a-z0-9.+-]+/[a-z0-9.+-]+$', maxLength: 127 }),
      sizeBytes: Type.Integer({ minimum: 0 }),
      /** Of the plaintext, hex. */
      sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
      /** Root of the hash tree over the stored chunks, hex. */
      address: Type.String({ pattern: '^[0-9a-f]{64}$' }),
      evidence: Type.String({ format: 'uuid' }),
      about: AnyRef(),
      /** The record's id once more, so that its files can be listed. */
      aboutId: Type.String({ format: 'uuid' }),
      state: Type.Enum(['kept', 'destroyed']),
    },
    { additionalProperties: false },
  ),
  title: (b) => b.name,
  label: { class: 'restricted' },
  searched: {
    aboutId: { kind: 'text', path: 'aboutId' },
    mediaType: { kind: 'text', path: 'mediaType' },
    sizeBytes: { kind: 'integer', path: 'sizeBytes' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['mediaType', 'sizeBytes', 'state'],
  fullText: (b) => [b.name],
  states: { path: 'state', all: ['kept', 'destroyed'] },
  retention: { kind: 'nation-sets', parameter: 'retention.file' },
  readers: ['officer'],
})
export type FileBody = Static<typeof fileRecord.body>

/** Given by the server when an upload is sealed; the facts of the file are the store's, not the client's. */
export const keepFile = defineCommand({
  name: 'file.keep',
  record: 'file',
  kind: 'create',
  input: Type.Object(
    {
      upload: Type.String({ format: 'uuid' }),
      name: Type.String({ minLength: 1, maxLength: 255 }),
      mediaType: Type.String({ pattern: '^[a-z0-9.+-]+/[a-z0-9.+-]+$', maxLength: 127 }),
      about: AnyRef(),
    },
    { additionalProperties: false },
  ),
  who: ['officer'],
})

/** The content goes, provably; the record of it stays. */
export const destroyFile = defineCommand({
  name: 'file.destroy',
  record: 'file',
  kind: 'act',
  input: Type.Object({}, { additionalProperties: false }),
  who: ['officer'],
  from: ['kept'],
  reason: 'required',
  approval: { kind: 'maker-checker', by: ['officer'] },
})

export const filesCapability = defineCapability({
  id: 'files',
  line: 'node',
  records: [fileRecord],
  commands: [keepFile, destroyFile],
  roles: [],
})
