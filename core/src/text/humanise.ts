/** A field key in words: "vehicle_year" -> "Vehicle year", "firstName" -> "First name", "UTM-source" -> "UTM source". */
export function humanise(key: string): string {
  const words = key
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .split(/[\s_.-]+/)
    .filter((word) => word !== '')
    .map((word) => (/^\p{Lu}{2,}$/u.test(word) ? word : word.toLowerCase()))
    .join(' ')
  return words === '' ? key : words.charAt(0).toUpperCase() + words.slice(1)
}
