import { fold } from './fold.ts'
import { profaneWords } from './profaneWords.ts'

const profane = new Set(profaneWords)
const lookalikes: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
}

/** The first profane word in a text, as it is listed, or null. Whole words, without case and accents; "sh1t" counts. */
export function findProfanity(text: string): string | null {
  for (const word of fold(text).split(/[^\p{L}\p{N}@$]+/u)) {
    if (profane.has(word)) return word
    // Short ones are road and room numbers ("A55"), and a number alone is no word in disguise.
    if (word.length < 4 || !/\p{L}/u.test(word)) continue
    const plain = word.replace(/[013457@$]/g, (sign) => lookalikes[sign] ?? sign)
    if (profane.has(plain)) return plain
  }
  return null
}
