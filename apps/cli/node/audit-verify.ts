import { verifyAudit } from '@basinet/kernel/audit'
import { nodeSubject, sealedSubject } from '@basinet/kernel/record'
import type { Verb } from '../io.ts'
import { openHere } from './open.ts'

/** Proves the whole log of the node here. Exit 0: sound; 1: not, or not verifiable. */
export const auditVerify: Verb = async (_args, io) => {
  const opened = await openHere(io)
  if (!opened.ok) {
    io.stderr.write(`basinet: ${opened.error.message}\n`)
    return 1
  }
  const node = opened.value
  try {
    await node.sequencer.flush()
    const subject = sealedSubject(node.core, nodeSubject(node.file.nation), node.core.now())
    const keys = node.keyring.auditPublicKeys().map((k) => k.publicKey)
    const verdict = await node.store.run(subject, { readOnly: true }, (tx) =>
      verifyAudit(tx, node.origin, keys),
    )
    io.stdout.write(`${JSON.stringify(verdict)}\n`)
    if (verdict.fault !== null) io.stderr.write(`basinet: ${verdict.fault.message}\n`)
    return verdict.ok ? 0 : 1
  } finally {
    await node.close()
  }
}
