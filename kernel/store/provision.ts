import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { fail, ok, type Result } from '../contract/result.ts'
import { REALMS } from '../contract/record.ts'
import { migrate, type Migration } from './migrate.ts'
import { padBlocks } from './subject-seal.ts'

export interface Provisioning {
  /** Address with the migration login, which owns schema and tables. */
  readonly adminUrl: string
  readonly migrations: readonly Migration[]
  /** 32 bytes shared with the application; a new one replaces the old. */
  readonly subjectKey: Buffer
  /** The application's login. With a password it is made or renewed; with null the operator made it and it is checked. */
  readonly appLogin: { readonly name: string; readonly password: string | null }
}

/** Brings a database to this version: migrations, the subject key, the application's login. */
export async function provision(options: Provisioning): Promise<Result<string[]>> {
  const client = new pg.Client({ connectionString: options.adminUrl, application_name: 'basinet-migrate' })
  // A lost connection fails the query under way; without a listener it would end the process besides.
  client.on('error', () => undefined)
  await client.connect()
  try {
    const applied = await migrate(client, options.migrations)
    if (!applied.ok) return applied
    const { inner, outer } = padBlocks(options.subjectKey)
    await client.query(
      `INSERT INTO basinet_private.subject_key (inner_pad, outer_pad) VALUES ($1, $2)
       ON CONFLICT (only_row) DO UPDATE SET inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad`,
      [inner, outer],
    )
    const login = await prepareLogin(client, options.appLogin.name, options.appLogin.password)
    return login.ok ? ok(applied.value) : login
  } finally {
    await client.end()
  }
}

/** First server version (server_version_num) that grants a role without inheritance. */
const GRANT_WITHOUT_INHERIT = 160_000

interface RoleRow {
  readonly rolsuper: boolean
  readonly rolbypassrls: boolean
}

/**
 * The login holds no right until a transaction steps into a role, and can never pass row-level security.
 * Errors: `store.login-absent`, `store.login-too-strong`.
 */
async function prepareLogin(client: pg.Client, name: string, password: string | null): Promise<Result<null>> {
  const id = client.escapeIdentifier(name)
  const { rows } = await client.query<RoleRow>(
    `SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = $1`,
    [name],
  )
  const role = rows[0]
  if (password === null) {
    if (role === undefined) return fail('store.login-absent', `the database has no login "${name}"`)
    if (role.rolsuper || role.rolbypassrls)
      return fail(
        'store.login-too-strong',
        `login "${name}" may pass row-level security: take SUPERUSER and BYPASSRLS from it`,
      )
  } else {
    const verb = role === undefined ? 'CREATE' : 'ALTER'
    await client.query(
      `${verb} ROLE ${id} LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD ${client.escapeLiteral(password)}`,
    )
  }
  await grantRoles(client, id)
  return ok(null)
}

async function grantRoles(client: pg.Client, id: string): Promise<void> {
  const { rows } = await client.query<{ db: string; version: number }>(
    `SELECT current_database() AS db, current_setting('server_version_num')::int AS version`,
  )
  const roles = ['basinet_app', ...REALMS.filter((r) => r !== 'general').map((r) => `basinet_realm_${r}`)]
  const option = (rows[0]?.version ?? 0) >= GRANT_WITHOUT_INHERIT ? ' WITH INHERIT FALSE' : ''
  const db = client.escapeIdentifier(rows[0]?.db ?? '')
  await client.query(`GRANT ${roles.join(', ')} TO ${id}${option}`)
  await client.query(
    `REVOKE ALL ON DATABASE ${db} FROM PUBLIC; REVOKE ALL ON SCHEMA public FROM PUBLIC; GRANT CONNECT ON DATABASE ${db} TO ${id}`,
  )
}

const PASSWORD_BYTES = 24

export function freshPassword(): string {
  return randomBytes(PASSWORD_BYTES).toString('base64url')
}
