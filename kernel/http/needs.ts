import type { FastifyInstance } from 'fastify'
import type { Subject } from '../contract/subject.ts'
import type { Core } from '../record/core.ts'
import { requireSubject, subjectOf } from './request.ts'

/** One thing that waits for this person. `title` is an i18n key with its parameters. */
export interface Need {
  readonly kind: 'approval' | 'alert' | 'handover' | 'task' | 'deadline' | 'feed' | 'review'
  readonly title: { readonly key: string; readonly params: Readonly<Record<string, string | number>> }
  readonly at: string
  readonly dueAt?: string
  readonly severity: 'info' | 'warning' | 'critical'
  readonly link: string
}

/** A capability's part of "what needs me now"; it reads as the subject, so it can show nothing that is not readable. */
export type NeedsSource = (core: Core, subject: Subject) => Promise<readonly Need[]>

const RANK = { critical: 0, warning: 1, info: 2 } as const
const NEEDS_MAX = 200

/** Worst first, then what is due soonest, then oldest. */
function sortNeeds(needs: readonly Need[]): Need[] {
  return [...needs].sort(
    (a, b) =>
      RANK[a.severity] - RANK[b.severity] ||
      (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9') ||
      a.at.localeCompare(b.at),
  )
}

export function needsRoutes(app: FastifyInstance, core: Core, sources: readonly NeedsSource[]): void {
  app.get(
    '/api/v1/needs',
    {
      preHandler: requireSubject,
      schema: { operationId: 'needs', summary: 'What needs me now', tags: ['node'] },
    },
    async (request) => {
      const subject = subjectOf(request)
      const found = await Promise.all(sources.map((source) => source(core, subject)))
      return { items: sortNeeds(found.flat()).slice(0, NEEDS_MAX) }
    },
  )
}
