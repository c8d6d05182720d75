import { Button, Textarea } from '@mantine/core'
import { useState, type ReactNode, type SyntheticEvent } from 'react'
import { useT } from '../../i18n/use.ts'
import { StepUp } from '../account/step-up.tsx'
import { FormProvider } from '../form/context.ts'
import { drawField } from '../form/field.tsx'
import css from '../form/form.module.css'
import { useFieldNames } from '../form/names.ts'
import { Fields } from '../form/object-field.tsx'
import { setAt } from '../form/paths.ts'
import { ORDER } from '../form/use-field.ts'
import { DraftNote } from './draft-note.tsx'
import { ProblemList } from './problem-list.tsx'
import { Summary } from './summary.tsx'
import { useCommandForm, type CommandFormProps, type CommandFormState } from './use-command-form.ts'

/**
 * One command as a form: fields from its schema, checked when they are left, kept as a draft, shown as a summary
 * before it is sent where a record is changed, answered with the receipt.
 */
export function CommandForm(props: CommandFormProps): ReactNode {
  const { command, record, cancel } = props
  const t = useT()
  const form = useCommandForm(props)
  const names = useFieldNames(command.record, command.name)
  const [summary, setSummary] = useState(false)
  const reviewed = command.kind === 'act' || command.approval !== null
  const send = (): void => form.send(() => setSummary(false))
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    if (!form.check()) return
    if (reviewed) setSummary(true)
    else send()
  }
  return (
    <FormProvider
      value={{
        names,
        value: form.draft.value,
        change: (path, value) => form.draft.setValue((before) => setAt(before, path, value)),
        leave: form.leave,
        problemAt: form.problemAt,
        draw: props.draw ?? drawField,
      }}
    >
      <form className={css['form']} onSubmit={submit} noValidate>
        {form.draft.restored && <p className="muted">{t('draft.restored')}</p>}
        <Fields schema={command.input} path="" {...(props.hide === undefined ? {} : { hide: props.hide })} />
        {command.reason === 'required' && <ReasonField form={form} />}
        <ProblemList
          shown={form.tried}
          problems={[...form.problems].map(([path, p]) => ({
            path,
            label: names.label(path),
            text: form.words(p),
          }))}
          error={form.error}
        />
        <div className={css['foot']}>
          <Button type="submit" loading={form.sending}>
            {reviewed ? t('form.review') : t('form.send')}
          </Button>
          <Button variant="default" onClick={cancel}>
            {t('action.cancel')}
          </Button>
          <DraftNote keptAt={form.draft.keptAt} discard={() => form.draft.reset(form.start())} />
        </div>
      </form>
      <StepUp
        opened={form.needsStepUp}
        close={form.clearError}
        proved={() => {
          form.clearError()
          send()
        }}
      />
      <Summary
        opened={summary}
        close={() => setSummary(false)}
        send={send}
        busy={form.sending}
        command={command}
        record={record}
        reason={form.draft.reason}
        input={form.input}
      />
    </FormProvider>
  )
}

function ReasonField({ form }: { form: CommandFormState }): ReactNode {
  const t = useT()
  return (
    <Textarea
      id="field-reason"
      label={t('form.reason')}
      description={t('form.reason-help')}
      error={form.reasonProblem}
      inputWrapperOrder={ORDER}
      value={form.draft.reason}
      onChange={(event) => form.draft.setReason(event.target.value)}
      onBlur={() => form.leave('reason')}
      autosize
      minRows={2}
    />
  )
}
