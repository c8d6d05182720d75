import { afterAll, beforeAll, expect, it } from 'vitest'
import { must } from '../../contract/result.ts'
import { openKeyring } from '../../keys/index.ts'
import { keysPlace } from '../../keys/keys-test-place.ts'
import { createIdentity } from '../identity.ts'
import { givePassword, openTestNode, ORIGIN, type TestNode } from '../test/node.ts'
import { createPasswords } from './passwords.ts'
import { resealIdentity } from './reseal.ts'

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
