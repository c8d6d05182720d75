import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import { directoryChunkStore, s3ChunkStore, type ChunkStore, type S3Options } from '@basinet/kernel/evidence'
import type { NodeConfig } from './config.ts'

type Env = Readonly<Record<string, string | undefined>>

const SETTINGS = ['BASINET_S3_BUCKET', 'BASINET_S3_REGION', 'BASINET_S3_CREDENTIALS_FILE'] as const
const PREFIX = /^[A-Za-z0-9._-]+(?:\/[A-Za-z0-9._-]+)*$/
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * The object store that evidence lies in, or null for the directory `evidence` of the node's data.
 * Errors: `config.evidence` (field = the variable's name).
 */
export function readEvidence(env: Env): Result<S3Options | null> {
  const endpoint = env['BASINET_S3_ENDPOINT']
  if (endpoint === undefined) return ok(null)
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null
  if (url === null || (url.protocol !== 'https:' && !LOOPBACK.has(url.hostname)))
    return wrong('BASINET_S3_ENDPOINT', 'must be an https address')
  for (const name of SETTINGS)
    if ((env[name] ?? '') === '') return wrong(name, 'is expected beside BASINET_S3_ENDPOINT')
  const [bucket, region, file] = SETTINGS.map((name) => env[name] ?? '') as [string, string, string]
  const prefix = env['BASINET_S3_PREFIX'] ?? ''
  if (prefix !== '' && !PREFIX.test(prefix))
    return wrong('BASINET_S3_PREFIX', 'must be words with slashes between them')
  const login = credentials(file)
  if (!login.ok) return login
  return ok({ endpoint, bucket, region, prefix, ...login.value })
}

/** A file and not variables: variables are seen by every child process and in /proc. */
function credentials(file: string): Result<Pick<S3Options, 'accessKeyId' | 'secretAccessKey'>> {
  let lines: string[]
  try {
    lines = readFileSync(file, 'utf8').trimEnd().split(/\r?\n/)
  } catch {
    return wrong('BASINET_S3_CREDENTIALS_FILE', 'names a file that cannot be read')
  }
  const [accessKeyId = '', secretAccessKey = '', ...more] = lines.map((line) => line.trim())
  if (accessKeyId === '' || secretAccessKey === '' || more.length > 0)
    return wrong('BASINET_S3_CREDENTIALS_FILE', 'must hold two lines: the access key id, then the secret')
  return ok({ accessKeyId, secretAccessKey })
}

function wrong(name: string, message: string): Result<never> {
  return fail('config.evidence', `${name} ${message}`, name)
}

/** Where the ciphertext of this node's evidence lies. */
export function evidenceChunks(config: NodeConfig): ChunkStore {
  return config.evidence === null
    ? directoryChunkStore(evidenceFolder(config))
    : s3ChunkStore(config.evidence)
}

export function evidenceFolder(config: Pick<NodeConfig, 'dataDir'>): string {
  return join(config.dataDir, 'evidence')
}

const PROBE = '00000000-0000-4000-8000-000000000000'

/**
 * Fails closed before anything is served: a store that does not answer, or files that a change of settings would
 * leave behind in the directory. Errors: `evidence.place`.
 */
export async function checkEvidencePlace(config: NodeConfig): Promise<Result<true>> {
  if (config.evidence === null) return ok(true)
  const left = filesIn(evidenceFolder(config))
  if (left)
    return fail(
      'evidence.place',
      `evidence still lies in ${evidenceFolder(config)}; run "basinet evidence copy", which moves it into the bucket`,
    )
  try {
    await evidenceChunks(config).list(PROBE)
    return ok(true)
  } catch (error) {
    const why = error instanceof Error ? error.message : 'it did not answer'
    return fail('evidence.place', `the object store of BASINET_S3_ENDPOINT cannot be used: ${why}`)
  }
}

function filesIn(folder: string): boolean {
  try {
    return readdirSync(folder).length > 0
  } catch {
    return false
  }
}
