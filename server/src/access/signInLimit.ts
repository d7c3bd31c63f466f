// Slows down guessing: a bucket of tries per address and per account name, refilled with time. In memory and bounded: an attacker
// who spreads over many names meets the bucket of the address.

export interface SignInLimit {
  /** Seconds to wait; 0 when a try is allowed now (and it is counted). */
  take(address: string, email: string): number
  /** A good sign-in gives the tries back. */
  reset(address: string, email: string): void
}

const tries = { address: 50, email: 10 } as const
const refillSeconds = { address: 6, email: 30 } as const
const keepAtMost = 10_000

export function createSignInLimit(now: () => number = () => performance.now() / 1000): SignInLimit {
  const buckets = new Map<string, { left: number; at: number }>()

  function bucket(kind: 'address' | 'email', name: string): { left: number; at: number; wait: number } {
    const key = `${kind}:${name.toLowerCase()}`
    const at = now()
    const known = buckets.get(key) ?? { left: tries[kind], at }
    const left = Math.min(tries[kind], known.left + (at - known.at) / refillSeconds[kind])
    const current = { left, at }
    if (buckets.size >= keepAtMost && !buckets.has(key)) buckets.clear()
    buckets.set(key, current)
    return Object.assign(current, { wait: left >= 1 ? 0 : Math.ceil((1 - left) * refillSeconds[kind]) })
  }

  return {
    take(address, email) {
      const both = [bucket('address', address), bucket('email', email)]
      const wait = Math.max(...both.map((one) => one.wait))
      if (wait === 0) for (const one of both) one.left -= 1
      return wait
    },
    reset(address, email) {
      buckets.delete(`address:${address.toLowerCase()}`)
      buckets.delete(`email:${email.toLowerCase()}`)
    },
  }
}
