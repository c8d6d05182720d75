import { join } from 'node:path'
import type { CapabilityModule, Core } from '@basinet/kernel/record'
import { readMigrations } from '@basinet/kernel/store'
import { agreementBindings } from './agreements/commands.ts'
import { orderBindings } from './agreements/order-commands.ts'
import { sharingCapability } from './contract.ts'
import { evidenceBindings } from './evidence/commands.ts'
import { evidenceCapability } from './evidence/contract.ts'
import { hitBindings } from './hit/commands.ts'
import { hitCapability } from './hit/contract.ts'
import { probeBindings } from './hit/probe-commands.ts'
import type { ProbeEngine } from './hit/probe-contract.ts'
import { requestBindings } from './requests/commands.ts'
import { requestsCapability } from './requests/contract.ts'
import { shareBindings } from './sharing/commands.ts'

/** The network's tables, rights and records for the composition root. */
export function networkModule(core: () => Core): CapabilityModule {
  return {
    capability: sharingCapability,
    bindings: [...shareBindings(core), ...agreementBindings(core), ...orderBindings(core)],
    migrations: readMigrations('network', join(import.meta.dirname, 'migrations')),
  }
}

/** Questions to partners whether they hold something, and what follows a hit. */
export function hitModule(
  core: () => Core,
  probes: () => readonly ProbeEngine[] = () => [],
): CapabilityModule {
  return {
    capability: hitCapability,
    bindings: [...hitBindings(core), ...probeBindings(core, probes)],
    migrations: readMigrations('hit', join(import.meta.dirname, 'hit/migrations')),
  }
}

/** Questions between nations in plain words, on their clocks. */
export function requestsModule(core: () => Core): CapabilityModule {
  return {
    capability: requestsCapability,
    bindings: requestBindings(core),
    migrations: readMigrations('requests', join(import.meta.dirname, 'requests/migrations')),
  }
}

/** What came from abroad becomes evidence by its owner's central authority, and by nothing else. */
export function evidenceModule(core: () => Core): CapabilityModule {
  return {
    capability: evidenceCapability,
    bindings: evidenceBindings(core),
    migrations: readMigrations('evidence-conversion', join(import.meta.dirname, 'evidence/migrations')),
  }
}
