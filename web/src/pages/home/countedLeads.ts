export interface CountedSpan {
  /** Two instants, the second not included; or two days, both included. */
  readonly from: string
  readonly to: string
}

/** The list of the leads behind a number: received in the span, with what `more` asks for, without test leads. */
export function countedLeads(
  span: CountedSpan | 'today',
  more: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return { ...more, date: span === 'today' ? span : `${span.from}..${span.to}`, test: 'false' }
}
