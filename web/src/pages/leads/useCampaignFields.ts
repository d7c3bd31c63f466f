import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { campaignsQuery } from '../../data/setup.ts'
import { humanise } from '../../format/humanise.ts'

/** Labels of the campaigns' fields by key, in the campaigns' order. Without campaigns chosen: of all of them. */
export function useCampaignFields(chosen: readonly string[] | undefined): ReadonlyMap<string, string> {
  const { data } = useQuery(campaignsQuery)
  return useMemo(() => {
    const labels = new Map<string, string>()
    const wanted = data?.filter(({ reference }) => chosen === undefined || chosen.includes(reference)) ?? []
    for (const { fields } of wanted) {
      for (const { key, label } of fields) if (!labels.has(key)) labels.set(key, label ?? humanise(key))
    }
    return labels
  }, [data, chosen])
}
