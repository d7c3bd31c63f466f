// What is the same for people although it is written differently.

import { fold } from '../text/fold.ts'

/** "USA", " usa " and "U.S.A." are one value: without case, accents, spaces and punctuation. A text of nothing else stays as it is. */
export function valueSignature(value: string): string {
  const folded = fold(value)
  const bare = folded.replace(/[^\p{L}\p{N}]+/gu, '')
  return bare === '' ? folded : bare
}

/** A date with its digits taken away: "03/25/2015" and "12/31/1999" are written in one way. */
export function shapeOf(value: string): string {
  return fold(value).replace(/\p{N}/gu, '9')
}

const identifiers = /\b[0-9a-f]{8}-[0-9a-f-]{27}\b|\b(?=[a-z]*\d)[0-9a-z]{12,}\b|\S+@\S+/g
const number = /\d+(?:[.,:]\d+)*/g
const beforeStatus = /(?:matched|problem|wait|\)): $/
const longestSignature = 300

/** A buyer's answer without what is different in each: ids, addresses, and numbers except the HTTP status that we put before it. */
export function answerSignature(answer: string): string {
  return fold(answer)
    .replace(identifiers, '#')
    .replace(number, (found, offset: number, whole: string) => {
      const isStatus = found.length === 3 && (offset === 0 || beforeStatus.test(whole.slice(0, offset)))
      return isStatus ? found : '#'
    })
    .slice(0, longestSignature)
}
