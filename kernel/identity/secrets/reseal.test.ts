import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { must } from '../../contract/result.ts'
import { openKeyring } from '../../keys/index.ts'
import { keysPlace } from '../../keys/keys-test-place.ts'
import { createIdentity } from '../identity.ts'
import type { Identity } from '../types.ts'
import { givePassword, openTestNode, ORIGIN, type TestNode } from '../test/node.ts'
import { createPasswords } from './passwords.ts'
import { resealIdentity } from './reseal.ts'
import { SECRET_BYTES, stepAt, totpCode } from './totp.ts'

const PASSWORD = 'tide turns at noon off Vigie'
let node: TestNode
let place: Awaited<ReturnType<typeof keysPlace>>
beforeAll(async () => {
  node = await openTestNode({ mode: 'demo' })
  place = await keysPlace()
})
afterAll(async () => {
  await node.close()
  await place.remove()
})

it('lets everyone sign in with password and code after the rotation and the end of the old key', async () => {
  const ring = await keysPlace()
  const keyring = must(await openKeyring({ ...ring.options, create: true }))
  const service = await openTestNode({ options: { vault: keyring } })
  const passwords = createPasswords({ ...service.options, cost: { memoryKiB: 64, passes: 1, lanes: 1 } })
  const people = await Promise.all(
    Array.from({ length: 5 }, async (_, i) => {
      const username = `with.code.${i}`
      const id = await service.addPerson({ username })
      await givePassword(service, id, passwords, PASSWORD)
      const secret = randomBytes(SECRET_BYTES)
      const sealed = keyring.seal('identity', `totp:${id}`, secret)
      await service.store.admin.query(
        'UPDATE basinet_private.credential SET totp = $2, totp_step = 0 WHERE person = $1',
        [id, sealed],
      )
      return { id, username, secret }
    }),
  )
  const signIn = async (at: Identity, who: (typeof people)[number]): Promise<string> => {
    const totp = totpCode(who.secret, stepAt(service.core.now()))
    const given = { username: who.username, password: PASSWORD, totp }
    const opened = await at.signIn.password(given, ORIGIN)
    return opened.ok ? `${opened.value.person} ${opened.value.limit ?? 'whole'}` : opened.error.code
  }
  const whole = people.map((p) => `${p.id} whole`)
  expect(await Promise.all(people.map((p) => signIn(service.identity, p)))).toEqual(whole)
  must(await keyring.rotatePurpose('identity'))
  expect(await resealIdentity(service.core, keyring)).toEqual({ looked: 10, resealed: 10, lost: [] })
  must(await keyring.retire('identity', 1))
  service.tick(60)
  // Another process of the node, which kept nothing of the old key.
  const fresh = createIdentity({ ...service.options, vault: must(await openKeyring(ring.options)) })
  expect(await Promise.all(people.map((p) => signIn(fresh, p)))).toEqual(whole)
  await service.close()
  await ring.remove()
})

it('carries every secret over a rotation of the key, and names those it cannot', async () => {
  const keyring = must(await openKeyring({ ...place.options, create: true }))
  const options = { ...node.options, vault: keyring }
  const passwords = createPasswords({ ...options, cost: { memoryKiB: 64, passes: 1, lanes: 1 } })
  const people: string[] = []
  for (let i = 0; i < 3; i++) {
    const id = await node.addPerson({ username: `sealed.${i}` })
    await givePassword(node, id, passwords, PASSWORD)
    people.push(id)
  }
  await node.store.admin.query(
    `UPDATE basinet_private.credential SET totp_pending = 's1.identity.1.AAAA' WHERE person = $1`,
    [people[2]],
  )
  must(await keyring.rotatePurpose('identity'))
  expect(await resealIdentity(node.core, keyring)).toEqual({ looked: 4, resealed: 3, lost: [people[2]] })
  expect(await resealIdentity(node.core, keyring)).toMatchObject({ resealed: 0 })
  must(await keyring.retire('identity', 1))
  const identity = createIdentity(options)
  for (let i = 0; i < 3; i++) {
    const opened = await identity.signIn.password({ username: `sealed.${i}`, password: PASSWORD }, ORIGIN)
    expect(opened.ok && opened.value.person).toBe(people[i])
  }
})
