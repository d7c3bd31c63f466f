// The results of one run, side by side.

import type { BenchOptions } from '../options.ts'
import type { Percentiles } from './histogram.ts'
import type { Measured } from './measured.ts'

const quietPercent = 10

export function printMeasured(measured: readonly Measured[], options: BenchOptions): string {
  const header = [
    'bench',
    'leads/s',
    'to floor',
    'answer p50',
    'p95',
    'p99 ms',
    'journey p50',
    'p95',
    'p99 ms',
    'memory MB',
    'others CPU %',
  ]
  const rows = measured
    .filter((one) => one.perSecond !== null)
    .map((one) => [
      `${one.name} (${one.perSecond?.what})`,
      whole(one.perSecond?.value),
      toFloor(one, measured),
      ...percentileCells(one.answerMs),
      ...percentileCells(one.journeyMs),
      whole(one.peakMemoryMb),
      whole(one.foreignPercent),
    ])
  const title = `${options.seconds} s each, ${options.connections} connections, buyer answers after ${options.buyerDelayMs} ms`
  const table = rows.length > 0 ? `\n${title}\n\n${alignColumns([header, ...rows])}\n${disturbed(measured)}` : ''
  return `${table}${measured.map(details).join('')}\n`
}

/** The floor measured last before it counts: what the machine does otherwise changes with time. */
function toFloor(one: Measured, measured: readonly Measured[]): string {
  const floors = measured.filter((other) => other.name === 'floor')
  const before = floors.findLast((floor) => measured.indexOf(floor) <= measured.indexOf(one)) ?? floors[0]
  return before?.perSecond && one.perSecond ? (one.perSecond.value / before.perSecond.value).toFixed(2) : '-'
}

/** A run beside busy strangers cannot be compared with one that had the machine to itself. */
function disturbed(measured: readonly Measured[]): string {
  const names = measured.filter((one) => (one.foreignPercent ?? 0) > quietPercent).map((one) => one.name)
  if (names.length === 0) return ''
  return `\nNot comparable, because other processes used more than ${quietPercent} % of the machine: ${names.join(', ')}\n`
}

function details(one: Measured): string {
  const lines = [
    ...one.counts.map((count) => `  ${count.where}: ${count.leads}`),
    ...one.notes.map((note) => `  ${note.what}: ${note.value}`),
    ...one.problems.map((problem) => `  PROBLEM: ${problem}`),
  ]
  return `\n${one.name}\n${lines.join('\n')}\n`
}

function percentileCells(percentiles: Percentiles | null): string[] {
  if (percentiles === null) return ['-', '-', '-']
  return [percentiles.p50, percentiles.p95, percentiles.p99].map((value) => value.toFixed(value < 100 ? 1 : 0))
}

function whole(value: number | null | undefined): string {
  return value === null || value === undefined ? '-' : String(Math.round(value))
}

/** First column to the left, numbers to the right. */
function alignColumns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
  return rows.map(line).join('\n')
}
