// An answer as rules look at it: its text, and JSON and XML parsed at most once and only when a rule asks.

import type { Answer } from './answer.ts'
import { parseJson } from './jsonPath.ts'
import { parseXml, type XmlElement } from './xmlAnswer.ts'

export interface AnswerView {
  readonly answer: Answer
  /** Trimmed and in lower case. */
  text(): string
  /** Undefined: the body is no JSON. */
  json(): unknown
  /** Undefined: the body is no XML that we accept. */
  xml(): XmlElement | undefined
  /** Why the body was not accepted as XML, if a rule asked for it. */
  xmlProblem(): string | null
}

export function viewAnswer(answer: Answer): AnswerView {
  let text: string | undefined
  let json: { readonly value: unknown } | undefined
  let xml: ReturnType<typeof parseXml> | undefined
  return {
    answer,
    text: () => (text ??= answer.body.trim().toLowerCase()),
    json: () => (json ??= { value: parseJson(answer.body) }).value,
    xml: () => {
      xml ??= parseXml(answer.body)
      return 'problem' in xml ? undefined : xml
    },
    xmlProblem: () => (xml !== undefined && 'problem' in xml ? xml.problem : null),
  }
}
