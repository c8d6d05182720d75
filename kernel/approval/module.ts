import { join } from 'node:path'
import { defineCapability } from '../contract/line.ts'
import { commandContext } from '../record/context.ts'
import type { Core } from '../record/core.ts'
import type { CapabilityModule } from '../record/module.ts'
import { needsStepUp } from '../record/step-up.ts'
import { REALMS } from '../contract/record.ts'
import { readMigrations } from '../store/migrations.ts'
import { approvalBindings } from './commands.ts'
import { APPROVALS, approvalRecords } from './contract.ts'
import { makerMayStill } from './maker.ts'

const capability = defineCapability({
  id: 'approvals',
  line: 'node',
  records: approvalRecords,
  commands: REALMS.flatMap((realm) => [APPROVALS[realm].approve, APPROVALS[realm].refuse]),
  roles: [
    { id: 'officer', purposes: [] },
    { id: 'auditor', purposes: ['audit'], reads: ['audit-log'] },
    { id: 'node-system', purposes: [], reads: ['audit-log'] },
  ],
})

/** The approvals capability. The core is asked for late, because the registry it holds contains this module. */
export function approvalModule(late: { core: () => Core }): CapabilityModule {
  return {
    capability,
    migrations: approvalMigrations(),
    bindings: approvalBindings({
      registry: () => late.core().registry,
      context: (ctx, binding, maker, target, reason) =>
        commandContext(
          late.core(),
          { ...ctx.subject, person: maker },
          binding,
          ctx.tx,
          target,
          reason,
          ctx.subject.person,
        ),
      stale: (ctx, binding) => needsStepUp(late.core(), ctx.subject, binding.command, ctx.at),
      entitled: (ctx, binding, maker, target) => makerMayStill(late.core(), binding, maker, target, ctx.at),
    }),
  }
}

export function approvalMigrations(): ReturnType<typeof readMigrations> {
  return readMigrations('approval', join(import.meta.dirname, 'migrations'))
}
