import type { CommandReceipt } from '@basinet/kernel/contract'
import { useState, type ReactNode } from 'react'
import { ApiFailure } from '../../api/client.ts'
import { useCommand } from '../../api/command.ts'
import { useMe } from '../../api/session.ts'
import type { AnyRecord, CommandType } from '../../api/types.ts'
import { useT } from '../../i18n/use.ts'
import type { FieldProps } from '../form/context.ts'
import { draftKey } from '../form/draft.ts'
import { getAt } from '../form/paths.ts'
import { startObject } from '../form/schema.ts'
import { cleaned, problemsOf, type Problem } from '../form/validate.ts'
import { useRefusalText } from '../refusal-text.ts'
import { useDraft, type DraftState } from './use-draft.ts'

/** Shortest reason the node takes (kernel contract, CommandEnvelope). */
const REASON_MIN = 3

export interface CommandFormProps {
  readonly command: CommandType
  /** The record acted on; null to make one. */
  readonly record: AnyRecord | null
  /** Known values the form starts with. */
  readonly preset?: Readonly<Record<string, unknown>>
  /** Values that win over what a draft holds: pointed at just now. */
  readonly override?: Readonly<Record<string, unknown>>
  /** Fields that come from elsewhere and are not drawn. */
  readonly hide?: readonly string[]
  /** Draws a field where the form needs more than its schema says; `drawField` for the others. */
  readonly draw?: (props: FieldProps) => ReactNode
  readonly done: (receipt: CommandReceipt) => void
  readonly cancel: () => void
}

export interface CommandFormState {
  readonly draft: DraftState
  readonly start: () => unknown
  readonly problems: ReadonlyMap<string, Problem>
  readonly problemAt: (path: string) => string | undefined
  readonly words: (problem: Problem) => string
  readonly reasonProblem: string | undefined
  readonly leave: (path: string) => void
  readonly tried: boolean
  /** Marks every field as left. @returns whether it may be sent */
  readonly check: () => boolean
  readonly send: (failed: () => void) => void
  readonly sending: boolean
  readonly error: Error | null
  /** The node wants to know once more who acts; after that the same is sent again. */
  readonly needsStepUp: boolean
  readonly clearError: () => void
  /** What will be sent. */
  readonly input: Readonly<Record<string, unknown>>
}

/** An amendment starts from what the record says now, field by field of the same name. */
function startFrom(command: CommandType, record: AnyRecord | null): Record<string, unknown> {
  if (record === null) return {}
  return Object.fromEntries(
    Object.keys(command.input.properties ?? {})
      .map((key): [string, unknown] => [key, getAt(record.body, key)])
      .filter(([, value]) => value !== undefined),
  )
}

/** State of one command's form: draft, problems, sending. */
export function useCommandForm({
  command,
  record,
  preset,
  override,
  done,
}: CommandFormProps): CommandFormState {
  const t = useT()
  const refusalText = useRefusalText()
  const me = useMe()
  const sending = useCommand()
  const start = (): unknown => ({ ...startObject(command.input), ...startFrom(command, record), ...preset })
  const draft = useDraft(draftKey(me.person.id, command.name, record?.id ?? null), start, override)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [tried, setTried] = useState(false)

  const problems = problemsOf(command.input, draft.value)
  const reasonMissing = command.reason === 'required' && draft.reason.trim().length < REASON_MIN
  const refused = sending.error instanceof ApiFailure ? sending.error : null
  const stepUp = refused?.code === 'identity.step-up-needed'
  const words = (problem: Problem): string => t(problem.key, problem.params)
  const input = cleaned(command.input, draft.value) as Record<string, unknown>

  return {
    draft,
    start,
    problems,
    words,
    tried,
    input,
    sending: sending.isPending,
    error: stepUp ? null : sending.error,
    needsStepUp: stepUp,
    clearError: () => sending.reset(),
    leave: (path) => setLeft((before) => new Set([...before, path])),
    problemAt: (path) => {
      if (refused?.field === path || refused?.field === `input.${path}`) {
        const { code, message, rule, params } = refused
        return refusalText({ code, message, rule, params })
      }
      const problem = problems.get(path)
      return problem !== undefined && (tried || left.has(path)) ? words(problem) : undefined
    },
    reasonProblem:
      reasonMissing && (tried || left.has('reason')) ? t('form.too-short', { n: REASON_MIN }) : undefined,
    check: () => {
      setTried(true)
      return problems.size === 0 && !reasonMissing
    },
    send: (failed) =>
      sending.mutate(
        {
          name: command.name,
          commandId: draft.commandId,
          ...(record === null ? {} : { recordId: record.id, expectedRev: record.rev }),
          ...(draft.reason.trim() === '' ? {} : { reason: draft.reason.trim() }),
          input,
        },
        {
          onSuccess: (receipt) => {
            draft.discard()
            done(receipt)
          },
          onError: (error) => {
            failed()
            // An answered refusal ends that command; an unanswered one may have been done and keeps its id.
            if (error instanceof ApiFailure && error.status !== 0) draft.renewCommandId()
          },
        },
      ),
  }
}
