const yes = new Set(['yes', 'y', 'true', 't', '1', 'on', 'checked', 'ok', 'ja', 'oui', 'si'])
const no = new Set(['no', 'n', 'false', 'f', '0', 'off', 'unchecked', '', 'nein', 'nee', 'non'])

/** What a word of a form means; `null` when it means neither. Takes folded text. */
export function yesNo(word: string): boolean | null {
  if (yes.has(word)) return true
  return no.has(word) ? false : null
}
