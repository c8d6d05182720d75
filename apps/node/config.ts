import { createHash } from 'node:crypto'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import type { S3Options } from '@basinet/kernel/evidence'
import type { OidcSettings } from '@basinet/kernel/identity'
import type { KekLocation } from '@basinet/kernel/keys'
import type { DiskLimits } from '@basinet/kernel/store'
import { readEvidence } from './evidence-place.ts'
import { readKeyToken } from './key-token.ts'
import { readOidc } from './oidc-config.ts'

/** Where and how a node runs, read once from the environment. */
export interface NodeConfig {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  /** Address people reach the node at; passkeys are bound to its host. */
  readonly publicUrl: string
  /** Null: the embedded PostgreSQL. */
  readonly database: { readonly url: string; readonly adminUrl: string } | null
  /** Null: evidence lies in the data directory. */
  readonly evidence: S3Options | null
  /** The key-encryption key's file; outside the data directory. */
  readonly keyFile: string
  /** The hardware token that seals that key; null: the file or a systemd credential. */
  readonly keyToken: Extract<KekLocation, { kind: 'pkcs11' }> | null
  readonly tls: { readonly certFile: string; readonly keyFile: string } | null
  /** True when a proxy in front ends TLS. */
  readonly behindTls: boolean
  readonly oidc: OidcSettings | null
  readonly trustedProxies: readonly string[]
  /** Name of the session's cookie where several nodes share a host; null: the usual one. */
  readonly cookieName: string | null
  /** Where partners' nodes reach this one; a null port: it only dials out. */
  readonly network: { readonly host: string; readonly port: number | null; readonly url: string | null }
  /** Free space below which feeds thin, and below which nothing new is taken. */
  readonly disk: DiskLimits
}

const PORT_DEFAULT = 8420
const MIB = 2 ** 20
/** The embedded database's max_wal_size: with less, its next checkpoint may find no room, and it stops for good. */
const DISK_FULL_MIB = 1024
/** House rule: at the ingest rate this node is built for, some hours in which somebody can act. */
const DISK_LOW_MIB = 4096
const ROOT = join(import.meta.dirname, '../..')

type Env = Readonly<Record<string, string | undefined>>

/** Errors: `config.port`, `config.database`, `config.tls`, `config.evidence`, `config.disk`, `config.cookie`, `config.pkcs11` (field = the variable's name). */
export function readConfig(env: Env): Result<NodeConfig> {
  const port = Number(env['BASINET_PORT'] ?? PORT_DEFAULT)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    return fail('config.port', 'BASINET_PORT must be a port number, 0 to 65535', 'BASINET_PORT')
  const dataDir = resolve(env['BASINET_DATA'] ?? join(ROOT, '.basinet'))
  const url = env['DATABASE_URL']
  const adminUrl = env['DATABASE_ADMIN_URL']
  if ((url === undefined) !== (adminUrl === undefined)) {
    return fail(
      'config.database',
      'DATABASE_URL and DATABASE_ADMIN_URL go together: the application never uses the migration login',
      'DATABASE_URL',
    )
  }
  const certFile = env['BASINET_TLS_CERT']
  const tlsKey = env['BASINET_TLS_KEY']
  if ((certFile === undefined) !== (tlsKey === undefined))
    return fail('config.tls', 'BASINET_TLS_CERT and BASINET_TLS_KEY go together', 'BASINET_TLS_CERT')
  const tls = certFile === undefined || tlsKey === undefined ? null : { certFile, keyFile: tlsKey }
  const publicUrl = env['BASINET_PUBLIC_URL'] ?? `${tls === null ? 'http' : 'https'}://localhost:${port}`
  if (!URL.canParse(publicUrl))
    return fail(
      'config.url',
      'BASINET_PUBLIC_URL must be an address like https://node.example',
      'BASINET_PUBLIC_URL',
    )
  const oidc = readOidc(env, publicUrl)
  if (!oidc.ok) return oidc
  const evidence = readEvidence(env)
  if (!evidence.ok) return evidence
  const disk = readDisk(env)
  if (!disk.ok) return disk
  const network = readNetwork(env)
  if (!network.ok) return network
  const cookieName = readCookieName(env)
  if (!cookieName.ok) return cookieName
  const keyFile = env['BASINET_KEY_FILE'] ?? defaultKeyFile(dataDir)
  const keyToken = readKeyToken(env, keyFile)
  if (!keyToken.ok) return keyToken
  return ok({
    port,
    host: env['BASINET_HOST'] ?? (tls === null ? '127.0.0.1' : '0.0.0.0'),
    dataDir,
    publicUrl,
    oidc: oidc.value,
    database: url === undefined || adminUrl === undefined ? null : { url, adminUrl },
    evidence: evidence.value,
    keyFile,
    keyToken: keyToken.value,
    tls,
    behindTls: tls !== null || env['BASINET_BEHIND_TLS'] === '1',
    disk: disk.value,
    network: network.value,
    cookieName: cookieName.value,
    trustedProxies: (env['BASINET_TRUSTED_PROXIES'] ?? '').split(',').filter((p) => p !== ''),
  })
}

/** Partners reach a service node from outside; without an address of its own a node dials out and hears all the same. */
function readNetwork(env: Env): Result<NodeConfig['network']> {
  const text = env['BASINET_NETWORK_PORT']
  const port = text === undefined ? null : Number(text)
  if (port !== null && (!Number.isInteger(port) || port < 1 || port > 65_535))
    return fail(
      'config.port',
      'BASINET_NETWORK_PORT must be a port number, 1 to 65535',
      'BASINET_NETWORK_PORT',
    )
  const host = env['BASINET_NETWORK_HOST'] ?? '127.0.0.1'
  const url = env['BASINET_NETWORK_URL'] ?? (port === null ? null : `https://${host}:${port}`)
  if (url !== null && !(URL.canParse(url) && url.startsWith('https://')))
    return fail(
      'config.url',
      'BASINET_NETWORK_URL must be an address like https://node.example:8430',
      'BASINET_NETWORK_URL',
    )
  return ok({ host, port, url })
}

function readDisk(env: Env): Result<DiskLimits> {
  const low = Number(env['BASINET_DISK_LOW_MIB'] ?? DISK_LOW_MIB)
  const full = Number(env['BASINET_DISK_FULL_MIB'] ?? DISK_FULL_MIB)
  if (!Number.isInteger(full) || full < 0)
    return fail('config.disk', 'BASINET_DISK_FULL_MIB must be a whole number of MiB', 'BASINET_DISK_FULL_MIB')
  if (!Number.isInteger(low) || low < full)
    return fail(
      'config.disk',
      `BASINET_DISK_LOW_MIB must be a whole number of MiB, at least BASINET_DISK_FULL_MIB (${full})`,
      'BASINET_DISK_LOW_MIB',
    )
  return ok({ lowBytes: low * MIB, fullBytes: full * MIB })
}

/** One key a data directory, so that two checkouts on one machine do not share it. */
function defaultKeyFile(dataDir: string): string {
  const place = createHash('sha256').update(dataDir).digest('hex').slice(0, 16)
  return join(homedir(), '.config', 'basinet', `${place}.key`)
}

function readCookieName(env: Env): Result<string | null> {
  const name = env['BASINET_SESSION_COOKIE']
  if (name === undefined || /^[a-z_]{1,40}$/.test(name)) return ok(name ?? null)
  return fail(
    'config.cookie',
    'BASINET_SESSION_COOKIE must be 1 to 40 small letters and underscores',
    'BASINET_SESSION_COOKIE',
  )
}
