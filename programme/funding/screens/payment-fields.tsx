import { nameOf } from '@basinet/console/i18n/use.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { ACCOUNTS, AREAS } from '../contract.ts'
import { NATIONS } from './nations.ts'
import type { Field, Payment } from './payment.ts'
import type { Documents, InstrumentRecords } from './record-payment.tsx'
import { useWords } from './words.ts'
import css from './funding.module.css'

const MOVING = ['obligated', 'disbursed', 'expended'] as const
const NEW_DOCUMENT = '/programme/funding/source-document/new/register'

interface Props {
  readonly payment: Payment
  readonly change: (change: Partial<Payment>) => void
  readonly documents: Documents
  readonly instruments: InstrumentRecords
  readonly wrong: readonly Field[]
}

/** Fields in the order in which a document is read. */
export function PaymentFields(props: Props): ReactNode {
  return (
    <>
      <DocumentFields {...props} />
      <MoneyFields {...props} />
    </>
  )
}

interface Choice {
  readonly value: string
  readonly label: string
}

/** Draws a field of the form by its name. */
function useFields({ payment, change, wrong }: Pick<Props, 'payment' | 'change' | 'wrong'>): {
  text: (field: Field, label: string, more?: object) => ReactNode
  pick: (field: Field, label: string, data: readonly Choice[], none?: string) => ReactNode
} {
  const w = useWords()
  const problem = (field: Field): string | undefined =>
    wrong.includes(field) ? w('funding.wrong') : undefined
  return {
    text: (field, label, more = {}) => (
      <TextInput
        label={label}
        value={String(payment[field])}
        error={problem(field)}
        onChange={(event) => change({ [field]: event.currentTarget.value })}
        {...more}
      />
    ),
    pick: (field, label, data, none) => (
      <NativeSelect
        label={label}
        error={problem(field)}
        data={none === undefined ? [...data] : [{ value: '', label: none }, ...data]}
        value={String(payment[field])}
        onChange={(event) => change({ [field]: event.currentTarget.value })}
      />
    ),
  }
}

const words = (field: string, values: readonly string[]): Choice[] =>
  values.map((value) => ({ value, label: nameOf(`record.ledger-entry.value.${field}.${value}`, value) }))

function DocumentFields(props: Props): ReactNode {
  const w = useWords()
  const { payment, change, documents, wrong } = props
  const { text, pick } = useFields(props)
  const named = documents.map(({ id, body }) => ({
    value: id,
    label: body.date === null ? body.title : `${body.title} (${body.date})`,
  }))
  return (
    <fieldset className={css['fields']}>
      <legend>{w('funding.from-document')}</legend>
      {pick('document', w('record.source-document.name'), named, w('funding.choose'))}
      <p className="small">
        <PathLink to={NEW_DOCUMENT}>{w('command.source-document.register.name')}</PathLink>
      </p>
      {text('page', w('record.ledger-entry.field.source.page'))}
      <Textarea
        label={w('record.ledger-entry.field.source.quote')}
        error={wrong.includes('quote') ? w('funding.wrong') : undefined}
        description={w('funding.quote-help')}
        value={payment.quote}
        maxLength={1000}
        autosize
        minRows={2}
        onChange={(event) => change({ quote: event.currentTarget.value })}
      />
    </fieldset>
  )
}

function MoneyFields(props: Props): ReactNode {
  const w = useWords()
  const { payment, change } = props
  const { text, pick } = useFields(props)
  const nations = NATIONS.map((n) => ({ value: n.id, label: n.name }))
  return (
    <fieldset className={css['fields']}>
      <legend>{w('funding.what-moved')}</legend>
      <UnderInstrument {...props} />
      {pick('basis', w('record.ledger-entry.field.basis'), words('basis', MOVING))}
      {text('amount', w('record.ledger-entry.field.amount'), {
        inputMode: 'decimal',
        description: w('funding.amount-help'),
      })}
      {text('currency', w('record.ledger-entry.field.currency'), { maxLength: 3 })}
      {text('year', w('funding.fiscal-year'), { inputMode: 'numeric', maxLength: 4 })}
      {text('item', w('record.ledger-entry.field.item'), { description: w('funding.item-help') })}
      {pick('nation', w('record.ledger-entry.field.nation'), nations, w('funding.region'))}
      {pick('area', w('record.ledger-entry.field.area'), words('area', AREAS), '–')}
      {pick('account', w('record.ledger-entry.field.account'), words('account', ACCOUNTS))}
      {text('donor', w('record.ledger-entry.field.donor'))}
      {text('implementer', w('record.ledger-entry.field.implementer'))}
      {text('reference', w('record.ledger-entry.field.reference'), {
        description: w('funding.reference-help'),
      })}
      <Checkbox
        label={w('record.ledger-entry.field.public')}
        checked={payment.public}
        onChange={(event) => change({ public: event.currentTarget.checked })}
      />
    </fieldset>
  )
}

/** An instrument brings what it says of nation, area, account, donor, implementer and currency. */
function UnderInstrument({ payment, change, instruments }: Props): ReactNode {
  const w = useWords()
  const under = (id: string): void => {
    const { body } = instruments.find((i) => i.id === id) ?? {}
    if (body === undefined) return change({ instrument: '' })
    const { nation, area, account, donor, implementer, currency } = body
    change({ instrument: id, nation: nation ?? '', area, account, donor, implementer, currency })
  }
  return (
    <NativeSelect
      label={w('record.instrument.name')}
      data={[
        { value: '', label: w('funding.no-instrument') },
        ...instruments.map(({ id, body }) => ({
          value: id,
          label: `${body.reference} ${body.purpose.slice(0, 60)}`,
        })),
      ]}
      value={payment.instrument}
      onChange={(event) => under(event.currentTarget.value)}
    />
  )
}
