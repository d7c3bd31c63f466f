// Finds HTML and script in a value. The list of names is what keeps "a < b", "<3" and "Tom & Jerry" out of it.

const elements =
  'a|abbr|acronym|address|applet|area|article|aside|audio|b|base|basefont|bdi|bdo|bgsound|big|blink|blockquote|body|br|' +
  'button|canvas|caption|center|cite|code|col|colgroup|data|datalist|dd|del|details|dfn|dialog|dir|div|dl|dt|em|embed|' +
  'fieldset|figcaption|figure|font|footer|form|frame|frameset|h[1-6]|head|header|hgroup|hr|html|i|iframe|image|img|' +
  'input|ins|isindex|kbd|keygen|label|legend|li|link|listing|main|map|mark|marquee|math|menu|meta|meter|nav|nobr|' +
  'noembed|noframes|noscript|object|ol|optgroup|option|output|p|param|picture|plaintext|pre|progress|q|rp|rt|ruby|s|' +
  'samp|script|search|section|select|slot|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|' +
  'template|textarea|tfoot|th|thead|time|title|tr|track|tt|u|ul|var|video|wbr|xml|xmp'

// A whole tag; or the start of one that is left open, which a browser would still close by itself. The open form asks for
// two letters, because "a <b and c" is arithmetic.
const wholeTag = new RegExp(`</?(?:${elements})(?=[\\s/>])[^<>]*>`, 'i')
const openTag = new RegExp(`</?(?!(?:[abipqsu])\\b)(?:${elements})(?=[\\s/]+[a-z-]+\\s*=|/|$)`, 'i')
const declaration = /<!--|<!doctype|<!\[cdata|<\?(?:xml|php)/i
const events =
  'abort|animation\\w*|beforeunload|blur|cancel|canplay|change|click|close|contextmenu|copy|cut|dblclick|drag\\w*|drop|' +
  'error|focus\\w*|hashchange|input|invalid|key\\w+|load\\w*|message|mouse\\w+|paste|play\\w*|pointer\\w+|popstate|' +
  'readystatechange|reset|resize|scroll\\w*|select\\w*|start|submit|toggle|touch\\w+|transition\\w*|unload|wheel'
const handler = new RegExp(`(?:^|[\\s"'/<])on(?:${events})\\s*=`, 'i')
const scriptUrl = /\b(?:java|vb|live)script\s*:(?:\S|\s{1,20}[^\s(=;]{0,40}[(=;])|\bdata\s*:\s*text\/html/i

/**
 * Says in words what in `text` is HTML or script ("HTML (<script>)", "a script address (javascript:)"), or null when
 * nothing is. Browsers skip control characters inside a scheme, so they are left out before looking.
 */
export function findUnsafeContent(text: string): string | null {
  const angled = text.includes('<')
  if (!angled && !text.includes(':') && !text.includes('=')) return null
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  const seen = text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f]/g, '')
  if (angled) {
    const tag = wholeTag.exec(seen) ?? openTag.exec(seen) ?? declaration.exec(seen)
    if (tag) return `HTML (${firstWord(tag[0])})`
  }
  if (handler.test(seen)) return 'a script handler (on…=)'
  if (scriptUrl.test(seen) || scriptUrl.test(seen.replace(/[\t\r\n]/g, ''))) return 'a script address'
  return null
}

function firstWord(tag: string): string {
  const word = /^<[/!?]?[\w-]*/.exec(tag)?.[0] ?? '<'
  return word.startsWith('<!') || word.startsWith('<?') ? word : `${word}>`
}
