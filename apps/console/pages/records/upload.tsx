import { Button } from '@mantine/core'
import { useRef, useState, type ReactNode } from 'react'
import { useFormat, useT } from '../../i18n/use.ts'
import { Icon } from '../../parts/icons.tsx'
import { useFailureText } from '../../parts/state/failure-text.ts'
import css from './upload.module.css'
import { uploadFile } from './upload-file.ts'

interface Progress {
  readonly name: string
  readonly sent: number
  readonly size: number
  readonly waiting: boolean
}

/** Adds a file to the record: encrypted by the node, resumed after a cut link, its progress in numbers. */
export function Upload({
  type,
  record,
  done,
}: {
  type: string
  record: string
  done: () => void
}): ReactNode {
  const t = useT()
  const format = useFormat()
  const failureText = useFailureText()
  const input = useRef<HTMLInputElement>(null)
  const [progress, setProgress] = useState<Progress | null>(null)
  const [problem, setProblem] = useState<string | null>(null)

  const send = async (file: File): Promise<void> => {
    setProblem(null)
    setProgress({ name: file.name, sent: 0, size: file.size, waiting: false })
    try {
      await uploadFile(file, { type, id: record }, (sent, waiting) =>
        setProgress({ name: file.name, sent, size: file.size, waiting }),
      )
      done()
    } catch (error) {
      setProblem(failureText(error))
    } finally {
      setProgress(null)
    }
  }

  return (
    <div className={css['upload']}>
      <input
        ref={input}
        type="file"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file !== undefined) void send(file)
        }}
      />
      <Button
        variant="default"
        leftSection={<Icon name="upload" size={16} />}
        loading={progress !== null}
        onClick={() => input.current?.click()}
      >
        {t('files.add')}
      </Button>
      {progress !== null && (
        <span role="status">
          {progress.name}: {format.number((100 * progress.sent) / Math.max(1, progress.size), { maximum: 0 })}{' '}
          %{progress.waiting && ` · ${t('files.waiting')}`}
        </span>
      )}
      {problem !== null && (
        <span role="alert" className={css['problem']}>
          {problem}
        </span>
      )}
    </div>
  )
}
