import { AUDIT_EVENTS } from './events.ts'

/** The auditor's page on event kinds, generated so that it cannot part from the code. */
export function auditEventsPage(): string {
  const rows = Object.entries(AUDIT_EVENTS).map(([kind, meaning]) => `| \`${kind}\` | ${meaning} |`)
  return `# Audit events

Generated from \`kernel/audit/events.ts\`; a test holds the two equal (\`BASINET_WRITE=1 npx vitest run kernel/audit\` writes it).

An event holds opaque ids (person, session, record), the time, the command and the outcome. Names and contents are in its details, kept
apart with a salt: the leaf holds SHA-256(salt ‖ details), so details can be expunged and the leaf still verifies. Leaf hash:
SHA-256(0x00 ‖ event) over the exact bytes of the event (RFC 6962 section 2.1).

| kind | meaning |
|---|---|
${rows.join('\n')}
`
}
