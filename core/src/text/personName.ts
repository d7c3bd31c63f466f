const particles = new Set(['van', 'von', 'der', 'den', 'de', 'du', 'ter', 'ten', 'zu'])

/**
 * A name in usual writing. Only names typed wholly in capitals or wholly in small letters are touched; "McDonald" and
 * "de Vries" stay as their owners write them. Two capitals without a vowel ("TJ") are initials and stay.
 */
export function personName(name: string): string {
  const upper = name.toUpperCase()
  const lower = name.toLowerCase()
  if (upper === lower || (name !== upper && name !== lower)) return name
  if (name === upper && /^[^\p{Ll}aeiouyAEIOUY]{1,2}$/u.test(name)) return name
  const words = lower.split(' ')
  return words
    .map((word, index) => (index < words.length - 1 && particles.has(word) ? word : capitalised(word)))
    .join(' ')
}

function capitalised(word: string): string {
  return word
    .replace(/(^|[-'’.])(\p{Ll})/gu, (_, before: string, letter: string) => before + capital(letter))
    .replace(/^Mc(\p{Ll})/u, (_, letter: string) => `Mc${letter.toUpperCase()}`)
    .replace(/['’]S$/u, (end) => end.toLowerCase())
}

/** Letters without a capital of one letter (such as ß) stay as they are. */
function capital(letter: string): string {
  const upper = letter.toUpperCase()
  return upper.length === letter.length ? upper : letter
}
