// Well-known mail domains. Short on purpose: what most leads use, not everything there is.

/** Mailboxes that anyone gets for free. */
export const freeDomains: ReadonlySet<string> = new Set(
  `gmail.com googlemail.com yahoo.com yahoo.co.uk yahoo.ca yahoo.com.au yahoo.de yahoo.fr yahoo.es yahoo.it yahoo.in
  yahoo.co.in yahoo.com.br ymail.com rocketmail.com hotmail.com hotmail.co.uk hotmail.de hotmail.fr hotmail.es hotmail.it
  hotmail.ca outlook.com outlook.de outlook.fr outlook.es outlook.ie live.com live.co.uk live.ca live.nl live.fr msn.com
  aol.com aol.co.uk icloud.com me.com mac.com proton.me protonmail.com pm.me gmx.com gmx.de gmx.net gmx.at gmx.ch web.de
  t-online.de freenet.de mail.com mail.ru yandex.ru yandex.com zoho.com zohomail.com fastmail.com hushmail.com
  tutanota.com tuta.io inbox.com orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it btinternet.com
  sky.com virginmedia.com talktalk.net ntlworld.com blueyonder.co.uk comcast.net verizon.net att.net sbcglobal.net
  bellsouth.net cox.net charter.net rogers.com shaw.ca bigpond.com optusnet.com.au ziggo.nl kpnmail.nl planet.nl eircom.net
  qq.com 163.com 126.com sina.com naver.com rediffmail.com uol.com.br bol.com.br`.split(/\s+/),
)

/** Mailboxes that exist for minutes. */
export const disposableDomains: ReadonlySet<string> = new Set(
  `mailinator.com guerrillamail.com guerrillamail.net guerrillamail.org guerrillamailblock.com sharklasers.com grr.la
  10minutemail.com 10minutemail.net 20minutemail.com tempmail.com temp-mail.org temp-mail.io tempmailo.com tempail.com
  throwawaymail.com throwaway.email yopmail.com yopmail.fr yopmail.net getnada.com nada.email maildrop.cc mailnesia.com
  mailcatch.com mintemail.com moakt.com mohmal.com dispostable.com discard.email discardmail.com spambog.com spamgourmet.com
  spam4.me trashmail.com trashmail.de trashmail.net trash-mail.com wegwerfmail.de wegwerfmail.net einrot.com fakeinbox.com
  fakemail.net fakemailgenerator.com emailondeck.com emailfake.com generator.email inboxkitten.com mailsac.com
  mytemp.email burnermail.io minuteinbox.com tempinbox.com tempr.email luxusmail.org dropmail.me crazymailing.com
  mailtemp.net harakirimail.com spamex.com jetable.org mytrashmail.com incognitomail.org anonbox.net 33mail.com
  armyspy.com cuvox.de dayrep.com fleckens.hu gustr.com jourrapide.com rhyta.com superrito.com teleworm.us`.split(
    /\s+/,
  ),
)

/** Domains that are nothing but a slip of the keyboard, and what was meant. Mail to them is never wanted. */
export const mistypedDomains: ReadonlyMap<string, string> = new Map([
  ...slips(
    'gmail.com',
    'gmial.com gmai.com gmal.com gmil.com gmali.com gamil.com gnail.com gmaill.com gmail.con gmail.cmo',
  ),
  ...slips(
    'gmail.com',
    'gmail.comm gmail.om gmail.vom gmail.cm gmail.ocm gmaul.com ggmail.com gmailcom.com gimail.com',
  ),
  ...slips(
    'hotmail.com',
    'hotmial.com hotmai.com hotmal.com hotmil.com hotmaill.com hotmail.con hotmail.cmo hotnail.com',
  ),
  ...slips('hotmail.com', 'hotmail.comm hormail.com hitmail.com homail.com htmail.com hotamil.com'),
  ...slips('hotmail.co.uk', 'hotmail.couk hotmail.co.ku hotmial.co.uk hotmai.co.uk'),
  ...slips('yahoo.com', 'yaho.com yahooo.com yhaoo.com yahoo.con yahoo.cmo yahoo.comm yaoo.com yhoo.com'),
  ...slips('yahoo.co.uk', 'yahoo.couk yaho.co.uk yahooo.co.uk yahoo.co.ku'),
  ...slips('outlook.com', 'outlok.com outloo.com outlook.con outlook.cmo outllok.com outlool.com otlook.com'),
  ...slips('icloud.com', 'iclod.com icoud.com icloud.con iclou.com icluod.com'),
  ...slips('btinternet.com', 'btinternet.con btinernet.com btintenet.com'),
  ...slips('live.com', 'live.con live.cmo'),
  ...slips('aol.com', 'aol.con aol.cmo'),
])

function slips(meant: string, typed: string): [string, string][] {
  return typed.split(' ').map((domain) => [domain, meant])
}
