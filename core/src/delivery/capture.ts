// Takes a value out of an answer: a buyer's reason, price, reference.

import { assertNever } from '../assert.ts'
import type { Capture } from '../setup/delivery.ts'
import type { AnswerView } from './answerView.ts'
import { parseJsonPath, readJson } from './jsonPath.ts'
import { compilePattern } from './pattern.ts'
import { sound } from './sound.ts'
import { toText } from './toText.ts'
import { parseXmlPath, readXml } from './xmlPath.ts'

/** The captured text, trimmed; null when the answer has nothing there. */
export type Capturing = (view: AnswerView) => string | null

/**
 * Compiles a capture: a constant text, a JSON or XML path, a header, group 1 of a pattern (the whole match without groups),
 * or the part at a position (1 = first, -1 = last) of the text split at a separator.
 * @throws Error for paths or patterns that checkAnswers refuses.
 */
export function compileCapture(capture: Capture): Capturing {
  const read = compileRead(capture)
  return (view) => {
    const value = read(view)
    if (value === null || value === undefined) return null
    const text = toText(value).trim()
    return text === '' ? null : text
  }
}

function compileRead(capture: Capture): (view: AnswerView) => unknown {
  if (typeof capture === 'string') return () => capture
  if ('json' in capture) {
    const path = sound(parseJsonPath(capture.json))
    return (view) => readJson(view.json(), path)
  }
  if ('xml' in capture) {
    const path = sound(parseXmlPath(capture.xml))
    return (view) => {
      const root = view.xml()
      return root === undefined ? null : readXml(root, path)
    }
  }
  if ('header' in capture) {
    const name = capture.header.toLowerCase()
    return (view) => view.answer.headers[name]
  }
  if ('regex' in capture) {
    const pattern = sound(compilePattern(capture.regex))
    return (view) => pattern.find(view.answer.body)
  }
  if ('split' in capture) {
    const { split, position } = capture
    return (view) => view.answer.body.split(split).at(position > 0 ? position - 1 : position)
  }
  return assertNever(capture)
}
