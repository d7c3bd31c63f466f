// Decides whether an answer rule's conditions hold, and whether that can be decided when the end of the body is missing.

import type { AnswerWhen } from '../setup/delivery.ts'
import type { AnswerView } from './answerView.ts'
import { parseJsonPath, readJson } from './jsonPath.ts'
import { compilePattern } from './pattern.ts'
import { compileTextMatch } from './textMatch.ts'
import { sound } from './sound.ts'
import { parseXmlPath, readXml } from './xmlPath.ts'

export type Verdict = 'yes' | 'no' | 'undecided'

/** whole: all of it. cut: we stopped reading at the limit. broken: the connection ended inside the body. */
export type Received = 'whole' | 'cut' | 'broken'

export type DecideWhen = (view: AnswerView, received: Received) => Verdict

/** Compiles the conditions; all must hold. @throws Error for paths or patterns that checkAnswers refuses. */
export function compileWhen(when: AnswerWhen): DecideWhen {
  const parts: DecideWhen[] = []
  const { status, header, json, xml, text } = when
  if (status !== undefined) parts.push((view) => verdict(status.includes(view.answer.status)))
  if (header !== undefined) {
    const name = header.name.toLowerCase()
    const matches = compileTextMatch(header)
    parts.push((view) => verdict(matches(view.answer.headers[name])))
  }
  if (json !== undefined) {
    const path = sound(parseJsonPath(json.path))
    const matches = compileTextMatch(json)
    parts.push(wholeOnly((view) => matches(readJson(view.json(), path))))
  }
  if (xml !== undefined) {
    const path = sound(parseXmlPath(xml.path))
    const matches = compileTextMatch(xml)
    parts.push(
      wholeOnly((view) => {
        const root = view.xml()
        return matches(root === undefined ? undefined : readXml(root, path))
      }),
    )
  }
  if (text !== undefined) parts.push(textPart(text))
  return (view, received) => {
    const verdicts = parts.map((part) => part(view, received))
    if (verdicts.includes('no')) return 'no'
    return verdicts.includes('undecided') ? 'undecided' : 'yes'
  }
}

function verdict(holds: boolean): Verdict {
  return holds ? 'yes' : 'no'
}

/** A document can only be read when it is complete. */
function wholeOnly(holds: (view: AnswerView) => boolean): DecideWhen {
  return (view, received) => (received === 'whole' ? verdict(holds(view)) : 'undecided')
}

function textPart(text: NonNullable<AnswerWhen['text']>): DecideWhen {
  const tests: DecideWhen[] = []
  const { contains, exact, matches } = text
  if (contains !== undefined) {
    const wanted = contains.trim().toLowerCase()
    tests.push(prefixIsEnough((view) => view.text().includes(wanted)))
  }
  if (matches !== undefined) {
    const pattern = sound(compilePattern(matches))
    tests.push(prefixIsEnough((view) => pattern.find(view.answer.body) !== null))
  }
  if (exact !== undefined) {
    const holds = wildcard(exact.trim().toLowerCase())
    tests.push(wholeOnly((view) => holds(view.text())))
  }
  return (view, received) => {
    const verdicts = tests.map((test) => test(view, received))
    if (verdicts.includes('no')) return 'no'
    return verdicts.includes('undecided') ? 'undecided' : 'yes'
  }
}

/** What is found in the beginning is found; what is not may still have come. After a broken answer nothing in it counts. */
function prefixIsEnough(holds: (view: AnswerView) => boolean): DecideWhen {
  return (view, received) => {
    if (received === 'broken') return 'undecided'
    return holds(view) ? 'yes' : received === 'whole' ? 'no' : 'undecided'
  }
}

/** Compares a whole text with one that holds `*` for any run of characters; linear in the text. */
function wildcard(pattern: string): (text: string) => boolean {
  const [first = '', ...rest] = pattern.split('*')
  const last = rest.pop()
  if (last === undefined) return (text) => text === first
  return (text) => {
    if (!text.startsWith(first)) return false
    let from = first.length
    for (const part of rest) {
      const at = text.indexOf(part, from)
      if (at < 0) return false
      from = at + part.length
    }
    return text.length - last.length >= from && text.endsWith(last)
  }
}
