import { spawnSync } from 'node:child_process'
import { PassThrough, Readable, Writable } from 'node:stream'
import { encode, type AisMessage } from '@basinet/ais'
import { describe, expect, it } from 'vitest'
import { decodeAis } from './ais.ts'
import { runVerb } from './testing.ts'

const SENTENCE = '!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A'

const run = (args: readonly string[], input: string): ReturnType<typeof runVerb> =>
  runVerb(decodeAis, args, input)

describe('basinet decode ais', () => {
  it('prints one object a message and the errors in their place', async () => {
    const { code, objects, err } = await run(
      ['-'],
      `# log\n${SENTENCE}\n${SENTENCE.replace('*4A', '*4B')}\n${SENTENCE}\n`,
    )
    expect(code).toBe(0)
    expect(objects.map((object) => object['class'])).toEqual(['AIS', 'ERROR', 'AIS'])
    expect(objects[0]).toMatchObject({ device: 'stdin', type: 1, mmsi: 371798000, scaled: true, speed: 12.3 })
    expect(objects[1]).toEqual({
      class: 'ERROR',
      line: 3,
      code: 'sentence.checksum',
      message: 'expected *4A, found *4B',
    })
    expect(err).toContain('lines 4, sentences 2, messages 2, skipped 1, problems 1\n  sentence.checksum 1\n')
  })

  it('prints integers as transmitted with --unscaled', async () => {
    const { out } = await run(['-', '--unscaled'], `${SENTENCE}\n`)
    expect(JSON.parse(out)).toMatchObject({ scaled: false, speed: 123, lon: -74037230 })
  })

  it('prints our own names with --compact and nothing with --summary-only', async () => {
    const compact = await run(['-', '--compact'], `${SENTENCE}\n`)
    expect(JSON.parse(compact.out)).toMatchObject({ line: 1, message: { speedKn: 12.3, turnHard: -1 } })
    const quiet = await run(['-', '--summary-only'], `${SENTENCE}\n`)
    expect(quiet.out).toBe('')
    expect(quiet.err).toContain('messages 1')
  })

  it.each([
    [[], 2, 'expected one file'],
    [['-', '--loud'], 2, 'unknown option --loud'],
    [['/nonexistent/log.nmea'], 1, 'ENOENT'],
  ] as const)('refuses %j', async (args, code, said) => {
    const result = await run([...args], '')
    expect(result.code).toBe(code)
    expect(result.err).toContain(said)
  })

  it('does not read on while its reader is slow', async () => {
    const message: AisMessage = { type: 14, repeat: 0, mmsi: 343000001, text: 'SECURITE' }
    const chunk = Buffer.from(`${encode(message).join('\n')}\n`.repeat(2000))
    const chunks = 40
    let read = 0
    let release: () => void = () => undefined
    const stdout = new Writable({
      highWaterMark: 1,
      write(_bytes, _encoding, done) {
        release = done
      },
    })
    const stdin = Readable.from(
      (function* () {
        for (; read < chunks; read++) yield chunk
      })(),
      { highWaterMark: 1 },
    )
    const done = decodeAis(['-'], { stdin, stdout, stderr: new PassThrough().resume() })
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(read).toBeLessThan(5)
    while (read < chunks || stdout.writableLength > 0) {
      release()
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(await done).toBe(0)
  })

  it('ends quietly when its reader goes away', () => {
    const script = `
      import { decodeAis } from '${import.meta.dirname}/ais.ts'
      process.exitCode = await decodeAis(['-'], process)
    `
    const shell = `yes '${SENTENCE}' | head -n 100000 | { "$NODE" --input-type=module -e "$SCRIPT"; echo "code $?" >&2; } | head -n 1`
    const result = spawnSync('sh', ['-c', shell], {
      encoding: 'utf8',
      env: { ...process.env, NODE: process.execPath, SCRIPT: script },
    })
    expect(JSON.parse(result.stdout)).toMatchObject({ class: 'AIS', mmsi: 371798000 })
    expect(result.stderr).toContain('code 0')
    expect(result.stderr).not.toContain('EPIPE')
  })
})
