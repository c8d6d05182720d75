import pg from 'pg'
import { verifyAudit, type AuditVerdict } from '../audit/verify.ts'
import type { Keyring } from '../keys/keyring.ts'

/** Proves the whole audit log by the migration login; where that login would not see every row, the query fails. */
export async function checkAudit(
  adminUrl: string,
  origin: string,
  keyring: Pick<Keyring, 'auditPublicKeys'>,
): Promise<AuditVerdict> {
  const pool = new pg.Pool({ connectionString: adminUrl, max: 1 })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  try {
    const client = await pool.connect()
    try {
      await client.query('SET row_security = off')
      const keys = keyring.auditPublicKeys().map((key) => key.publicKey)
      return await verifyAudit({ client, at: new Date(0) }, origin, keys)
    } finally {
      client.release()
    }
  } finally {
    await pool.end()
  }
}
