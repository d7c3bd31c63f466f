import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowRight,
  IconCheck,
  IconCircleHalf2,
  IconClock,
  IconHelp,
  IconMinus,
  IconPlayerPause,
  IconPlayerSkipForward,
  IconX,
} from '@tabler/icons-react'
import type { StateIconName } from './states.ts'

const icons = {
  check: IconCheck,
  cross: IconX,
  pause: IconPlayerPause,
  clock: IconClock,
  half: IconCircleHalf2,
  dash: IconMinus,
  back: IconArrowBackUp,
  warning: IconAlertTriangle,
  question: IconHelp,
  skip: IconPlayerSkipForward,
  arrow: IconArrowRight,
} as const satisfies Record<StateIconName, typeof IconCheck>

export function StateIcon({ name, size = 13 }: { name: StateIconName; size?: number }) {
  const Icon = icons[name]
  return <Icon size={size} stroke={2.25} aria-hidden="true" />
}
