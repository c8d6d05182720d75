import { Type, type Static } from 'typebox'

export const BACKUP_FORMAT = 'basinet-backup@1'
export const HEADER_NAME = 'header.json'
export const MANIFEST_PART = 'manifest.part'
/** Copy of the keyring as it was: wrapped keys only; with the key-encryption key it opens this set. */
export const KEYRING_NAME = 'keyring.json'
/** Copy of what the data directory is: nation, mode, name. No secret, and a restore needs it. */
export const NODE_NAME = 'node.json'
/** Chunks of the evidence files, laid out as a chunk directory. */
export const EVIDENCE_FOLDER = 'evidence'

const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' })
const Uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })
const Name = Type.String({ minLength: 1, maxLength: 200 })
const Count = Type.Integer({ minimum: 0 })

/** What may be read without a key: which set this is, and the set's own key, wrapped. */
export const BackupHeader = Type.Object(
  {
    format: Type.Literal(BACKUP_FORMAT),
    id: Uuid,
    nation: Type.String({ pattern: '^[A-Z]{3}$' }),
    createdAt: Type.String({ format: 'date-time' }),
    wrappedKey: Type.String({ minLength: 1, maxLength: 1024 }),
  },
  { additionalProperties: false },
)
export type BackupHeader = Static<typeof BackupHeader>

/** One table's rows: COPY text format of the named columns. */
export const TablePart = Type.Object(
  {
    schema: Name,
    table: Name,
    columns: Type.Array(Name, { minItems: 1 }),
    part: Type.String({ pattern: '^table-\\d{1,6}\\.part$' }),
    rows: Count,
    bytes: Count,
    sha256: Sha256,
  },
  { additionalProperties: false },
)
export type TablePart = Static<typeof TablePart>

/** A partition made while the node ran; its bounds are the server's own words. */
export const PartitionPart = Type.Object(
  { schema: Name, table: Name, parentSchema: Name, parent: Name, bounds: Type.String({ maxLength: 2000 }) },
  { additionalProperties: false },
)
export type PartitionPart = Static<typeof PartitionPart>

export const SequencePart = Type.Object(
  { schema: Name, sequence: Name, last: Type.String({ pattern: '^-?\\d{1,19}$' }), called: Type.Boolean() },
  { additionalProperties: false },
)
export type SequencePart = Static<typeof SequencePart>

/** What the set holds, encrypted and authenticated as a part of its own. */
export const BackupManifest = Type.Object(
  {
    format: Type.Literal(BACKUP_FORMAT),
    id: Uuid,
    nation: Type.String({ pattern: '^[A-Z]{3}$' }),
    createdAt: Type.String({ format: 'date-time' }),
    nodeVersion: Name,
    migrations: Type.Array(Type.Object({ name: Name, sha256: Sha256 }, { additionalProperties: false })),
    tables: Type.Array(TablePart),
    partitions: Type.Array(PartitionPart),
    sequences: Type.Array(SequencePart),
    evidence: Type.Object(
      {
        files: Count,
        chunks: Count,
        bytes: Count,
        /** files destroyed between the database's snapshot and their copy; they stay destroyed */
        destroyedMeanwhile: Type.Array(Uuid),
        /** chunks that were already missing or damaged when the backup was made */
        damaged: Type.Array(
          Type.Object({ fileId: Uuid, chunkIndex: Count }, { additionalProperties: false }),
        ),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
)
export type BackupManifest = Static<typeof BackupManifest>

/**
 * Tables whose rows are not kept. Sessions and pending sign-ins must not come back to life with a restore; the subject
 * key is installed from the keyring; the list of migrations is written by the migrations themselves.
 */
export const TABLES_LEFT_OUT: ReadonlySet<string> = new Set([
  'public.basinet_migration',
  'basinet_private.subject_key',
  'basinet_private.session',
  'basinet_private.challenge',
  'basinet_private.one_use_link',
  'basinet_private.attempt',
])
