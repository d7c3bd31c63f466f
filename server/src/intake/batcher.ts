// Group commit: items that arrive while a batch is being written wait a moment and go together in the next one, so that many
// callers share one transaction and one flush to disk.

export interface Batcher<Item, Result> {
  /** Resolves when the batch that holds the item is committed; rejects when it could not be. */
  add(item: Item): Promise<Result>
  /** Resolves when nothing is waiting or under way. */
  idle(): Promise<void>
  readonly waiting: number
}

interface Entry<Item, Result> {
  readonly item: Item
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

/**
 * `run` gets at most `maxSize` items and answers one result per item, in order. At most `lanes` batches are under way at once.
 * A lone item starts after `waitMs` at the latest; a full batch starts at once.
 */
export function createBatcher<Item, Result>(options: {
  readonly maxSize: number
  readonly lanes: number
  readonly waitMs: number
  readonly run: (items: readonly Item[]) => Promise<readonly Result[]>
}): Batcher<Item, Result> {
  let queue: Entry<Item, Result>[] = []
  let busyLanes = 0
  let timer: NodeJS.Timeout | null = null
  let idleWaiters: (() => void)[] = []

  function pump(): void {
    while (busyLanes < options.lanes && queue.length >= options.maxSize) start()
    if (queue.length > 0 && busyLanes < options.lanes) {
      if (options.waitMs === 0) setImmediate(startIfWaiting)
      else timer ??= setTimeout(startIfWaiting, options.waitMs)
    }
    if (queue.length === 0 && busyLanes === 0) {
      const waiters = idleWaiters
      idleWaiters = []
      for (const resolve of waiters) resolve()
    }
  }

  function startIfWaiting(): void {
    timer = null
    if (queue.length > 0 && busyLanes < options.lanes) start()
  }

  function start(): void {
    if (timer) clearTimeout(timer)
    timer = null
    const entries = queue.slice(0, options.maxSize)
    queue = queue.slice(options.maxSize)
    busyLanes += 1
    void finish(entries)
  }

  async function finish(entries: readonly Entry<Item, Result>[]): Promise<void> {
    try {
      const results = await options.run(entries.map((entry) => entry.item))
      entries.forEach((entry, index) => {
        // `run` answers one result per item: its contract above.
        entry.resolve(results[index] as Result)
      })
    } catch (error) {
      for (const entry of entries) entry.reject(error)
    } finally {
      busyLanes -= 1
      pump()
    }
  }

  return {
    add(item) {
      return new Promise<Result>((resolve, reject) => {
        queue.push({ item, resolve, reject })
        pump()
      })
    },
    idle() {
      if (queue.length === 0 && busyLanes === 0) return Promise.resolve()
      return new Promise((resolve) => idleWaiters.push(resolve))
    },
    get waiting() {
      return queue.length
    },
  }
}
