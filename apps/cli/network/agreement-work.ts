import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import type { Io, Verb } from '../io.ts'
import { misused } from '../node/backup.ts'
import { sayFailure, type Ask } from '../remote/connection.ts'
import { withSession } from '../remote/records.ts'
import { partnerPaper, uploadPaper } from './upload-paper.ts'

const OPTIONS = {
  reason: { type: 'string' },
  follows: { type: 'string' },
  paper: { type: 'string' },
  signatory: { type: 'string' },
  capacity: { type: 'string' },
  law: { type: 'string' },
  until: { type: 'string' },
  id: { type: 'string' },
} as const
type Values = { readonly [K in keyof typeof OPTIONS]?: string | undefined }

interface Given {
  readonly io: Io
  readonly ask: Ask
  readonly words: readonly string[]
  readonly values: Values
}

type Work = (given: Given) => Promise<Result<unknown>>

interface Step {
  readonly usage: string
  readonly words: number
  readonly needs?: readonly (keyof typeof OPTIONS)[]
  readonly work: Work
}

/** What a person signed in at a running node does with an agreement; the same commands as in the console. */
const STEPS: Readonly<Record<string, Step>> = {
  draft: {
    usage: 'draft TERMS.json|- [--follows HASH]',
    words: 1,
    work: ({ ask, words, values }) =>
      withTerms(words[0], (terms) =>
        give(ask, values, 'agreement.draft', {
          terms,
          ...(values.follows === undefined ? {} : { follows: values.follows }),
        }),
      ),
  },
  revise: {
    usage: 'revise DOSSIER TERMS.json --reason TEXT',
    words: 2,
    needs: ['reason'],
    work: ({ ask, words, values }) =>
      withTerms(words[1], (terms) => act(ask, values, 'agreement.revise', words[0], { terms })),
  },
  withdraw: {
    usage: 'withdraw DOSSIER --reason TEXT',
    words: 1,
    needs: ['reason'],
    work: ({ ask, words, values }) => act(ask, values, 'agreement.withdraw', words[0], {}),
  },
  offer: {
    usage: 'offer DOSSIER',
    words: 1,
    work: ({ ask, words, values }) => act(ask, values, 'agreement.offer', words[0], {}),
  },
  'take-up': {
    usage: 'take-up HASH',
    words: 1,
    work: ({ ask, words, values }) => give(ask, values, 'agreement.take-up', { hash: words[0] }),
  },
  countersign: {
    usage: 'countersign DOSSIER [--paper FILE] --signatory NAME --capacity TEXT --law TEXT --reason TEXT',
    words: 1,
    needs: ['signatory', 'capacity', 'law', 'reason'],
    work: async ({ io, ask, words, values }) => {
      const given = values.paper
      const file =
        given === undefined
          ? await partnerPaper(io, words[0] ?? '')
          : ok({ name: basename(given), content: new Uint8Array(readFileSync(given)) })
      if (!file.ok) return file
      const { name, content } = file.value
      const sha256 = createHash('sha256').update(content).digest('hex')
      io.stderr.write(`SHA-256 of the paper: ${sha256}\n`)
      const about = { type: 'agreement', id: words[0] ?? '' }
      const kept = await uploadPaper(io, about, name, content)
      if (!kept.ok) return kept
      const { signatory, capacity, law: enablingLaw } = values
      return act(ask, values, 'agreement.sign', words[0], {
        paper: kept.value,
        signatory,
        capacity,
        enablingLaw,
      })
    },
  },
  suspend: orderStep('suspend'),
  resume: orderStep('resume'),
  end: orderStep('end'),
  continue: orderStep('continue'),
  agree: {
    usage: 'agree ORDER',
    words: 1,
    work: ({ ask, words, values }) => decide(ask, values, 'approval.approve', words[0]),
  },
  refuse: {
    usage: 'refuse ORDER --reason TEXT',
    words: 1,
    needs: ['reason'],
    work: ({ ask, words, values }) => decide(ask, values, 'approval.refuse', words[0]),
  },
}

