import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFirstAdministrator, createRecoveryAdministrator } from '../first-start.ts'
import { stepAt, totpCode } from '../secrets/totp.ts'
import { createReports } from '../report/reports.ts'
import { testAuthenticator } from '../test/authenticator.ts'
import { events, from, openTestNode, ORIGIN, type TestNode } from '../test/node.ts'
import type { Opened, Resolved } from '../types.ts'

let node: TestNode
const NEW_PASSWORD = 'nine pelicans past the old jetty'

beforeAll(async () => {
  node = await openTestNode({ mode: 'service', empty: true })
})
afterAll(() => node.close())

const value = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}
const codeOf = (result: { ok: true } | { ok: false; error: { code: string } }): string =>
  result.ok ? 'ok' : result.error.code
const resolved = async (token: string): Promise<Resolved> => {
  const now = await node.identity.resolve(token)
  if (now === null) throw new Error('no session')
  return now
}
/** RFC 4648 base32 back to bytes, as an authenticator application does it. */
function bytesOf(text: string): Buffer {
  const bits = Array.from(text, (c) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'),
  ).join('')
  return Buffer.from(bits.match(/.{8}/g)?.map((b) => Number.parseInt(b, 2)) ?? [])
}
const codeFor = (secret: string): string => totpCode(bytesOf(secret), stepAt(node.core.now()))

