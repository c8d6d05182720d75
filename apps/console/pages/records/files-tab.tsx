import type { ReactNode } from 'react'
import { url } from '../../api/client.ts'
import { useFiles } from '../../api/records.ts'
import type { FileItem } from '../../api/types.ts'
import { useFormat, useT } from '../../i18n/use.ts'
import { Ident } from '../../parts/ident.tsx'
import { EmptyState } from '../../parts/state/states.tsx'
import { QueryView } from '../../parts/state/query-view.tsx'
import { Plain } from '../../parts/table/plain-table.tsx'
import { TimeText } from '../../parts/time.tsx'
import type { TabProps } from './detail-page.tsx'
import { Upload } from './upload.tsx'

export function FilesTab({ type, page }: TabProps): ReactNode {
  const t = useT()
  const files = useFiles(type.type, page.record.id)
  return (
    <>
      <Upload type={type.type} record={page.record.id} done={() => void files.refetch()} />
      <QueryView query={files} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('files.none')} size="small" />
          ) : (
            <FileTable items={items} />
          )
        }
      </QueryView>
    </>
  )
}

function FileTable({ items }: { items: readonly FileItem[] }): ReactNode {
  const t = useT()
  const format = useFormat()
  return (
    <Plain
      caption={t('tab.files')}
      head={[t('files.name'), t('files.type'), t('files.size'), t('files.hash'), t('files.at')]}
      rows={items.map((file) => ({
        key: file.id,
        cells: [
          <a key="n" href={url(`/evidence/${file.id}`)}>
            {file.name}
          </a>,
          file.mediaType,
          t('files.bytes', { n: format.number(file.size) }),
          <Ident key="h" value={file.sha256} />,
          <TimeText key="t" at={file.at} />,
        ],
      }))}
    />
  )
}
