import { useMe } from '@basinet/console/api/session.ts'
import { useAct } from '@basinet/console/parts/account/use-act.ts'
import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { BallisticComparison } from '../contract.ts'
import css from './ballistics.module.css'
import { useGive, type Stored } from './data.ts'
import { useWords } from './words.ts'

const AFTE = [
  'identification',
  'inconclusive-a',
  'inconclusive-b',
  'inconclusive-c',
  'elimination',
  'unsuitable',
] as const
type Word = (typeof AFTE)[number]
const LOOKED_AT = ['specimens', 'certified-casts'] as const

const BLANK = { microscope: '', at: '', castCertificate: '', grounds: '', laboratory: '' }
type Field = (name: keyof typeof BLANK) => {
  readonly value: string
  readonly onChange: (event: { target: { value: string } }) => void
}

function Microscopy({
  of,
  setOf,
  field,
}: {
  of: string
  setOf: (of: string) => void
  field: Field
}): ReactNode {
  const w = useWords()
  return (
    <div className={css['form']}>
      <NativeSelect
        label={w('record.ballistic-examination.field.microscopy.of')}
        data={LOOKED_AT.map((value) => ({
          value,
          label: w(`record.ballistic-examination.value.microscopy.of.${value}`),
        }))}
        value={of}
        onChange={(event) => setOf(event.target.value)}
      />
      <TextInput
        label={w('record.ballistic-examination.field.microscopy.microscope')}
        maxLength={200}
        {...field('microscope')}
      />
      <TextInput
        type="datetime-local"
        label={w('record.ballistic-examination.field.microscopy.at')}
        {...field('at')}
      />
      {of === 'certified-casts' && (
        <TextInput
          label={w('record.ballistic-examination.field.microscopy.castCertificate')}
          maxLength={200}
          {...field('castCertificate')}
        />
      )}
    </div>
  )
}

/** What is sent of the form; null while something is missing that the node would ask for. */
function inputOf(
  comparison: string,
  word: Word | '',
  looked: string | null,
  text: typeof BLANK,
): Readonly<Record<string, unknown>> | null {
  const [grounds, laboratory, microscope] = [text.grounds, text.laboratory, text.microscope].map((one) =>
    one.trim(),
  )
  if (word === '' || grounds === '' || laboratory === '') return null
  if (looked === null)
    return word === 'identification' ? null : { comparison, microscopy: null, word, grounds, laboratory }
  if (microscope === '' || text.at === '') return null
  const castCertificate = looked === 'specimens' ? null : text.castCertificate.trim()
  const microscopy = { of: looked, microscope, at: new Date(text.at).toISOString(), castCertificate }
  return { comparison, microscopy, word, grounds, laboratory }
}

/** An examiner's conclusion. An identification cannot be given without the microscope: the form says so before the node does. */
export function Conclude({ id, mine }: { id: string; mine: boolean }): ReactNode {
  const w = useWords()
  const give = useGive()
  const { busy, problem, act } = useAct()
  const [looked, setLooked] = useState(false)
  const [word, setWord] = useState<Word | ''>('')
  const [of, setOf] = useState<string>('specimens')
  const [text, setText] = useState({
    microscope: '',
    at: '',
    castCertificate: '',
    grounds: '',
    laboratory: '',
  })
  const field: Field = (name) => ({
    value: text[name],
    onChange: (event) => setText({ ...text, [name]: event.target.value }),
  })
  if (mine) return <p>{w('bl.waits-for-other')}</p>
  const words = AFTE.map((value) => ({ value, label: w(`value.word.${value}`) }))
  const input = inputOf(id, word, looked ? of : null, text)
  const conclude = (): void =>
    void act(async () => {
      if (input !== null) await give('ballistic-examination.conclude', input)
    })
  return (
    <section className={css['section']}>
      <h2>{w('command.ballistic-examination.conclude.name')}</h2>
      <p className="muted">{w('bl.conclude-text')}</p>
      <div className={css['form']}>
        <NativeSelect
          label={w('record.ballistic-comparison.field.conclusion')}
          data={[{ value: '', label: w('bl.choose') }, ...words]}
          value={word}
          onChange={(event) => setWord(AFTE.find((one) => one === event.target.value) ?? '')}
        />
        <TextInput
          label={w('record.ballistic-examination.field.laboratory')}
          maxLength={120}
          {...field('laboratory')}
        />
      </div>
      <Checkbox
        my="sm"
        label={w('bl.looked')}
        checked={looked}
        onChange={(event) => setLooked(event.target.checked)}
      />
      {looked && <Microscopy of={of} setOf={setOf} field={field} />}
      {word === 'identification' && !looked && (
        <p role="alert">{w('error.ballistic-examination.microscopy')}</p>
      )}
      <Textarea
        mt="sm"
        label={w('record.ballistic-examination.field.grounds')}
        autosize
        minRows={3}
        maxLength={4000}
        {...field('grounds')}
      />
      <Button mt="sm" loading={busy} disabled={input === null} onClick={conclude}>
        {w('command.ballistic-examination.conclude.name')}
      </Button>
      {problem !== null && <p role="alert">{problem}</p>}
    </section>
  )
}

/** A third person's word on a disagreement. */
export function Resolve({ record }: { record: Stored<BallisticComparison> }): ReactNode {
  const w = useWords()
  const me = useMe()
  const give = useGive()
  const { busy, problem, act } = useAct()
  const [word, setWord] = useState<string>('')
  const [grounds, setGrounds] = useState('')
  const { firstBy, secondBy } = record.body
  if (me.person.id === firstBy || me.person.id === secondBy)
    return <p>{w('error.ballistic-comparison.same-person')}</p>
  return (
    <section className={css['section']}>
      <h2>{w('command.ballistic-comparison.resolve.name')}</h2>
      <NativeSelect
        label={w('record.ballistic-comparison.field.conclusion')}
        data={[
          { value: '', label: w('bl.choose') },
          ...AFTE.map((value) => ({ value, label: w(`value.word.${value}`) })),
        ]}
        value={word}
        onChange={(event) => setWord(event.target.value)}
      />
      <Textarea
        mt="sm"
        label={w('record.ballistic-examination.field.grounds')}
        maxLength={4000}
        value={grounds}
        onChange={(event) => setGrounds(event.target.value)}
      />
      <Button
        mt="sm"
        loading={busy}
        disabled={word === '' || grounds.trim() === ''}
        onClick={() =>
          void act(() => give('ballistic-comparison.resolve', { word, grounds: grounds.trim() }, record))
        }
      >
        {w('command.ballistic-comparison.resolve.name')}
      </Button>
      {problem !== null && <p role="alert">{problem}</p>}
    </section>
  )
}
