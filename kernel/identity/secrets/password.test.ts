import { argon2Sync, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hashPassword, normalizePassword, OWASP_COST, verifyPassword } from './password.ts'

const CHEAP = { memoryKiB: 64, passes: 1, lanes: 1 }

describe('argon2id', () => {
  it('gives the published tag of RFC 9106 section 5.3', () => {
    const tag = argon2Sync('argon2id', {
      message: Buffer.alloc(32, 1),
      nonce: Buffer.alloc(16, 2),
      secret: Buffer.alloc(8, 3),
      associatedData: Buffer.alloc(12, 4),
      memory: 32,
      passes: 3,
      parallelism: 4,
      tagLength: 32,
    })
    expect(tag.toString('hex')).toBe('0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659')
  })

  it('stores the work with the hash and accepts only the password', async () => {
    const stored = await hashPassword('harbour lantern seven', CHEAP, randomBytes)
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=64,t=1,p=1\$/)
    expect(await verifyPassword('harbour lantern seven', stored, CHEAP)).toEqual({
      right: true,
      weaker: false,
    })
    expect(await verifyPassword('harbour lantern Seven', stored, CHEAP)).toEqual({
      right: false,
      weaker: false,
    })
    expect((await verifyPassword('harbour lantern seven', stored, OWASP_COST)).weaker).toBe(true)
  })

  it('never gives two people with one password the same hash', async () => {
    const [a, b] = [
      await hashPassword('one', CHEAP, randomBytes),
      await hashPassword('one', CHEAP, randomBytes),
    ]
    expect(a).not.toBe(b)
  })

  it('takes composed and decomposed accents, and other spaces, for the same password', async () => {
    const stored = await hashPassword('Soufri\u00e8re\u00a0bay', CHEAP, randomBytes)
    expect((await verifyPassword('Soufrie\u0300re bay', stored, CHEAP)).right).toBe(true)
    expect(normalizePassword('a\u2003b')).toBe('a b')
  })

  it('is at least the work that OWASP asks for', () => {
    expect(OWASP_COST).toEqual({ memoryKiB: 19 * 1024, passes: 2, lanes: 1 })
  })

  it('refuses to treat another text as a hash', async () => {
    await expect(verifyPassword('x', 'plain text', CHEAP)).rejects.toThrow('BUG')
  })
})
