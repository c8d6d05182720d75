import { uploadFile } from '@basinet/console/pages/records/upload-file.ts'
import { useAct } from '@basinet/console/parts/account/use-act.ts'
import { Button, FileInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { FINGERS, type TakenFinger } from '../../contract.ts'
import { useGive } from '../data.ts'
import css from '../prints.module.css'
import { useWords } from '../words.ts'
import { assess, type Part } from './assess.ts'
import type { CardRecord } from './finger-box.tsx'

/** A whole card out of an ANSI/NIST transaction of another system. */
export function TransactionImport({ record }: { record: CardRecord }): ReactNode {
  const w = useWords()
  const give = useGive()
  const { busy, problem, act } = useAct()
  const [file, setFile] = useState<File | null>(null)
  const [none, setNone] = useState(false)
  const read = (): void =>
    void act(async () => {
      if (file === null) return
      const found = await assess(file)
      const parts = found.kind === 'transaction' ? found.parts : []
      const usable = parts.some((part) => part.image && part.finger !== null)
      setNone(!usable)
      if (!usable) return
      const image = await uploadFile(file, { type: record.type, id: record.id }, () => undefined)
      await give(`${record.type}.set-fingers`, { fingers: fingersOf(parts, image) }, record)
    })
  return (
    <div className={css['actions']}>
      <FileInput
        label={w('fp.import')}
        description={w('fp.import-text')}
        value={file}
        onChange={setFile}
        error={none ? w('fp.import-none') : (problem ?? undefined)}
        w={380}
      />
      <Button variant="default" loading={busy} disabled={file === null} onClick={read}>
        {w('fp.import')}
      </Button>
    </div>
  )
}

/** Fingers the transaction has something to say of; the others stay to be taken. Rolled before plain. */
function fingersOf(parts: readonly Part[], image: string): TakenFinger[] {
  return FINGERS.flatMap((finger): TakenFinger[] => {
    const own = parts.filter((part) => part.finger === finger)
    const print = own.find((p) => p.image && p.impression === 'rolled') ?? own.find((p) => p.image)
    if (print !== undefined)
      return [
        { finger, impression: print.impression, status: 'taken', image, part: print.part, remark: null },
      ]
    const absent = own.find((p) => p.absent !== null)?.absent ?? null
    return absent === null
      ? []
      : [{ finger, impression: 'rolled', status: absent, image: null, part: null, remark: null }]
  })
}
