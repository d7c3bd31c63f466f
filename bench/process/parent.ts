// The child's end of child.ts.

import type { Part } from './part.ts'

export interface Running<Ready, Order, Answer> {
  readonly ready: Ready
  readonly answer: (order: Order) => Promise<Answer>
}

/**
 * Starts with the settings that the parent gave, says `ready`, then answers orders one at a time. The process ends when the
 * parent lets go of it or is gone.
 */
export async function answerParent<Settings, Ready, Order, Answer>(
  _part: Part<Settings, Ready, Order, Answer>,
  start: (settings: Settings) => Promise<Running<Ready, Order, Answer>>,
): Promise<void> {
  process.once('disconnect', () => process.exit(0))
  // What startChild wrote for the same part.
  const running = await start(JSON.parse(process.argv[2] ?? '{}') as Settings)
  let last: Promise<void> = Promise.resolve()
  process.on('message', (order) => {
    // What `ask` sent for the same part.
    last = last.then(async () => tellParent(await running.answer(order as Order)))
  })
  tellParent(running.ready)
}

function tellParent(message: unknown): void {
  if (!process.send) throw new Error('This file is started by a bench, not by hand')
  process.send(message)
}
