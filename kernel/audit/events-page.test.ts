import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { auditEventsPage } from './events-page.ts'

const PAGE = join(import.meta.dirname, '../../docs/reference/audit-events.md')

it('keeps the auditor’s page equal to the events', () => {
  if (process.env['BASINET_WRITE'] === '1') writeFileSync(PAGE, auditEventsPage())
  expect(readFileSync(PAGE, 'utf8')).toBe(auditEventsPage())
})
