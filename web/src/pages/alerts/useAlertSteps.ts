import { notifications } from '@mantine/notifications'
import { alertKinds } from '@switchyard/contract/alerts/words.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { acknowledge, alertSettingsQuery, closeAlert, saveAlertSettings, type Alert } from '../../data/alerts.ts'
import { meQuery } from '../../data/me.ts'
import { text } from './text.ts'

/** What can be done about one alert. */
export function useAlertSteps(alert: Alert) {
  const queryClient = useQueryClient()
  const { data: me } = useQuery(meQuery)
  const onSuccess = async () => {
    await queryClient.invalidateQueries({ queryKey: ['alerts'] })
    await queryClient.invalidateQueries({ queryKey: ['home'] })
  }
  const onError = (error: Error) => notifications.show({ color: 'red', message: `${text.notDone} ${error.message}` })
  const steps = { onSuccess, onError }
  const kind = alertKinds.find((known) => known === alert.kind)
  return {
    acknowledge: useMutation({ mutationFn: () => acknowledge(alert.id), ...steps }),
    close: useMutation({ mutationFn: () => closeAlert(alert.id), ...steps }),
    mayMute: me?.scope === 'admin' && kind !== undefined,
    mute: useMutation({
      mutationFn: async () => {
        if (kind === undefined) return
        const settings = await queryClient.fetchQuery({ ...alertSettingsQuery, staleTime: 0 })
        const others = settings.muted.filter((one) => one !== kind)
        const saved = await saveAlertSettings({ ...settings, muted: alert.muted ? others : [...others, kind] })
        queryClient.setQueryData(alertSettingsQuery.queryKey, saved)
        if (!alert.muted) notifications.show({ message: text.muted(alert.title) })
      },
      ...steps,
    }),
  }
}
