import { apiGet } from '@basinet/console/api/client.ts'
import { keys } from '@basinet/console/api/keys.ts'
import type { AnyRecord, Job, Page } from '@basinet/console/api/types.ts'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { CoverageStudy, RadarSite } from '../contract.ts'

export type SiteRecord = AnyRecord & { readonly body: RadarSite }
export type StudyRecord = AnyRecord & { readonly body: CoverageStudy }

const SHOWN = 200
/** While a study is being made, its progress is asked for. */
const AGAIN_MS = 1500
const JOB_KIND = 'radar-coverage.study'

export function useSites(): UseQueryResult<Page<SiteRecord>> {
  return useQuery({
    queryKey: [...keys.lists('coverage-site'), 'map'],
    queryFn: ({ signal }) =>
      apiGet<Page<SiteRecord>>(
        '/records/coverage-site',
        { 'f.state': 'active', sort: 'name', limit: SHOWN },
        signal,
      ),
  })
}

export function useStudies(): UseQueryResult<Page<StudyRecord>> {
  return useQuery({
    queryKey: [...keys.lists('coverage-study'), 'map'],
    queryFn: ({ signal }) => apiGet<Page<StudyRecord>>('/records/coverage-study', { limit: SHOWN }, signal),
    refetchInterval: ({ state }) =>
      state.data?.items.some((study) => study.body.state === 'waiting') === true ? AGAIN_MS : false,
  })
}

export function useElevations(): UseQueryResult<{ items: string[] }> {
  return useQuery({
    queryKey: ['radar-coverage', 'elevations'],
    queryFn: ({ signal }) => apiGet<{ items: string[] }>('/radar-coverage/elevations', undefined, signal),
  })
}

/** The asker's own job of a study; null while it waits for its turn, or where somebody else asked. */
export function useProgress(title: string): Job | null {
  const { data } = useQuery({
    queryKey: [...keys.jobs, JOB_KIND],
    queryFn: ({ signal }) => apiGet<{ items: Job[] }>('/jobs', undefined, signal),
    refetchInterval: AGAIN_MS,
  })
  return (
    data?.items.find((job) => job.kind === JOB_KIND && job.state === 'running' && job.note === title) ?? null
  )
}