describe('the first start of a service node', () => {
  let first: { person: string; username: string; password: string }
  let secret = ''
  let recovery: string[] = []
  let opened: Opened

  it('makes one administrator with a password nobody chose, once', async () => {
    first = value(await createFirstAdministrator(node.options))
    expect(first.password).toMatch(/^([a-z2-7]{4}-){5}[a-z2-7]{4}$/)
    expect(codeOf(await createFirstAdministrator(node.options))).toBe('identity.not-first')
    const { rows } = await node.store.admin.query<{ all: string }>(
      `SELECT (SELECT string_agg(c::text, '') FROM basinet_private.credential c) || (SELECT string_agg(event, '') FROM basinet.pending_audit)
         || (SELECT string_agg(details, '') FROM basinet.audit_detail) AS all`,
    )
    expect(rows[0]?.all).not.toContain(first.password)
    expect(rows[0]?.all).not.toContain('argon2id')
  })

  it('gives no right before the password is changed and a second factor enrolled', async () => {
    opened = value(await node.identity.signIn.password(first, ORIGIN))
    expect(opened.limit).toBe('change-password')
    expect(await node.identity.resolveSubject(opened.token)).toBeNull()
    const limited = await resolved(opened.token)
    expect(limited.subject).toMatchObject({ roles: [], clearance: 0, purpose: null })
    expect(codeOf(await node.identity.credentials.beginTotp(limited))).toBe('identity.password-first')
    const change = (current: string, password: string) =>
      node.identity.credentials.changePassword(limited, opened.token, { current, password }, ORIGIN)
    expect(codeOf(await change('not it', NEW_PASSWORD))).toBe('identity.refused')
    expect(codeOf(await change(first.password, 'administrator12345'))).toBe('identity.password-weak')
    expect(codeOf(await change(first.password, first.password))).toBe('identity.password-weak')
    opened = value(await change(first.password, NEW_PASSWORD))
    expect(opened.limit).toBe('enrol')
    expect(await node.identity.resolveSubject(opened.token)).toBeNull()
  })

  it('gives the rights once the authenticator is confirmed, and recovery codes once', async () => {
    const limited = await resolved(opened.token)
    secret = value(await node.identity.credentials.beginTotp(limited)).secret
    expect(codeOf(await node.identity.credentials.confirmTotp(limited, opened.token, '000000'))).toBe(
      'identity.code',
    )
    const done = value(await node.identity.credentials.confirmTotp(limited, opened.token, codeFor(secret)))
    recovery = done.recoveryCodes
    opened = done
    expect(recovery).toHaveLength(10)
    expect(done.limit).toBeNull()
    expect((await node.identity.resolveSubject(done.token))?.roles).toContain('administrator')
  })

  it('asks for the code from then on, each code once, and never takes the old password', async () => {
    node.tick(60)
    const tryIn = (totp?: string, password = NEW_PASSWORD) =>
      node.identity.signIn.password(
        { username: first.username, password, ...(totp === undefined ? {} : { totp }) },
        ORIGIN,
      )
    expect(codeOf(await tryIn(undefined, first.password))).toBe('identity.refused')
    expect(codeOf(await tryIn())).toBe('identity.totp-needed')
    const code = codeFor(secret)
    const both = await Promise.all([tryIn(code), tryIn(code)])
    expect(both.map(codeOf).sort()).toEqual(['identity.refused', 'ok'])
    expect(codeOf(await tryIn(code))).toBe('identity.refused')
  })

  it('does not let "a code is needed" take back guesses at the code', async () => {
    node.tick(3600)
    const outcomes: string[] = []
    for (let i = 0; i < 12; i++) {
      const ask = i % 2 === 0 ? {} : { totp: '000001' }
      outcomes.push(
        codeOf(
          await node.identity.signIn.password(
            { username: first.username, password: NEW_PASSWORD, ...ask },
            from(`10.3.${i}.1`),
          ),
        ),
      )
    }
    expect(outcomes).toContain('identity.locked')
    expect(outcomes.filter((o) => o === 'identity.refused').length).toBeLessThanOrEqual(5)
    node.tick(3600)
  })

  it('takes a recovery code in place of the authenticator, once', async () => {
    const typed = recovery[3]?.toLowerCase().replaceAll('-', ' ') ?? ''
    const tryIn = () =>
      node.identity.signIn.password({ username: first.username, password: NEW_PASSWORD, totp: typed }, ORIGIN)
    opened = value(await tryIn())
    expect(opened.limit).toBeNull()
    expect(codeOf(await tryIn())).toBe('identity.refused')
    expect((await node.identity.credentials.overview(await resolved(opened.token))).recoveryCodesLeft).toBe(9)
  })

  it('ends other sessions when credentials change, and asks for a fresh proof to change them', async () => {
    const other = value(
      await node.identity.signIn.password(
        { username: first.username, password: NEW_PASSWORD, totp: recovery[4] ?? '' },
        ORIGIN,
      ),
    )
    node.tick(700)
    const now = await resolved(opened.token)
    expect(codeOf(await node.identity.credentials.passkeyOptions(now))).toBe('identity.step-up-needed')
    expect(
      codeOf(await node.identity.session.stepUp(now, opened.token, { kind: 'totp', code: '111111' }, ORIGIN)),
    ).toBe('identity.refused')
    opened = value(
      await node.identity.session.stepUp(now, opened.token, { kind: 'totp', code: codeFor(secret) }, ORIGIN),
    )
    const fresh = await resolved(opened.token)
    const key = testAuthenticator()
    const options = value(await node.identity.credentials.passkeyOptions(fresh))
    opened = value(
      await node.identity.credentials.addPasskey(fresh, opened.token, {
        name: 'Key',
        response: key.register(options),
      }),
    )
    expect(await node.identity.resolveSubject(other.token)).toBeNull()
    const challenge = value(await node.identity.signIn.passkeyOptions())
    expect(value(await node.identity.signIn.passkey(key.sign(challenge), ORIGIN)).person).toBe(first.person)
    const what = (await events(node, 'identity.changed')).map((e) => e.details?.['what'])
    expect(what).toEqual(
      expect.arrayContaining([
        'first administrator made',
        'password changed',
        'authenticator enrolled',
        'passkey enrolled',
      ]),
    )
  })

  it('lets the operator add an administrator only while fewer than two are active, and reports it', async () => {
    const added = value(await createRecoveryAdministrator(node.options))
    expect(added.username).toBe('administrator-2')
    expect(value(await node.identity.signIn.password(added, ORIGIN)).limit).toBe('change-password')
    expect(codeOf(await createRecoveryAdministrator(node.options))).toBe('identity.not-needed')
    const auditor = { ...(await resolved(opened.token)).subject, roles: ['officer', 'auditor'] }
    const report = value(await createReports(node.core).access(auditor))
    expect(report.items.find((i) => i.person === added.person)?.findings).toContainEqual({
      kind: 'appointed-alone',
    })
  })
})
