import { createHmac } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { axe, openBench, type Bench } from './harness.ts'

/** A browser on a busy machine of two cores. */
const PATIENT = { timeout: 240_000 }
const PASSWORD = 'salt wind over the northern point'
const USER = 'c.frigatebird'
const STEP_MS = 30_000

let bench: Bench
let page: Page
let secret = ''
let recovery: string[] = []

beforeAll(async () => {
  bench = await openBench()
  page = await bench.enter('Watch supervisor')
})
afterAll(async () => {
  await bench.close()
})

/** RFC 6238 with the defaults of authenticator applications: SHA-1, six digits, 30 s. */
function codeAt(ahead: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = Array.from(secret, (c) => alphabet.indexOf(c).toString(2).padStart(5, '0')).join('')
  const bytes = (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / STEP_MS) + ahead))
  const mac = createHmac('sha1', Buffer.from(bytes)).update(counter).digest()
  return String((mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fff_ffff) % 1_000_000).padStart(6, '0')
}

async function signOut(): Promise<void> {
  await page.context().clearCookies()
  await page.goto(`${bench.url}/sign-in`)
  await page.getByLabel('User name').waitFor()
}

async function givePassword(password: string): Promise<void> {
  await page.getByLabel('User name').fill(USER)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

const shell = (): Promise<void> => page.getByRole('navigation').first().waitFor({ timeout: 60_000 })

it('enrols an authenticator and shows recovery codes once', PATIENT, async () => {
  await page.goto(`${bench.url}/account`)
  await page.getByRole('button', { name: 'Set up an authenticator' }).click()
  await page.getByRole('img', { name: /scan/ }).waitFor()
  secret = (await page.getByText('Or type this secret:').getByRole('button').innerText()).trim()
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  await page.getByLabel('Code of your authenticator').fill(codeAt(-1))
  await page.getByRole('button', { name: 'Confirm' }).click()
  const codes = page.getByRole('region', { name: 'Recovery codes' }).getByRole('listitem')
  await codes.first().waitFor()
  recovery = await codes.allInnerTexts()
  expect(recovery.length).toBeGreaterThan(5)
  expect(await axe(page)).toEqual([])
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByText(/Authenticator enrolled/).waitFor()
})

it('asks for a proof that grew old, and goes on where it was', PATIENT, async () => {
  let asked = 0
  await page.route('**/api/v1/session/password/change', (route) => {
    asked++
    // Ten minutes are not waited for; everything else is the node's own answer.
    return asked === 1
      ? route.fulfill({
          status: 403,
          json: { error: { code: 'identity.step-up-needed', message: 'prove again who you are' } },
        })
      : route.continue()
  })
  await page.getByLabel('New password', { exact: true }).fill(PASSWORD)
  await page.getByLabel('New password again').fill(PASSWORD)
  await page.getByRole('button', { name: 'Set the password' }).click()
  const dialog = page.getByRole('dialog', { name: 'Prove once more who you are' })
  await dialog.getByLabel('Code of your authenticator').fill('000000')
  await dialog.getByRole('button', { name: 'Prove it' }).click()
  await dialog.getByRole('alert').waitFor()
  expect(await axe(page)).toEqual([])
  await dialog.getByLabel('Code of your authenticator').fill(codeAt(0))
  await dialog.getByRole('button', { name: 'Prove it' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByLabel('Present password').waitFor()
  expect(asked).toBe(2)
})

it('signs in by password and code, and by a recovery code once', PATIENT, async () => {
  await signOut()
  await givePassword(PASSWORD)
  await page.getByLabel('Code of your authenticator').fill(codeAt(1))
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await shell()
  for (const [fits, code] of [
    [true, recovery[0]],
    [false, recovery[0]],
  ] as const) {
    await signOut()
    await givePassword(PASSWORD)
    await page.getByLabel('Code of your authenticator').fill(code ?? '')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    if (fits) await shell()
    else await page.getByRole('alert').getByText('is not right').waitFor()
    expect(new URL(page.url()).pathname).toBe(fits ? '/' : '/sign-in')
  }
})

it('enrols a passkey and signs in with nothing else', PATIENT, async () => {
  await signOut()
  await givePassword(PASSWORD)
  await page.getByLabel('Code of your authenticator').fill(recovery[1] ?? '')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await shell()
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  })
  await page.goto(`${bench.url}/account`)
  await page.getByLabel('Name of this key').fill('blue key, office')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByRole('cell', { name: 'blue key, office' }).waitFor()
  await signOut()
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await shell()
  expect(new URL(page.url()).pathname).toBe('/')
})

it('says that it is locked after refused tries, in words', PATIENT, async () => {
  const other = await page.context().browser()!.newContext({ locale: 'fr' })
  const sheet = await other.newPage()
  await sheet.goto(`${bench.url}/sign-in`)
  await sheet.getByLabel('Nom d’utilisateur').fill('nobody.here')
  const seen: string[] = []
  for (let i = 0; i < 7 && seen.at(-1)?.startsWith('Trop d') !== true; i++) {
    await sheet.getByRole('textbox', { name: 'Mot de passe' }).fill(`not the one ${i}`)
    const answered = sheet.waitForResponse('**/api/v1/session/password')
    await sheet.getByRole('button', { name: 'Se connecter', exact: true }).click()
    await answered
    await sheet.getByRole('alert').waitFor()
    seen.push(await sheet.getByRole('alert').innerText())
  }
  expect(seen.at(-1)).toMatch(/^Trop d/)
  expect(await axe(sheet)).toEqual([])
  await other.close()
})
