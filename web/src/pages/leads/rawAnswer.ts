import type { LeadDetail } from '../../data/leadTypes.ts'

/** More than this is read on the lead's own page. */
const shownCharacters = 300

/** The newest answer of a delivery as it came, cut; null when none ever came. */
export function rawAnswer(lead: Pick<LeadDetail, 'dispatches'>, delivery: string): string | null {
  const attempts = lead.dispatches.filter((one) => one.delivery === delivery).flatMap((one) => one.attempts)
  const answer = attempts.findLast(({ response }) => response !== null)?.response
  if (!answer) return null
  const body = answer.body.trim()
  const cut = body.length > shownCharacters ? `${body.slice(0, shownCharacters)}…` : body
  return `HTTP ${answer.status} ${cut}`.trim()
}
