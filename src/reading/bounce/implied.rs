//! The status code that the words of a server imply where it gives none, by RFC 3463 section 3 and by
//! what Postfix, Exim and Sendmail report for the same cause.

use std::sync::LazyLock;

use crate::reading::pattern::Regex;

use super::texts::regex;

/// The code of a text; of class 4 where delivery is still tried.
pub(super) fn status(text: &str, delayed: bool) -> Option<String> {
    let (code, _) = CAUSES.iter().find(|(_, words)| words.is_match(text))?;
    let rest = code.split_once('.').map_or(*code, |(_, rest)| rest);
    Some(match replied_class(text) {
        _ if delayed => format!("4.{rest}"),
        Some(class) => format!("{class}.{rest}"),
        None => (*code).to_owned(),
    })
}

/// The class of the reply that a server quotes (RFC 5321 section 4.2.1): a code of another class would
/// contradict it. What was retried until the time ran out is not settled by the last reply.
fn replied_class(text: &str) -> Option<char> {
    static REPLY: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?im)(?:^|[\s:;(\[>])([45])[0-5]\d(?:[ -]#?[45]\.\d{1,3}\.\d{1,3}\b|[ -][A-Za-z<(])",
        )
    });
    let found = REPLY.captures(text)?;
    found[1].chars().next()
}

/// Causes, the more telling first: a full mailbox may also be the reason of a timeout.
static CAUSES: LazyLock<Vec<(&str, Regex)>> =
    LazyLock::new(|| WORDS.iter().map(|(code, words)| (*code, regex(words))).collect());

