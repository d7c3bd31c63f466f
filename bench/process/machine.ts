// How much of the machine's processor time went to processes that have nothing to do with the bench: numbers taken while
// somebody else was busy say little.

import { readdir, readFile } from 'node:fs/promises'

export interface MachineWatch {
  /** Per cent of all processor time since the watch began. Null where the system has no /proc. */
  foreignPercent(): Promise<number | null>
}

interface Times {
  readonly all: number
  readonly idle: number
  readonly own: number
}

/** `roots`: the processes that are ours, with all that they started. */
export async function watchMachine(roots: readonly number[]): Promise<MachineWatch> {
  const before = await readTimes(roots)
  return {
    async foreignPercent() {
      const after = await readTimes(roots)
      if (before === null || after === null || after.all === before.all) return null
      const all = after.all - before.all
      const foreign = all - (after.idle - before.idle) - (after.own - before.own)
      return Math.max(0, (foreign / all) * 100)
    },
  }
}

/** In clock ticks. */
async function readTimes(roots: readonly number[]): Promise<Times | null> {
  const machine = await readFile('/proc/stat', 'utf8').catch(() => null)
  if (machine === null) return null
  // cpu user nice system idle iowait irq softirq steal
  const ticks = (machine.split('\n')[0] ?? '').split(/\s+/).slice(1, 9).map(Number)
  const processes = await readProcesses()
  const own = new Set(roots)
  // Children have higher numbers than their parents unless the numbers have wrapped, hence until nothing is added.
  for (let size = 0; size !== own.size;) {
    size = own.size
    for (const one of processes) if (own.has(one.parent)) own.add(one.pid)
  }
  return {
    all: ticks.reduce((sum, value) => sum + value, 0),
    idle: (ticks[3] ?? 0) + (ticks[4] ?? 0),
    own: processes.reduce((sum, one) => (own.has(one.pid) ? sum + one.ticks : sum), 0),
  }
}

/** With the time of children that have ended and were waited for. */
async function readProcesses(): Promise<readonly { pid: number; parent: number; ticks: number }[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)))
  return stats.flatMap((stat) => {
    if (stat === null) return []
    // The command name stands in brackets and may hold anything; what follows it is numbers.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const times = fields.slice(11, 15).map(Number)
    return [
      {
        pid: Number.parseInt(stat, 10),
        parent: Number(fields[1]),
        ticks: times.reduce((sum, value) => sum + value, 0),
      },
    ]
  })
}
