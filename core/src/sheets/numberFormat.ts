// What a number format of a workbook makes of a number, as far as its value is concerned.

export type NumberFormat =
  | { readonly kind: 'general' }
  | { readonly kind: 'date' }
  /** Shown with leading zeros, as "00000" for a postcode: this many digits. */
  | { readonly kind: 'zeros'; readonly digits: number }

const general: NumberFormat = { kind: 'general' }
const date: NumberFormat = { kind: 'date' }

/** Numbers of formats that every workbook has without listing them; 27-36 and 50-58 are dates in East Asian ones. */
export function builtInFormat(id: number): NumberFormat {
  const isDate = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
  return isDate ? date : general
}

/** `code` as in "dd/mm/yyyy" or "[Red]0.00". Pure. */
export function numberFormat(code: string): NumberFormat {
  const zeros = /^0{2,}$/.exec(code)
  if (zeros) return { kind: 'zeros', digits: code.length }
  const shown = code
    .replaceAll(/"[^"]*"|\\.|[_*]./g, '')
    .replaceAll(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .split(';', 1)[0]
  return shown !== undefined && !/general/i.test(shown) && /[dmyhs]/i.test(shown) ? date : general
}
