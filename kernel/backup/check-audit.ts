import { verifyAudit, type AuditVerdict } from '../audit/verify.ts'
import type { Keyring } from '../keys/keyring.ts'
import { asAdmin } from './admin-client.ts'

/** Proves the whole audit log by the migration login; where that login would not see every row, the query fails. */
export function checkAudit(
  adminUrl: string,
  origin: string,
  keyring: Pick<Keyring, 'auditPublicKeys'>,
): Promise<AuditVerdict> {
  const keys = keyring.auditPublicKeys().map((key) => key.publicKey)
  return asAdmin(adminUrl, new Date(0), (tx) => verifyAudit(tx, origin, keys))
}
