// Text in the XML of a workbook. Characters that XML cannot hold are written as _x0007_, as spreadsheets do.

const markup: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** For the content of an element or of an attribute in double quotes. `unescapeXmlText` of what a parser reads gives `text` again. */
export function escapeXmlText(text: string): string {
  if (!/[&<>"_\p{Cc}\uFFFE\uFFFF\p{Cs}]/u.test(text)) return text
  return text
    .replaceAll(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replaceAll(/(?!\n|\t)[\p{Cc}\uFFFE\uFFFF\p{Cs}]/gu, coded)
    .replaceAll(/[&<>"]/g, (character) => markup[character] ?? character)
}

export function unescapeXmlText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replaceAll(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
}

function coded(character: string): string {
  return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
}
