import { fold } from '../../text/fold.ts'
import { countryCodes } from './countryCodes.ts'

// The languages in which names are understood besides English. Names come from the runtime's own tables (CLDR).
const languages = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl', 'da', 'sv']

// Spellings that people use and no table has.
const usual: Readonly<Record<string, string>> = {
  AE: 'UAE, Emirates',
  BA: 'Bosnia',
  BN: 'Brunei Darussalam',
  BO: 'Plurinational State of Bolivia',
  CD: 'DR Congo, DRC, Democratic Republic of the Congo, Zaire',
  CG: 'Congo, Republic of the Congo',
  CI: 'Ivory Coast',
  CN: "PR China, People's Republic of China, Mainland China",
  CV: 'Cape Verde',
  CZ: 'Czech Republic',
  FK: 'Falklands',
  FM: 'Federated States of Micronesia',
  GB: `UK, Great Britain, Britain, England, Scotland, Wales, Northern Ireland, United Kingdom of Great Britain and Northern
    Ireland, GB and NI`,
  HK: 'Hong Kong',
  IE: 'Eire, Republic of Ireland, ROI, Southern Ireland',
  IR: 'Islamic Republic of Iran, Persia',
  KP: "Democratic People's Republic of Korea, DPRK",
  KR: 'Korea, Republic of Korea',
  LA: "Lao People's Democratic Republic, Lao",
  MD: 'Republic of Moldova',
  MK: 'Macedonia, FYROM',
  MM: 'Burma, Myanmar',
  MO: 'Macau, Macao',
  NL: 'Holland, Netherlands, Kingdom of the Netherlands',
  PS: 'Palestine, State of Palestine',
  RU: 'Russian Federation',
  SY: 'Syrian Arab Republic',
  SZ: 'Swaziland',
  TL: 'East Timor',
  TR: 'Turkey',
  TW: 'Taiwan, Republic of China',
  TZ: 'United Republic of Tanzania',
  US: `USA, United States of America, United States, America, US of A, The States`,
  VA: 'Vatican, Holy See',
  VE: 'Bolivarian Republic of Venezuela',
  VN: 'Viet Nam',
}

/** Alpha-2 -> English name. */
export const englishNames: ReadonlyMap<string, string> = new Map(namesIn('en').map(([code, name]) => [code, name]))

/** Every understood spelling, as `spellingKey` writes it -> alpha-2. Codes win over names. */
export const countrySpellings: ReadonlyMap<string, string> = new Map([
  ...languages.flatMap(namesIn).map(([code, name]): [string, string] => [spellingKey(name), code]),
  ...Object.entries(usual).flatMap(([code, names]) =>
    names.split(',').map((name): [string, string] => [spellingKey(name), code]),
  ),
  ...[...countryCodes].flatMap(([two, three]): [string, string][] => [
    [spellingKey(two), two],
    [spellingKey(three), two],
  ]),
])

/** What two spellings of one country have in common: letters only, folded, "the" and "and" left out. */
export function spellingKey(name: string): string {
  return fold(name)
    .replace(/&/g, ' and ')
    .replace(/\bst\b\.?/g, 'saint')
    .replace(/\b(?:the|and)\b/g, ' ')
    .replace(/[^\p{L}]+/gu, '')
}

function namesIn(language: string): [string, string][] {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
  return [...countryCodes.keys()].flatMap((code): [string, string][] => {
    const name = names.of(code)
    return name === undefined ? [] : [[code, name]]
  })
}
