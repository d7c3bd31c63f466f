// Latin letters that Unicode does not take apart into a base letter and an accent.
const ligatures: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
}
const ligature = /[ßæœøđðþłı]/g
const accents = /\p{M}+/gu
// oxlint-disable-next-line no-control-regex -- the range is meant: plain ASCII takes the short road
const ascii = /^[\x00-\x7f]*$/

/**
 * Text as people compare it: without case, without accents, spaces collapsed. "  Citroën " and "CITROEN" are equal.
 * Folding twice gives the same as folding once.
 */
export function fold(text: string): string {
  const spaced = text.trim().replace(/\s+/g, ' ')
  if (ascii.test(spaced)) return spaced.toLowerCase()
  return spaced
    .normalize('NFKD')
    .replace(accents, '')
    .toLowerCase()
    .normalize('NFKD')
    .replace(accents, '')
    .replace(ligature, (letter) => ligatures[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .trim()
}
