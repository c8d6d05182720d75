import { failureFrom, url } from '@basinet/console/api/client.ts'
import { uploadFile } from '@basinet/console/pages/records/upload-file.ts'
import { useFailureText } from '@basinet/console/parts/state/failure-text.ts'
import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useWords } from '../words.ts'

/** Takes the paper that a partner signed and sent into the dossier's files, whole and with the hash of its signature. */
export function PartnerPaper({
  of,
  dossier,
  done,
}: {
  of: string
  dossier: string
  done: () => void
}): ReactNode {
  const t = useWords()
  const failureText = useFailureText()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const take = async (): Promise<void> => {
    setBusy(true)
    setProblem(null)
    try {
      const answer = await fetch(url(`/network/agreements/${of}/paper`), { headers: { 'x-basinet': '1' } })
      if (!answer.ok) throw await failureFrom(answer)
      const name = decodeURIComponent(answer.headers.get('basinet-name') ?? 'paper')
      const type = /\.pdf$/i.test(name) ? 'application/pdf' : 'application/octet-stream'
      const file = new File([await answer.blob()], name, { type })
      await uploadFile(file, { type: 'agreement', id: dossier }, () => undefined)
      done()
    } catch (error) {
      setProblem(failureText(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div>
      <Button variant="default" loading={busy} onClick={() => void take()}>
        {t('network.agreements.take-paper')}
      </Button>
      {problem !== null && <p role="alert">{problem}</p>}
    </div>
  )
}
