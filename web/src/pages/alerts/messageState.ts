import type { AlertMessage } from '../../data/alerts.ts'
import type { StateView } from '../../ui/states.ts'

const states: Readonly<Record<AlertMessage['state'], StateView>> = {
  waiting: { word: 'Waiting', tone: 'neutral', icon: 'clock', meaning: 'It is sent as soon as its time has come.' },
  sending: { word: 'Sending', tone: 'neutral', icon: 'arrow', meaning: 'It is on its way.' },
  sent: { word: 'Sent', tone: 'good', icon: 'check', meaning: 'The other side has taken it.' },
  failed: { word: 'Failed', tone: 'bad', icon: 'cross', meaning: 'It was not taken, and is not tried again.' },
  unknown: {
    word: 'In doubt',
    tone: 'warn',
    icon: 'question',
    meaning: 'It may or may not have arrived. It is not sent again, so that nobody gets it twice.',
  },
  cancelled: { word: 'Cancelled', tone: 'neutral', icon: 'dash', meaning: 'Nobody wants it any more.' },
}

export function messageState({ state }: Pick<AlertMessage, 'state'>): StateView {
  return states[state]
}
