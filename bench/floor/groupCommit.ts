// Callers that come while a commit is under way share the next one. Written again here, and not taken from the server, so that
// the floor stays what it is when the server changes.

export function createGroupCommit<Item>(options: {
  readonly maxSize: number
  readonly lanes: number
  readonly waitMs: number
  readonly commit: (items: readonly Item[]) => Promise<void>
}): (item: Item) => Promise<void> {
  interface Waiting {
    readonly item: Item
    readonly done: () => void
    readonly failed: (error: unknown) => void
  }
  let waiting: Waiting[] = []
  let busyLanes = 0
  let timer: NodeJS.Timeout | null = null

  function pump(): void {
    if (busyLanes >= options.lanes || waiting.length === 0) return
    if (waiting.length >= options.maxSize) void commitSome()
    else timer ??= setTimeout(() => void commitSome(), options.waitMs)
  }

  async function commitSome(): Promise<void> {
    if (timer) clearTimeout(timer)
    timer = null
    if (busyLanes >= options.lanes || waiting.length === 0) return
    const batch = waiting.slice(0, options.maxSize)
    waiting = waiting.slice(options.maxSize)
    busyLanes += 1
    try {
      await options.commit(batch.map((one) => one.item))
      for (const one of batch) one.done()
    } catch (error) {
      for (const one of batch) one.failed(error)
    } finally {
      busyLanes -= 1
      pump()
    }
  }

  return (item) =>
    new Promise((done, failed) => {
      waiting.push({ item, done, failed })
      pump()
    })
}
