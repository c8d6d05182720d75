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
  /** Makes roles; before version 16 it may give itself any that is no superuser, the owner of the tables among them. */
  readonly rolcreaterole: boolean
  /** Reads the write-ahead log, and so every row. */
  readonly rolreplication: boolean
}

/** Roles the login is to be a member of: a transaction steps into one of them. */
const APP_ROLES = ['basinet_app', ...REALMS.filter((r) => r !== 'general').map((r) => `basinet_realm_${r}`)]

/**
 * The login holds no right until a transaction steps into a role, and can never pass row-level security.
 * Errors: `store.login-absent`, `store.login-too-strong`, `store.login-inherits`.
 */
async function prepareLogin(client: pg.Client, name: string, password: string | null): Promise<Result<null>> {
  const id = client.escapeIdentifier(name)
  const { rows } = await client.query<RoleRow>(
    `SELECT rolsuper, rolbypassrls, rolcreaterole, rolreplication FROM pg_roles WHERE rolname = $1`,
    [name],
  )
  const role = rows[0]
  if (password === null) {
    if (role === undefined) return fail('store.login-absent', `the database has no login "${name}"`)
    if (role.rolsuper || role.rolbypassrls || role.rolcreaterole || role.rolreplication)
      return fail(
        'store.login-too-strong',
        `login "${name}" may pass row-level security: take SUPERUSER, BYPASSRLS, CREATEROLE and REPLICATION from it`,
      )
  } else {
    const verb = role === undefined ? 'CREATE' : 'ALTER'
    await client.query(
      `${verb} ROLE ${id} LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD ${client.escapeLiteral(password)}`,
    )
  }
  const other = await otherRoles(client, name)
  if (other.length > 0)
    return fail(
      'store.login-too-strong',
      `login "${name}" is a member of ${other.join(', ')} and could act as one of them: revoke that from it`,
    )
  await grantRoles(client, id)
  return inheritsNothing(client, name)
}

/** Roles beside its own that the login could step into, directly or over others. */
async function otherRoles(client: pg.Client, name: string): Promise<string[]> {
  const { rows } = await client.query<{ rolname: string }>(
    `SELECT rolname FROM pg_roles WHERE rolname <> $1 AND rolname <> ALL ($2)
     AND pg_has_role($1::name, oid, 'MEMBER') ORDER BY rolname`,
    [name, APP_ROLES],
  )
  return rows.map((row) => row.rolname)
}

/** Before version 16 a role inherits by its own attribute; since then by each grant, and a grant of somebody else's may stand beside ours. */
async function inheritsNothing(client: pg.Client, name: string): Promise<Result<null>> {
  const { rows } = await client.query<{ role: string }>(
    `SELECT role FROM unnest($2::name[]) AS role WHERE pg_has_role($1::name, role, 'USAGE')`,
    [name, APP_ROLES],
  )
  if (rows.length === 0) return ok(null)
  return fail(
    'store.login-inherits',
    `login "${name}" has the rights of ${rows.map((row) => row.role).join(', ')} without stepping into them: ALTER ROLE ${name} NOINHERIT, and grant them WITH INHERIT FALSE where the server knows that`,
  )
}

async function grantRoles(client: pg.Client, id: string): Promise<void> {
  const { rows } = await client.query<{ db: string; version: number }>(
    `SELECT current_database() AS db, current_setting('server_version_num')::int AS version`,
  )
  const option = (rows[0]?.version ?? 0) >= GRANT_WITHOUT_INHERIT ? ' WITH INHERIT FALSE' : ''
  const db = client.escapeIdentifier(rows[0]?.db ?? '')
  await client.query(`GRANT ${APP_ROLES.join(', ')} TO ${id}${option}`)
  await client.query(
    `REVOKE ALL ON DATABASE ${db} FROM PUBLIC; REVOKE ALL ON SCHEMA public FROM PUBLIC; GRANT CONNECT ON DATABASE ${db} TO ${id}`,
  )
}

const PASSWORD_BYTES = 24

export function freshPassword(): string {
  return randomBytes(PASSWORD_BYTES).toString('base64url')
}
