// What a command shows: sentences for people, or one JSON value for programs.

import type { Command } from 'commander'

/** `--json` may stand anywhere on the command line. */
export function wantsJson(command: Command): boolean {
  return command.optsWithGlobals<{ json?: boolean }>().json === true
}

/** One JSON document on standard output, or the lines. */
export function show(command: Command, value: unknown, lines: () => readonly string[]): void {
  process.stdout.write(
    wantsJson(command)
      ? `${JSON.stringify(value)}\n`
      : lines()
          .map((line) => `${line}\n`)
          .join(''),
  )
}

/** Columns wide enough for their cells; the last one is not padded. Pure. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = header.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return [line(header), ...rows.map(line)]
}
