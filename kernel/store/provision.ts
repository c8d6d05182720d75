import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { ok, type Result } from '../contract/result.ts'
import { REALMS } from '../contract/record.ts'
import { migrate, type Migration } from './migrate.ts'
import { padBlocks } from './subject-seal.ts'

export interface Provisioning {
  /** Address with the migration login, which owns schema and tables. */
  readonly adminUrl: string
  readonly migrations: readonly Migration[]
  /** 32 bytes shared with the application; a new one replaces the old. */
  readonly subjectKey: Buffer
  /** The application's login to make or renew; null when the operator made it and named it in DATABASE_URL. */
  readonly appLogin: { readonly name: string; readonly password: string } | null
}

/** Brings a database to this version: migrations, the subject key, the application's login. */
export async function provision(options: Provisioning): Promise<Result<string[]>> {
  const client = new pg.Client({ connectionString: options.adminUrl, application_name: 'basinet-migrate' })
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
    if (options.appLogin !== null) await makeLogin(client, options.appLogin)
    return ok(applied.value)
  } finally {
    await client.end()
  }
}

/** NOINHERIT: the login has no right until a transaction steps into a role. */
async function makeLogin(client: pg.Client, login: { name: string; password: string }): Promise<void> {
  const name = client.escapeIdentifier(login.name)
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [login.name])
  const verb = rowCount === 0 ? 'CREATE' : 'ALTER'
  await client.query(
    `${verb} ROLE ${name} LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD ${client.escapeLiteral(login.password)}`,
  )
  const roles = ['basinet_app', ...REALMS.filter((r) => r !== 'general').map((r) => `basinet_realm_${r}`)]
  await client.query(`GRANT ${roles.join(', ')} TO ${name}`)
  const { rows } = await client.query<{ db: string }>('SELECT current_database() AS db')
  const db = client.escapeIdentifier(rows[0]?.db ?? '')
  await client.query(
    `REVOKE ALL ON DATABASE ${db} FROM PUBLIC; REVOKE ALL ON SCHEMA public FROM PUBLIC; GRANT CONNECT ON DATABASE ${db} TO ${name}`,
  )
}

const PASSWORD_BYTES = 24

export function freshPassword(): string {
  return randomBytes(PASSWORD_BYTES).toString('base64url')
}
