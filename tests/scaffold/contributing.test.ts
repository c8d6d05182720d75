import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodePlace, startNodeProcess, type NodePlace, type NodeProcess } from '../chaos/node-process.ts'
import { FULL } from '../chaos/random.ts'
import { copyCheckout, type Copy } from './copy.ts'
import { blocksOf, type Block } from './page.ts'

const PAGE = readFileSync(join(import.meta.dirname, '../../CONTRIBUTING.md'), 'utf8')
const FOLDER = 'lines/3-borders/landings'
const MODULES = 'apps/node/modules.ts'
const ABOVE = '    // A new capability goes above this line.\n'

const blocks = blocksOf(PAGE)
const shell = blocks.filter((b) => b.language === 'sh').map((b) => b.text.trim())

/** Follows CONTRIBUTING.md as somebody would who knows nothing else, in a copy of the checkout. */
describe('the page on adding a capability', { timeout: 300_000 }, () => {
  let copy: Copy
  let place: NodePlace | null = null
  let node: NodeProcess | null = null

  beforeAll(() => {
    copy = copyCheckout()
  }, 120_000)
  afterAll(async () => {
    if (node !== null && node.child.exitCode === null) await node.kill('SIGTERM')
    place?.remove()
    copy.remove()
  })

  it('has a file in every block that names one, and three blocks of commands', () => {
    const files = blocks.filter((b) => b.path.startsWith(FOLDER)).map((b) => b.path.slice(FOLDER.length + 1))
    expect(files).toEqual([
      'package.json',
      'contract.ts',
      'commands.ts',
      'index.ts',
      'messages/en.json',
      'landings.test.ts',
    ])
    expect(shell).toHaveLength(3)
  })

  it('gives files to write, and two lines for one that is there', () => {
    for (const block of blocks.filter((b) => b.path.startsWith(FOLDER))) copy.write(block.path, block.text)
    copy.link('@basinet/landings', FOLDER)
    for (const block of blocks.filter((b) => b.path === MODULES)) addToModules(copy, block)
    expect(copy.read(MODULES)).toMatch(/^import \{ landingsModule \}[^]*^ {4}landingsModule\(\),$/m)
  })

  // Types and type-aware lint read the whole tree, which takes longer than all else here.
  it.runIf(FULL)('gives code that is typed, formatted and linted like ours', async () => {
    const include = [FOLDER, MODULES]
    copy.write('tsconfig.landings.json', JSON.stringify({ extends: './tsconfig.json', include }))
    expect(await copy.sh('npx tsc -p tsconfig.landings.json --noEmit')).toEqual({ code: 0, out: '' })
    expect(await copy.sh(`npx oxfmt --check ${FOLDER}/*.ts ${MODULES}`)).toMatchObject({ code: 0 })
    expect(await copy.sh(`npx oxlint ${FOLDER}`)).toMatchObject({ code: 0 })
  })

  it('makes its tables', async () => {
    const written = await copy.sh(shell[0] ?? '')
    expect(written).toEqual({ code: 0, out: `${FOLDER}/migrations: landing written\n` })
    expect(copy.read(`${FOLDER}/migrations/0001-landing.sql`)).toContain('CREATE TABLE basinet.r_landing (')
    expect(await copy.sh('npx basinet migrations')).toEqual({ code: 0, out: '' })
  })

  it('passes its own test, which creates, lists, searches and is denied', async () => {
    const ran = await copy.sh(shell[1] ?? '')
    expect(ran).toMatchObject({ code: 0, out: expect.stringMatching(/Tests +1 passed/) })
  })

  // A whole node from the copy starts here, and five programs after it.
  it.runIf(FULL)('runs in a node, where it has routes, documents and verbs', async () => {
    place = await nodePlace({}, copy.root)
    node = startNodeProcess(place)
    const url = await node.ready
    const link = (post: string): string => `${url}/#/sign-in?link=${node?.links().get(post) ?? ''}`
    const env = { BASINET_SESSION: join(place.dir, 'session.json') }
    const given = await copy.sh(shell[2] ?? '', { ...env, LINK: link('Watch officer, day') })
    expect(given).toMatchObject({
      code: 0,
      out: expect.stringMatching(/"type":"landing"[^]*"craft":"blue pirogue"/),
    })
    expect(given.out).toMatch(/landing\.check .*not now: this is for: customs-officer/)
    const { cookie } = JSON.parse(readFileSync(env.BASINET_SESSION, 'utf8')) as { cookie: string }
    const get = async (path: string): Promise<unknown> =>
      (await fetch(`${url}${path}`, { headers: { cookie } })).json()
    expect(await get('/api/v1/search?q=pirogue')).toMatchObject({ items: [{ type: 'landing' }] })
    const { paths } = (await get('/api/v1/openapi.json')) as { paths: Record<string, unknown> }
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(['/api/v1/records/landing', '/api/v1/commands/landing.report']),
    )
    const auditor = await copy.sh(`npx basinet sign-in "$LINK" && npx basinet records list landing`, {
      ...env,
      LINK: link('Systems auditor'),
    })
    expect(auditor.out).not.toContain('pirogue')
  })
})

/** Imports to the imports, the rest above the comment, as the page says. */
function addToModules(copy: Copy, block: Block): void {
  const lines = block.text.split('\n')
  const imports = lines.filter((line) => line.startsWith('import ')).join('\n')
  const calls = lines.filter((line) => line !== '' && !line.startsWith('import ')).join('\n')
  const before = copy.read(MODULES)
  expect(before).toContain(ABOVE)
  copy.write(MODULES, `${imports}\n${before.replace(ABOVE, `${calls}\n${ABOVE}`)}`)
}
