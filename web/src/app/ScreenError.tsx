import type { ErrorComponentProps } from '@tanstack/react-router'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'

export function ScreenError({ error, reset }: ErrorComponentProps) {
  return <ProblemNotice what="This page could not be shown." error={error} onRetry={reset} />
}
