// Resident memory of another process, looked at five times a second.

import { readFile } from 'node:fs/promises'

export interface MemoryWatch {
  /** Ends the watch. Null where the system has no /proc. */
  peakMb(): number | null
}

const everyMs = 200

export function watchMemory(pid: number): MemoryWatch {
  let peakKb = 0
  const look = async () => {
    peakKb = Math.max(peakKb, (await residentKb(pid)) ?? 0)
  }
  const timer = setInterval(() => void look(), everyMs)
  return {
    peakMb() {
      clearInterval(timer)
      return peakKb === 0 ? null : Math.round(peakKb / 1024)
    },
  }
}

/** Null when the process is gone, or on a system without /proc. */
export async function residentKb(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => null)
  const found = status === null ? null : /^VmRSS:\s+(\d+) kB$/m.exec(status)
  return found === null ? null : Number(found[1])
}