/** An order waits for a second person, here as in the console: who has the machine alone ends nothing. */
function orderStep(action: 'suspend' | 'resume' | 'end' | 'continue'): Step {
  const dated = action === 'continue'
  return {
    usage: `${action} HASH${action === 'end' ? '' : '|all'}${dated ? ' --until TIME' : ''} --reason TEXT`,
    words: 1,
    needs: dated ? ['reason', 'until'] : ['reason'],
    work: async ({ io, ask, words, values }) => {
      const agreement = words[0] === 'all' ? null : (words[0] ?? '')
      const of = agreement === null ? '' : `&agreement=${encodeURIComponent(agreement)}`
      const effect = await ask('GET', `/api/v1/network/agreements/effect?action=${action}${of}`)
      if (!effect.ok) return effect
      const { on, copiesAbroad, copiesHere } = effect.value as Effect
      for (const { title, parties } of on) io.stderr.write(`${action}: ${title} (${parties.join(', ')})\n`)
      io.stderr.write(`copies of ours abroad: ${copiesAbroad}; of partners here: ${copiesHere}\n`)
      const given = await give(ask, values, 'agreement-order.give', {
        action,
        agreement,
        ...(dated ? { until: values.until } : {}),
      })
      if (!given.ok) return given
      const { pendingApproval } = given.value as { pendingApproval?: string }
      if (pendingApproval !== undefined)
        io.stderr.write(
          `it waits for a second person: basinet network agreement agree ${pendingApproval}, signed in as somebody else\n`,
        )
      return given
    },
  }
}

interface Effect {
  readonly on: readonly { readonly title: string; readonly parties: readonly string[] }[]
  readonly copiesAbroad: number
  readonly copiesHere: number
}

/** `basinet network agreement draft …`: one verb a step of an agreement's life. */
export function agreementStep(name: string): Verb {
  return async (args, io) => {
    const step = STEPS[name]
    if (step === undefined) throw new Error(`BUG: no step ${name}`)
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true })
    const lacking = (step.needs ?? []).some((need) => values[need] === undefined)
    if (positionals.length !== step.words || lacking) return misused(io, `network agreement ${step.usage}`)
    return withSession(io, async (ask) => {
      const done = await step.work({ io, ask, words: positionals, values })
      if (!done.ok) return sayFailure(io, done.error)
      io.stdout.write(`${JSON.stringify(done.value)}\n`)
      return 0
    })
  }
}

async function withTerms(
  file: string | undefined,
  work: (terms: unknown) => Promise<Result<unknown>>,
): Promise<Result<unknown>> {
  try {
    return await work(JSON.parse(readFileSync(file === '-' ? 0 : (file ?? ''), 'utf8')) as unknown)
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    return fail('cli.input', `${file ?? ''}: ${said}`, 'terms')
  }
}

function give(
  ask: Ask,
  values: Values,
  name: string,
  input: unknown,
  on: object = {},
): Promise<Result<unknown>> {
  const { reason, id = randomUUID() } = values
  return ask('POST', `/api/v1/commands/${name}`, {
    commandId: id,
    ...on,
    ...(reason === undefined ? {} : { reason }),
    input,
  })
}

/** The second person's word. */
function decide(
  ask: Ask,
  values: Values,
  name: string,
  approval: string | undefined,
): Promise<Result<unknown>> {
  return act(ask, values, name, approval, {}, 'approval')
}

async function act(
  ask: Ask,
  values: Values,
  name: string,
  record: string | undefined,
  input: unknown,
  type = 'agreement',
): Promise<Result<unknown>> {
  const page = await ask('GET', `/api/v1/records/${type}/${encodeURIComponent(record ?? '')}`)
  if (!page.ok) return page
  const { rev } = (page.value as { record: { rev: number } }).record
  const done = await give(ask, values, name, input, { recordId: record, expectedRev: rev })
  return done.ok ? ok(done.value) : done
}
