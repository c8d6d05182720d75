import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { apiGet } from '@basinet/console/api/client.ts'
import type { AlertView, Cpa, MergeCandidates, Track, VesselDetail } from '../../contract.ts'

export const pictureKeys = {
  alerts: ['picture', 'alerts'] as const,
  vessel: (mmsi: number) => ['picture', 'vessel', mmsi] as const,
  track: (mmsi: number, hours: number) => ['picture', 'track', mmsi, hours] as const,
  candidates: (contact: string) => ['picture', 'candidates', contact] as const,
  cpa: (a: string, b: string) => ['picture', 'cpa', a, b] as const,
}

const VESSEL_MS = 10_000
const CPA_MS = 5_000
/** Alerts the panel lists; the rest are a page away. */
const ALERTS_SHOWN = 200
const TRACK_MS = 30_000
/** Points of a track drawn; the node thins longer ones. */
const TRACK_POINTS_MAX = 2000

export interface OpenAlerts {
  readonly items: readonly AlertView[]
  /** Open and acknowledged ones. */
  readonly total: number
  readonly open: number
}

/** Open and acknowledged alerts, the gravest first; of very many the first, and how many there are. */
export function useAlerts(): UseQueryResult<OpenAlerts> {
  return useQuery({
    queryKey: pictureKeys.alerts,
    queryFn: ({ signal }) => apiGet<OpenAlerts>('/picture/alerts', { limit: ALERTS_SHOWN }, signal),
    refetchInterval: 30_000,
  })
}

export function useVesselDetail(mmsi: number): UseQueryResult<VesselDetail> {
  return useQuery({
    queryKey: pictureKeys.vessel(mmsi),
    queryFn: ({ signal }) => apiGet<VesselDetail>(`/picture/vessels/${mmsi}`, undefined, signal),
    refetchInterval: VESSEL_MS,
    enabled: mmsi > 0,
  })
}

export function useTrack(mmsi: number, hours: number): UseQueryResult<Track> {
  return useQuery({
    queryKey: pictureKeys.track(mmsi, hours),
    queryFn: ({ signal }) => {
      const now = Date.now()
      const from = new Date(now - hours * 3_600_000).toISOString()
      const to = new Date(now).toISOString()
      return apiGet<Track>(`/picture/vessels/${mmsi}/track`, { from, to, max: TRACK_POINTS_MAX }, signal)
    },
    refetchInterval: TRACK_MS,
    placeholderData: keepPreviousData,
    enabled: mmsi > 0,
  })
}

/** @param a of the picture's own ids: `ais:343…`, `hand:…` */
export function useCpa(a: string, b: string): UseQueryResult<Cpa> {
  return useQuery({
    queryKey: pictureKeys.cpa(a, b),
    queryFn: ({ signal }) => apiGet<Cpa>('/picture/cpa', { a, b }, signal),
    refetchInterval: CPA_MS,
  })
}

/** Tracks that an open contact entered by hand may be. */
export function useCandidates(contact: string): UseQueryResult<MergeCandidates> {
  return useQuery({
    queryKey: pictureKeys.candidates(contact),
    queryFn: ({ signal }) =>
      apiGet<MergeCandidates>(`/picture/contacts/${contact}/candidates`, undefined, signal),
    refetchInterval: VESSEL_MS,
  })
}
