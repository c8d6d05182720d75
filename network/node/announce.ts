import type { SqlTx } from '../streams/index.ts'
import { readFact, writeFact } from './db.ts'
import { tell, type Parts } from './parts.ts'
import { agreementStatement, statementsContent } from './take-statements.ts'
import type { Statement, StatementKind } from './statements.ts'

const ANNOUNCED = 'announced'
/** Statements in one word; far below what an envelope holds. */
const WORD_MAX = 20

/**
 * Hands statements that are new here to whom they concern: those about an agreement to its parties, those of the register to
 * everybody. A partner hands on what was new to it in turn, so that they reach also who has no link with their author; what is
 * known has no effect. How many were handed on.
 */
export async function announceStatements(parts: Parts, tx: SqlTx): Promise<number> {
  const since = (await readFact<number>(tx.db.client, ANNOUNCED)) ?? 0
  const { rows } = await tx.db.client.query<{
    id: string
    kind: StatementKind
    body: Buffer
    brought_by: string | null
  }>(
    `SELECT id, kind, body, brought_by FROM basinet.network_statement WHERE id > $1 AND kind <> 'founding' ORDER BY id LIMIT ${WORD_MAX}`,
    [since],
  )
  const last = rows.at(-1)
  if (last === undefined) return 0
  const everybody = parts.state().peers.map((p) => p.nation)
  const byWord = new Map<string, Statement[]>()
  for (const { kind, body } of rows) {
    const statement = { kind, body: new Uint8Array(body) }
    const parties = agreementStatement(parts.state(), statement)
    const readers = everybody.filter((nation) => parties === null || parties.includes(nation)).join()
    const word = `${kind === 'certificate' ? 'certificates' : 'statements'}/${readers}`
    byWord.set(word, [...(byWord.get(word) ?? []), statement])
  }
  for (const [word, statements] of byWord) {
    const [type, readers] = word.split('/') as ['statements' | 'certificates', string]
    if (readers !== '')
      await tell(parts, tx, {
        type: `network.${type}`,
        to: readers.split(','),
        lane: 0,
        content: statementsContent(statements),
      })
  }
  const own = rows.filter((r) => r.brought_by === null).map((r) => r.kind)
  if (own.length > 0)
    tx.audit({
      kind: 'network.changed',
      at: tx.db.at,
      actor: `network:${parts.me}`,
      outcome: 'done',
      details: { statements: own },
    })
  await writeFact(tx.db.client, ANNOUNCED, Number(last.id))
  return rows.length
}
