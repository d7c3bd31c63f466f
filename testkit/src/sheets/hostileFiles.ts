// Files that are not what they say, or that want to use up the machine. Each has to be refused in words.

import type { SheetRefusalCode } from '@switchyard/core/sheets/sheet.ts'

import { plainWorkbook } from './plainWorkbook.ts'
import { rawZip, type RawEntry } from './rawZip.ts'

export interface HostileFile {
  /** What is wrong with it. */
  readonly title: string
  readonly name: string
  readonly bytes: () => Buffer
  readonly code: SheetRefusalCode
  /** What the refusal has to name. */
  readonly says: RegExp
}

const megabyte = 1_000_000
const sound = () => plainWorkbook({ rows: '<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row>' })
const compound = (words: string) =>
  Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(2000),
    Buffer.from(words, 'utf16le'),
  ])

export const hostileFiles: readonly HostileFile[] = [
  {
    title: 'unpacks to a thousand times its size',
    name: 'bomb.xlsx',
    bytes: () => workbookWith({ name: 'xl/worksheets/sheet1.xml', data: Buffer.alloc(20 * megabyte, ' ') }),
    code: 'too_large',
    says: /unpacks to \d+ times its size; 200 times/,
  },
  {
    title: 'says that it unpacks to more than is allowed',
    name: 'claims.xlsx',
    bytes: () =>
      workbookWith({ name: 'xl/media/image1.png', data: incompressible(2 * megabyte), claimedSize: 301 * megabyte }),
    code: 'too_large',
    says: /more than 300 MB|200 times/,
  },
  {
    title: 'says smaller sizes than it unpacks to',
    name: 'liar.xlsx',
    bytes: () =>
      workbookWith({ name: 'xl/worksheets/sheet1.xml', data: Buffer.alloc(20 * megabyte, ' '), claimedSize: 5000 }),
    code: 'unsafe',
    says: /wrong sizes/,
  },
  {
    title: 'has more parts than a workbook',
    name: 'parts.xlsx',
    bytes: () =>
      rawZip([
        ...sound(),
        ...Array.from({ length: 200 }, (_, index) => ({ name: `xl/media/${index}.png`, data: 'x' })),
      ]),
    code: 'too_large',
    says: /206 parts; 100/,
  },
  {
    title: 'is larger than a workbook may be',
    name: 'large.xlsx',
    bytes: () => Buffer.concat([rawZip(sound()), Buffer.alloc(50 * megabyte)]),
    code: 'too_large',
    says: /larger than 50 MB/,
  },
  {
    title: 'writes outside of itself',
    name: 'slip.xlsx',
    bytes: () => workbookWith({ name: '../../etc/passwd', data: 'x' }),
    code: 'unsafe',
    says: /outside of itself/,
  },
  {
    title: 'holds a link',
    name: 'link.xlsx',
    bytes: () => workbookWith({ name: 'xl/worksheets/sheet1.xml', data: '/etc/passwd', symbolicLink: true }),
    code: 'unsafe',
    says: /holds a link/,
  },
  {
    title: 'holds a part twice',
    name: 'twice.xlsx',
    bytes: () => rawZip([...sound(), ...sound().slice(-1)]),
    code: 'unsafe',
    says: /twice/,
  },
  {
    title: 'defines entities in its sheet',
    name: 'xxe.xlsx',
    bytes: () =>
      workbookWith({
        name: 'xl/worksheets/sheet1.xml',
        data: '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&e;</t></is></c></row></sheetData></worksheet>',
      }),
    code: 'unsafe',
    says: /document type definition/,
  },
  {
    title: 'multiplies entities in its texts',
    name: 'laughs.xlsx',
    bytes: () =>
      workbookWith({
        name: 'xl/sharedStrings.xml',
        data: '<!DOCTYPE sst [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>',
      }),
    code: 'unsafe',
    says: /document type definition/,
  },
  {
    title: 'refers to a file elsewhere',
    name: 'outside.xlsx',
    bytes: () =>
      workbookWith({
        name: 'xl/_rels/workbook.xml.rels',
        data: '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="http://example.com/sheet.xml" TargetMode="External"/></Relationships>',
      }),
    code: 'unsafe',
    says: /outside of itself/,
  },
  {
    title: 'has a cell beyond the last column',
    name: 'wide.xlsx',
    bytes: () => rawZip(plainWorkbook({ rows: '<row r="1"><c r="BDWGN1"><v>1</v></c></row>' })),
    code: 'too_large',
    says: /16384 columns/,
  },
  {
    title: 'has a row beyond the last row',
    name: 'tall.xlsx',
    bytes: () => rawZip(plainWorkbook({ rows: '<row r="4000000000"><c><v>1</v></c></row>' })),
    code: 'too_large',
    says: /row 1048576/,
  },
  {
    title: 'is nested without end',
    name: 'deep.xlsx',
    bytes: () => workbookWith({ name: 'xl/worksheets/sheet1.xml', data: '<a>'.repeat(100_000) }),
    code: 'unsafe',
    says: /nested/,
  },
  {
    title: 'is cut off',
    name: 'cut.xlsx',
    bytes: () => rawZip(sound()).subarray(0, 700),
    code: 'broken',
    says: /cannot be unpacked/,
  },
  {
    title: 'has XML that breaks off',
    name: 'broken.xlsx',
    bytes: () => workbookWith({ name: 'xl/worksheets/sheet1.xml', data: '<worksheet><sheetData><row>' }),
    code: 'broken',
    says: /is broken/,
  },
  {
    title: 'is encrypted as an archive',
    name: 'locked.xlsx',
    bytes: () => workbookWith({ name: 'xl/worksheets/sheet1.xml', data: 'x', encrypted: true }),
    code: 'encrypted',
    says: /without a password/,
  },
  {
    title: 'is encrypted as Excel does it',
    name: 'secret.xlsx',
    bytes: () => compound('EncryptedPackage'),
    code: 'encrypted',
    says: /without a password/,
  },
  {
    title: 'is a workbook of long ago',
    name: 'old.xls',
    bytes: () => compound('Workbook'),
    code: 'old_workbook',
    says: /before 2007/,
  },
  {
    title: 'holds macros',
    name: 'macros.xlsx',
    bytes: () => rawZip([...sound(), { name: 'xl/vbaProject.bin', data: 'x' }]),
    code: 'macros',
    says: /macros/,
  },
  {
    title: 'is named as a workbook with macros',
    name: 'macros.xlsm',
    bytes: () => rawZip(sound()),
    code: 'macros',
    says: /xlsm/,
  },
  {
    title: 'is text and named as a workbook',
    name: 'text.xlsx',
    bytes: () => Buffer.from('name,email\nAnn,a@example.com\n'),
    code: 'renamed',
    says: /named as xlsx/,
  },
  {
    title: 'is a workbook and named as text',
    name: 'book.csv',
    bytes: () => rawZip(sound()),
    code: 'renamed',
    says: /named as csv/,
  },
  {
    title: 'is an archive of something else',
    name: 'photos.xlsx',
    bytes: () => rawZip([{ name: 'a.jpg', data: 'x' }]),
    code: 'not_a_sheet',
    says: /no workbook/,
  },
  { title: 'is empty', name: 'empty.csv', bytes: () => Buffer.alloc(0), code: 'empty', says: /empty/ },
]

/** The sound workbook with another part, in the place of its own one of this name. */
function workbookWith(part: RawEntry): Buffer {
  const others = sound().filter(({ name }) => name !== part.name)
  return rawZip([...others, part])
}

/** Two bytes for each number: nothing repeats soon. */
function incompressible(bytes: number): Buffer {
  return Buffer.from(Uint16Array.from({ length: bytes / 2 }, (_, index) => Math.imul(index, 40_503) >>> 3).buffer)
}
