import { createHash, X509Certificate } from 'node:crypto'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import type { RegisterState } from '../register/index.ts'
import { decodeCbor, encodeCbor, nation, readShape, sameBytes, text, tuple } from '../wire/index.ts'
import type { Db } from './db.ts'
import type { Statement } from './statements.ts'

export interface KnownCertificate {
  readonly nation: string
  readonly pem: string
}

const PEM_CHARS_MAX = 20_000
const shape = tuple(nation, text(PEM_CHARS_MAX))

/** A nation's TLS certificate for members that do not have it; its descriptor, which the nation's root signed, names its key. */
export function certificateStatement({ nation: of, pem }: KnownCertificate): Statement {
  return { kind: 'certificate', body: encodeCbor([of, pem]) }
}

/** Errors: `cbor.*`, `message.shape`. */
export function readCertificate(body: Uint8Array): Result<KnownCertificate> {
  const decoded = decodeCbor(new Uint8Array(body))
  if (!decoded.ok) return decoded
  const read = readShape(shape, decoded.value)
  return read.ok ? ok({ nation: read.value[0], pem: read.value[1] }) : read
}

/** Whether the nation's descriptor names its key and that key signed it. Errors: of {@link readCertificate}, `certificate.other`. */
export function checkCertificate(register: RegisterState, body: Uint8Array): Result<KnownCertificate> {
  const read = readCertificate(body)
  if (!read.ok) return read
  const pinned = register.descriptors.get(read.value.nation)?.value.tls ?? []
  return isPinned(read.value.pem, pinned)
    ? read
    : fail('certificate.other', `the descriptor of ${read.value.nation} names no such key`, 'certificate')
}

function isPinned(pem: string, pinned: readonly Uint8Array[]): boolean {
  try {
    const certificate = new X509Certificate(pem)
    return (
      pinned.some((hash) => sameBytes(hash, publicKeyHash(pem))) && certificate.verify(certificate.publicKey)
    )
  } catch {
    // Not a certificate at all; what OpenSSL says of it helps nobody.
    return false
  }
}

/** Those of the founding, this node's own, and those that came since. */
export async function readCertificates(
  db: Db,
  statements: readonly Statement[],
): Promise<KnownCertificate[]> {
  const { rows } = await db.query<KnownCertificate>('SELECT nation, pem FROM basinet.network_certificate')
  const brought = statements
    .filter((s) => s.kind === 'certificate')
    .map((s) => readCertificate(s.body))
    .flatMap((read) => (read.ok ? [read.value] : []))
  return [...rows, ...brought]
}

/** SHA-256 of a certificate's subject public key info, as descriptors name it. */
export function publicKeyHash(pem: string): Uint8Array {
  const spki = new X509Certificate(pem).publicKey.export({ format: 'der', type: 'spki' })
  return new Uint8Array(createHash('sha256').update(spki).digest())
}
