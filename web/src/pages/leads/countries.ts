// ISO 3166-1 alpha-2, those that leads are traded in most.

export const countries: readonly string[] = (
  'AE AR AT AU BE BG BR CA CH CL CN CO CZ DE DK EE EG ES FI FR GB GR HK HR HU ID IE IL IN IT JP KE KR LT LU LV MA MX MY NG ' +
  'NL NO NZ PE PH PK PL PT RO RS SA SE SG SI SK TH TR TW UA US VN ZA'
).split(' ')
