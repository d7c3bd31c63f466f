// Lines of the engine's report: a number beside the bar it has to pass.

import type { Measured, Note } from '../measure/measured.ts'

/** `met` null: a number without a bar. */
export function line(what: string, value: string, bar?: { readonly words: string; readonly met: boolean }): Note {
  return { what, value: bar === undefined ? value : `${value} (${bar.words}: ${bar.met ? 'met' : 'NOT MET'})` }
}

export function ms(valueMs: number): string {
  return valueMs < 10_000 ? `${valueMs.toFixed(valueMs < 100 ? 1 : 0)} ms` : `${(valueMs / 1000).toFixed(1)} s`
}

/** `problems`: what is wrong, not what is slow. */
export function enginePart(
  name: string,
  notes: readonly Note[],
  problems: readonly string[],
  foreignPercent: number | null,
): Measured {
  return {
    name: `engine ${name}`,
    perSecond: null,
    answerMs: null,
    journeyMs: null,
    foreignPercent,
    peakMemoryMb: null,
    counts: [],
    notes:
      foreignPercent === null ? notes : [...notes, line('processor time of others', `${Math.round(foreignPercent)} %`)],
    problems,
  }
}
