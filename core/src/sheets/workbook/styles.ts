// How cells look, and which of them can be changed. All are text, so that no leading zero and no long number is lost.

export const styles = {
  plain: 0,
  lockedHeading: 1,
  openHeading: 2,
  locked: 3,
  open: 4,
  problem: 5,
  lockedProblem: 6,
  note: 7,
} as const

const text = 'numFmtId="49" applyNumberFormat="1"'
const unlocked = 'applyProtection="1"><protection locked="0"/></xf>'

export const stylesXml = [
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
  '<fonts count="4"><font><sz val="11"/><name val="Calibri"/></font>',
  '<font><b/><sz val="11"/><name val="Calibri"/></font>',
  '<font><sz val="11"/><color rgb="FF6B7280"/><name val="Calibri"/></font>',
  '<font><sz val="11"/><color rgb="FF7F1D1D"/><name val="Calibri"/></font></fonts>',
  '<fills count="6"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
  fill('FFE5E7EB'),
  fill('FFDBEAFE'),
  fill('FFF9FAFB'),
  fill('FFFECACA'),
  '</fills>',
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  '<cellXfs count="8">',
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
  `<xf ${text} fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/>`,
  `<xf ${text} fontId="1" fillId="3" borderId="0" xfId="0" applyFont="1" applyFill="1"/>`,
  `<xf ${text} fontId="2" fillId="4" borderId="0" xfId="0" applyFont="1" applyFill="1"/>`,
  `<xf ${text} fontId="0" fillId="0" borderId="0" xfId="0" ${unlocked}`,
  `<xf ${text} fontId="3" fillId="5" borderId="0" xfId="0" applyFont="1" applyFill="1" ${unlocked}`,
  `<xf ${text} fontId="3" fillId="5" borderId="0" xfId="0" applyFont="1" applyFill="1"/>`,
  `<xf ${text} fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>`,
  '</cellXfs>',
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
  '</styleSheet>',
].join('')

function fill(colour: string): string {
  return `<fill><patternFill patternType="solid"><fgColor rgb="${colour}"/><bgColor indexed="64"/></patternFill></fill>`
}
