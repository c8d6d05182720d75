#!/usr/bin/env node
import { fileURLToPath } from 'node:url'
import { PlainError } from '../../../bootstrap/checkout.js'
import { ensureInstalled, isInstalledAtAll } from '../../../bootstrap/install.js'
import { runBeside } from '../../../bootstrap/launch.js'
import { checkedNode } from '../../../bootstrap/node24.js'

/** `basinet …`: any Node of version 20 or later starts this, and the Node of the checkout runs the command line. */
try {
  if (!isInstalledAtAll()) await ensureInstalled()
  await checkedNode()
  const main = fileURLToPath(new URL('../main.ts', import.meta.url))
  process.exitCode = await runBeside([main, ...process.argv.slice(2)])
} catch (error) {
  if (!(error instanceof PlainError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
