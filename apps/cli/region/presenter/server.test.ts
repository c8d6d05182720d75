import { request } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Scenario } from './scenario.ts'
import { openPresenter, type Presenter } from './server.ts'
import { showing, type Showing } from './showing.ts'

/** The page gives away seats: whoever has not come by the printed link gets nothing. */
const NASTY = '<script>alert(1)</script>'
const scenario: Scenario = {
  key: 'one',
  title: NASTY,
  about: '',
  nations: ['LCA'],
  steps: [{ title: 'fails', say: '', run: () => Promise.reject(new Error(NASTY)) }],
}
let presenter: Presenter
let shown: Showing
let cookie = ''
let origin = ''
let stated = ''

beforeAll(async () => {
  const stage = () => ({}) as never
  shown = showing(scenario, stage, () => 0)
  presenter = await openPresenter(
    {
      region: { nodes: [{ nation: 'LCA', port: 9441, networkPort: 9461 }] },
      showings: [shown],
      linkOf: (nation, post) =>
        Promise.resolve(
          nation === 'LCA' && post === 'Commander' ? 'http://localhost:9441/#/sign-in?link=abc' : null,
        ),
    },
    0,
  )
  origin = new URL(presenter.link).origin
  const entered = await fetch(presenter.link, { redirect: 'manual' })
  cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
  stated = entered.headers.get('set-cookie') ?? ''
})
afterAll(() => presenter.close())

const get = (path: string, headers: Record<string, string> = { cookie }) =>
  fetch(origin + path, { headers, redirect: 'manual' })
const post = (path: string, headers: Record<string, string>) =>
  fetch(origin + path, { method: 'POST', headers, redirect: 'manual' })

it('answers only the browser that has the key, under its own name, from its own forms', async () => {
  expect(stated).toMatch(/HttpOnly; SameSite=Strict$/)
  expect((await get('/', {})).status).toBe(403)
  expect((await get('/', { cookie: 'basinet_presenter=x' })).status).toBe(403)
  expect((await get('/enter/wrong', {})).status).toBe(404)
  expect((await get('/')).status).toBe(200)
  // fetch sets Host itself; a name that resolves here is what a hostile page would have.
  const { port } = new URL(origin)
  const status = await new Promise((resolve) => {
    const options = { port, host: '127.0.0.1', headers: { host: `evil.example:${port}`, cookie } }
    request(options, (answer) => resolve(answer.resume().statusCode)).end()
  })
  expect(status).toBe(400)
  for (const headers of [{ cookie }, { cookie, origin: 'http://evil.example' }, { origin }] as Record<
    string,
    string
  >[])
    expect((await post('/run/one/0', headers)).status).toBe(403)
  expect(shown.states[0]?.state).toBe('waiting')
})

it('runs a step, shows why it failed, and draws no markup that words bring along', async () => {
  expect((await post('/run/one/0', { cookie, origin })).headers.get('location')).toBe('/show/one')
  await shown.idle()
  const page = await (await get('/show/one')).text()
  expect(page).toContain('Did not work: &lt;script&gt;')
  expect(page).not.toContain('<script')
  expect((await get('/show/other')).status).toBe(404)
  expect((await post('/run/one/x', { cookie, origin })).status).toBe(404)
})

it('opens a seat at a path of its own node only', async () => {
  const to = async (query: string): Promise<string | null> =>
    (await get(`/open?${query}`)).headers.get('location')
  expect(await to('nation=LCA&post=Commander&path=/node/jobs')).toBe(
    'http://localhost:9441/#/sign-in?link=abc&next=%2Fnode%2Fjobs',
  )
  expect(await to('nation=LCA&post=Commander&path=//evil.example')).toBe(
    'http://localhost:9441/#/sign-in?link=abc',
  )
  expect(await to('nation=LCA&post=Nobody&path=/')).toBeNull()
})
