// Understands a destination's answer. The first rule that matches decides; what no rule matches is never guessed.

import type { AttemptOutcome } from '../lead/states.ts'
import type { AnswerRule } from '../setup/delivery.ts'
import { clip } from '../text/clip.ts'
import { storable } from '../text/storable.ts'
import type { Answer, Understood } from './answer.ts'
import { viewAnswer, type AnswerView } from './answerView.ts'
import { compileWhen, type DecideWhen, type Received } from './answerWhen.ts'
import { compileCapture, type Capturing } from './capture.ts'
import { capturedPrice } from './capturedPrice.ts'

/** `received` says "broken" when the connection ended inside the body; a cut body is told by `answer.truncated`. */
export type Understand = (answer: Answer, received?: 'whole' | 'broken') => Understood

interface CompiledRule {
  readonly outcome: AnswerRule['outcome']
  readonly decide: DecideWhen
  readonly reason: Capturing | null
  readonly price: Capturing | null
  readonly reference: Capturing | null
  readonly redirectUrl: Capturing | null
}

const longestReason = 500

/**
 * Compiles the answer rules of a delivery. Without a matching rule: 3xx is permanent (redirects are not followed), 429 and
 * 503 throttled, 408, 425 and other 5xx retryable, everything else unrecognised. When the end of the body is missing and a
 * rule needs it before another one matches, the answer is unrecognised (cut at our limit) or unknown (connection broken).
 * @throws Error for rules that checkAnswers refuses.
 */
export function compileAnswers(rules: readonly AnswerRule[]): Understand {
  const compiled = rules.map(compileRule)
  return (answer, ended = 'whole') => {
    const view = viewAnswer(answer)
    const received: Received = ended === 'broken' ? 'broken' : answer.truncated ? 'cut' : 'whole'
    for (const [index, rule] of compiled.entries()) {
      const verdict = rule.decide(view, received)
      if (verdict === 'undecided') return undecided(answer, received)
      if (verdict === 'yes') return byRule(view, rule, index)
    }
    const understood = withoutRule(view)
    const guess = received === 'broken' && understood.outcome === 'unrecognised'
    return guess ? undecided(answer, received) : understood
  }
}

function compileRule(rule: AnswerRule): CompiledRule {
  const capture = (given: AnswerRule['reason']) => (given === undefined ? null : compileCapture(given))
  return {
    outcome: rule.outcome,
    decide: compileWhen(rule.when),
    reason: capture(rule.reason),
    price: capture(rule.price),
    reference: capture(rule.reference),
    redirectUrl: capture(rule.redirectUrl),
  }
}

function byRule(view: AnswerView, rule: CompiledRule, index: number): Understood {
  const captured = rule.reason?.(view) ?? null
  const priceText = rule.price?.(view) ?? null
  const price = priceText === null ? null : capturedPrice(priceText)
  const quiet = rule.outcome === 'accepted' || rule.outcome === 'pending'
  const reason = captured ?? (quiet ? null : `Answer rule ${index + 1} (${rule.outcome}): ${inShort(view.answer)}`)
  const badPrice = priceText !== null && price === null ? `The price '${clip(priceText, 60)}' is not an amount` : null
  const reasons = [reason, badPrice].filter((part) => part !== null)
  return {
    outcome: rule.outcome,
    rule: index,
    // An escape in JSON (\u0000) can name a character that the database will not take.
    reason: reasons.length === 0 ? null : clip(storable(reasons.join('; ')), longestReason),
    price,
    reference: cut(rule.reference?.(view) ?? null),
    redirectUrl: webAddress(rule.redirectUrl?.(view) ?? null),
  }
}

function withoutRule(view: AnswerView): Understood {
  const { answer } = view
  const { status } = answer
  if (status >= 300 && status < 400 && status !== 304) {
    return noRule('permanent', `redirect to ${clip(answer.headers['location'] ?? 'nowhere', 200)} not followed`)
  }
  if (status === 429 || status === 503) return noRule('throttled', `The destination asks to wait: ${inShort(answer)}`)
  if (status >= 500 || status === 408 || status === 425) {
    return noRule('retryable', `The destination has a problem: ${inShort(answer)}`)
  }
  const problem = view.xmlProblem()
  const refused = problem?.includes('DOCTYPE') === true ? ` (${problem})` : ''
  return noRule('unrecognised', `No answer rule matched: ${inShort(answer)}${refused}`)
}

function undecided(answer: Answer, received: Received): Understood {
  if (received === 'broken') {
    return noRule('unknown', `The connection broke inside the answer: ${inShort(answer)}`)
  }
  return noRule('unrecognised', `The answer is too long and its rules need the end: ${inShort(answer)}`)
}

function noRule(outcome: AttemptOutcome, reason: string): Understood {
  return { outcome, rule: null, reason, price: null, reference: null, redirectUrl: null }
}

/** `200 {"st":"dup"}`, on one line. */
function inShort({ status, body }: Answer): string {
  const text = body.slice(0, 1000).replace(/\s+/g, ' ').trim()
  return text === '' ? `${status} with an empty body` : `${status} ${clip(text, 200)}`
}

function cut(text: string | null): string | null {
  return text === null ? null : clip(storable(text), longestReason)
}

/** Only web addresses: this one is put into a browser's address line. */
function webAddress(text: string | null): string | null {
  const protocol = text === null ? undefined : URL.parse(text)?.protocol
  return text !== null && (protocol === 'https:' || protocol === 'http:') ? storable(text) : null
}
