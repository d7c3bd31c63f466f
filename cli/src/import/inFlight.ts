/** Runs `work` on the items in order, at most `limit` at a time, and no further ahead. The first failure stops it. */
export async function inFlight<Item>(
  items: AsyncIterable<Item>,
  limit: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>()
  try {
    for await (const item of items) {
      const task: Promise<void> = work(item).finally(() => running.delete(task))
      // Awaited below; in between a failure must not count as unhandled.
      task.catch(() => undefined)
      running.add(task)
      if (running.size >= limit) await Promise.race(running)
    }
    await Promise.all(running)
  } finally {
    await Promise.allSettled(running)
  }
}