const WORDS: &[(&str, &str)] = &[
    (
        "5.7.25",
        r"(?i)(reverse (dns|lookup)|\bptr\b|\brdns\b)[^\n]{0,60}(fail|missing|required|not found|no |does not|invalid|lookup|record)|no (reverse dns|ptr)",
    ),
    (
        "5.7.23",
        r"(?i)\bspf\b[^\n]{0,60}(fail|reject|error|valid|not (pass|permit))|failed[^\n]{0,20}\bspf\b",
    ),
    ("5.7.26", r"(?i)\bdmarc\b"),
    ("4.7.1", r"(?i)gr[ea]y-?list"),
    ("5.7.8", r"(?i)\b535 [a-z]|authentication (credentials|failed|failure|unsuccessful)"),
    ("5.7.10", r"(?i)(must issue|requires?|need)[^\n]{0,30}\b(starttls|encryption|tls)\b"),
    (
        "5.7.1",
        r"(?i)delivery to this (address|recipient) is restricted|(contains?|infected|detected)[^\n]{0,30}\b(virus|malware)|\b(virus|malware)\b[^\n]{0,30}(detected|found|rejected)|\bblocked\b[^.\n]{0,40}\battachment",
    ),
    ("4.3.2", r"(?i)\b421\b[^\n]{0,60}(not available|closing|shutting|try again|unavailable)"),
    (
        "4.7.1",
        r"(?i)rate limit|too many (messages|connections|recipients)[^\n]{0,40}(sender|client|ip|hour|minute|slow|later)|sending too (fast|many)",
    ),
    (
        "5.2.2",
        r"(?i)(mailbox|inbox|account|user|recipient)[^.\n]{0,40}\b(full|over (its |his |her |their )?quota|out of space|exceed\w* .{0,20}(quota|storage|limit|size))|over ?quota|quota (is )?exceeded|exceed\w* [^.\n]{0,20}(quota|storage|allocation)|insufficient (disk|storage|mailbox)|mailbox full|full mailbox|postfach[^.\n]{0,30}\bvoll|speicherplatz|kontingent|bo[îi]te[^.\n]{0,40}(pleine|saturée)|quota (dépassé|atteint)|buz[óo]n[^.\n]{0,40}(llen[oa]|cuota)|cuota|casella[^.\n]{0,30}piena|(postvak|mailbox|postbus)[^.\n]{0,30}\bvol\b|caixa[^.\n]{0,30}cheia|(postlådan|brevlådan|inkorgen|postkassen|innboksen|indbakken)[^.\n]{0,30}\bfull|skrzynka[^.\n]{0,30}(pełna|przepełniona)|postilaatikko[^.\n]{0,20}täynnä|blwch[^.\n]{0,30}llawn",
    ),
    (
        "5.2.1",
        r"(?i)(mailbox|account|user|recipient)( \S+@\S+)?[^.\n]{0,30}\b(disabled|inactive|suspended|deactivated|locked|expired|closed)|(postfach|konto)[^.\n]{0,30}(deaktiviert|gesperrt|inaktiv)|(compte|boîte)[^.\n]{0,30}(désactivé|suspendu)|(cuenta|buzón)[^.\n]{0,30}(desactivad|suspendid|deshabilitad)",
    ),
    (
        "5.1.6",
        r"(?i)user (is )?not local|(address|mailbox|inbox)( \S+@\S+)?[^.\n]{0,40}\b(was|has been|have been|is|are)( now)? (withdrawn|retired|discontinued|decommissioned|superseded)|(address|mailbox|inbox)[^.\n]{0,40}\bno longer (in use|used|monitored)|(recipient|user|addressee|mailbox|person)[^.\n]{0,20}\bhas (now )?(moved|left)\b|adresse[^.\n]{0,40}(nicht mehr (in gebrauch|genutzt|verwendet)|n['’]est plus (utilisée|en service))|cyfeiriad[^.\n]{0,40}(yn cael ei ddefnyddio mwyach|wedi['’]i dynnu['’]n ôl)",
    ),
    (
        "5.3.4",
        r"(?i)(message|mail|size)[^.\n]{0,40}(too (large|big|long)|larger than|exceeds?[^.\n]{0,30}(size|limit|maximum))|(nachricht|mail)[^.\n]{0,30}zu gro(ß|ss)|message (est )?trop (volumineux|gros|grand)|mensaje[^.\n]{0,30}demasiado grande|messaggio[^.\n]{0,30}troppo grande|bericht[^.\n]{0,30}te groot",
    ),
    (
        "5.1.3",
        r"(?i)bad (destination |recipient )?address syntax|(syntax error|invalid syntax|malformed)[^.\n]{0,30}\b(address|recipient|mailbox)|(address|recipient)[^.\n]{0,20}\b(syntax|malformed)",
    ),
    (
        "5.4.6",
        r"(?i)mail loop|loops back to myself|received. headers|too many hops|routing loop|hop count exceeded|message is looping",
    ),
    (
        "5.4.4",
        r"(?i)host or domain name not found|name service error|unable to route|no mx\b|mx (or srv )?record|no mail servers for|no smtp service|no route to host found|domain[^.\n]{0,30}(kein|pas) ",
    ),
    (
        "5.1.2",
        r"(?i)\bnxdomain\b|domain(?: name)? \S+ (?:could ?n[o']t be|was not|is not|not) found|domain name not found|no such domain",
    ),
    (
        "5.1.1",
        r"(?i)(user|recipient|mailbox|account|address|addressee|alias)s?\b[^.\n]{0,40}\b(unknown|not (be )?(found|known|recogni[sz]ed|listed|exist|valid)|invalid|(does|do|did)(n't| not) exist|no longer exists?|unavailable)|(unknown|no such|invalid|bad|non-?existent) (local )?(user|recipient|mailbox|account|address|addressee|alias|person)|not (a )?(known|valid) (user|recipient|mailbox|address)|no mailbox (here )?(by|with|under) that name|not listed in|(empfänger|benutzer|adresse|postfach|konto)[^.\n]{0,40}(unbekannt|existiert nicht|nicht gefunden|nicht vorhanden|nicht bekannt|ungültig)|unbekannte[rs]? (empfänger|benutzer|adresse)|(utilisateur|destinataire|adresse|boîte)[^.\n]{0,40}(inconnue?|introuvable|n['’]existe pas|invalide)|(usuario|destinatario|direcci[óo]n|buz[óo]n|cuenta)[^.\n]{0,40}(desconocid|no existe|no encontrad|no se encontr|inexistente)|no existe (el|la|ning)|(utente|destinatario|casella|indirizzo)[^.\n]{0,40}(sconosciut|inesistent|non esiste|non trovat|non valid)|(gebruiker|ontvanger|adres|postvak)[^.\n]{0,40}(onbekend|bestaat niet|niet gevonden)|onbekende (gebruiker|ontvanger)|(usuário|utilizador|destinatário|endereço|caixa)[^.\n]{0,40}(desconhecid|não existe|não encontrad|inexistente)|(mottagaren|användaren|adressen|mottakeren|brukeren|modtageren|brugeren|postkassen|e-postadressen)[^.\n]{0,40}(okänd|finns inte|ukjent|finnes ikke|ukendt|findes ikke|eksisterer ikke|hittades inte)|vastaanottaj\w*[^.\n]{0,40}(tuntematon|ei löydy)|(odbiorca|użytkownik|adres|skrzynka)[^.\n]{0,40}(nie istnieje|nieznany|nie został)|(příjemce|uživatel|adresa|schránka)[^.\n]{0,40}(neexistuje|neznám)|derbynnydd[^.\n]{0,30}anhysbys|(cyfeiriad|defnyddiwr)[^.\n]{0,40}(ddim yn bodoli|anhysbys)|(does|did)(n't| not) have (an? )?\S+ (account|mailbox)|550[^\n]{0,20}mailbox unavailable|unknown or illegal alias|bad destination mailbox|encontr[óo] la direcci[óo]n|trovare l['’]indirizzo|(e-?mail)?adres[^.\n]{0,30}niet[^.\n]{0,12}gevonden|endereço[^.\n]{0,40}não foi encontrad|postadress\w*[^.\n]{0,40}(inte hittas|inte finns)|adresse[nr]?[^.\n]{0,40}(ikke (findes|fundet|funnet|finnes)|blev ikke fundet|ble ikke funnet)|osoite\w*[^.\n]{0,30}ei löydy|osoitetta ei löytynyt|adresu[^.\n]{0,30}nie (można odnaleźć|znaleziono)|adresa nebyla nalezena|nid yw['’]r (cyfeiriad|defnyddiwr)[^.\n]{0,20}bodoli|не (найден|существует)|bulunamadı|δεν (βρέθηκε|υπάρχει)|宛先不明|見つかりません|存在しません|不存在|找不到|찾을 수 없",
    ),
    (
        "5.1.2",
        r"(?i)unrouteable (mail )?(address|domain)|(host|domain|domain name|server)[^.\n]{0,30}\b(unknown|not found|(does|do)(n't| not) exist|could ?n[o']t be (found|resolved))|(unknown|no such|bad) (host|domain|destination)|couldn'?t find any host|all relevant mx records point to non-existent|(domäne?|host|rechner)[^.\n]{0,30}(unbekannt|nicht gefunden|existiert nicht)|domaine[^.\n]{0,30}(inconnu|introuvable|n['’]existe pas)|dominio[^.\n]{0,30}(desconocido|no existe|sconosciuto|inesistente|non esiste)|domein[^.\n]{0,30}(onbekend|bestaat niet)",
    ),
    (
        "4.4.7",
        r"(?i)message timed out|(message|delivery|queue)[^.\n]{0,40}\b(expired|time-?out|too old)|too long in queue|maximum (retry )?time|(been )?in the queue (too long|for too)",
    ),
    (
        "4.4.1",
        r"(?i)connection (refused|timed out|dropped|reset|failed|to \S+ (timed|refused))|connect(ion)? .{0,40}(timed out|refused)|no route to host|network (is )?unreachable|(could ?n[o']t|unable to|cannot|can't|wasn't able to) (connect|establish an? (smtp )?connection|contact)|no answer from host|host (is )?(unreachable|down)|not respond|have been failing for a long time|did not accept our requests? to connect|verbindung[^.\n]{0,40}(abgelehnt|verweigert|zeitüberschreitung|fehlgeschlagen)|connexion[^.\n]{0,40}(refusée|expirée|impossible)|conexi[óo]n[^.\n]{0,40}(rechazada|agotado)|connessione[^.\n]{0,40}(rifiutata|scaduta)|verbinding[^.\n]{0,40}(geweigerd|verbroken)",
    ),
    (
        "4.4.3",
        r"(?i)(host ?name|name|dns) (lookup|server)[^.\n]{0,30}(fail|error|time)|temporary lookup failure|lookup of (host )?\S+ failed",
    ),
    (
        "5.7.1",
        r"(?i)relay(ing)? (access )?(is )?(denied|prohibited|not (permitted|allowed))|(access|permission) denied|not (permitted|authori[sz]ed|allowed) to|(rejected|refused|blocked)[^.\n]{0,60}(spam|policy|polic|content|sender|reputation|filter)|(spam|policy|filter|blacklist|blocklist)[^.\n]{0,60}(rejected|refused|blocked|denied)|only (members|senders|authori)|sender (address )?(was )?(rejected|denied|not accepted)|listed (at|in|on|by) (spamhaus|\S*rbl|\S*bl\.)|abgelehnt[^.\n]{0,40}(spam|richtlinie)|(zugriff|zustellung) verweigert|accès refusé|acceso denegado|accesso negato|toegang geweigerd",
    ),
    ("4.4.7", r"(?i)retry time(out)? (exceeded|not reached)"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_imply_the_code_of_their_cause() {
        for (text, code) in [
            ("550 Unknown user", "5.1.1"),
            ("(User unknown)", "5.1.1"),
            ("The recipient name is not recognized", "5.1.1"),
            ("550 Benutzer unbekannt", "5.1.1"),
            ("Destinataire inconnu", "5.1.1"),
            ("El buzón está lleno", "5.2.2"),
            ("mailbox is full: retry timeout exceeded", "5.2.2"),
            ("Requested mail action aborted, exceeded storage allocation", "5.2.2"),
            ("Das Postfach ist voll", "5.2.2"),
            ("this account has been disabled", "5.2.1"),
            ("message size exceeds the limit", "5.3.4"),
            ("Unrouteable address", "5.1.2"),
            ("Host unknown", "5.1.2"),
            ("Host or domain name not found. Name service error for name=x", "5.4.4"),
            ("Connection refused: retry timeout exceeded", "4.4.1"),
            ("Relay access denied", "5.7.1"),
            ("550 relay not permitted", "5.7.1"),
            ("retry timeout exceeded", "4.4.7"),
            ("all hosts for 'a.example' have been failing for a long time", "4.4.1"),
            ("an MX or SRV record indicated no SMTP service", "5.4.4"),
            ("lookup of host \"mx.a.example\" failed", "4.4.3"),
            ("mail for a.example loops back to myself", "5.4.6"),
            ("bad address syntax", "5.1.3"),
            ("because the domain a.example couldn't be found", "5.1.2"),
            ("User mailbox exceeds allowed size", "5.2.2"),
            ("No se encontró la dirección de correo", "5.1.1"),
            ("Impossibile trovare l'indirizzo", "5.1.1"),
            ("Het e-mailadres kan niet worden gevonden", "5.1.1"),
            ("O endereço de email não foi encontrado", "5.1.1"),
            ("E-postadressen du angav kunde inte hittas", "5.1.1"),
            ("nid yw'r cyfeiriad yn bodoli", "5.1.1"),
            ("理由： 宛先不明", "5.1.1"),
            ("The account a@b.example has been disabled", "5.2.1"),
            ("too many hops", "5.4.6"),
            ("That address was withdrawn in January", "5.1.6"),
            ("this mailbox is no longer in use", "5.1.6"),
        ] {
            assert_eq!(status(text, false).as_deref(), Some(code), "{text}");
        }
        for (text, code) in [
            ("550 Reverse DNS lookup failed", "5.7.25"),
            ("452 Mailbox full", "4.2.2"),
            ("552 mailbox is over its quota", "5.2.2"),
            ("551 User not local; please try elsewhere", "5.1.6"),
            ("550 SPF check failed", "5.7.23"),
            ("550 rejected by DMARC policy", "5.7.26"),
            ("450 Greylisted, try again later", "4.7.1"),
            ("421 Service not available, closing channel", "4.3.2"),
            ("550 Sender address rejected", "5.7.1"),
            ("550 This message contains a virus", "5.7.1"),
            ("530 Must issue a STARTTLS command first", "5.7.10"),
            ("535 Authentication failed", "5.7.8"),
            ("delivery to this address is restricted", "5.7.1"),
            ("this message is larger than the size limit", "5.3.4"),
        ] {
            assert_eq!(status(text, false).as_deref(), Some(code), "{text}");
        }
        assert_eq!(status("the mailbox is full", true).as_deref(), Some("4.2.2"));
        assert_eq!(status("see the attached list", false), None);
    }
}
