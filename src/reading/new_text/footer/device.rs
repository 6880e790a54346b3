//! The line with which telephones and mail programs advertise themselves: "Sent from my …".

use std::sync::LazyLock;

use crate::reading::pattern::Regex;

/// Where "Sent from my …" stands as the last line.
pub(super) fn start(lines: &[&str]) -> usize {
    static DEVICE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)^[^\p{L}]{0,3}(sent (from|via|with|using|on the|by)\b|get outlook for|anfonwyd o|gesendet (von|mit|über)|von mein\S+ .{0,40} gesendet|diese nachricht wurde (von|mit)",
            r"|envoyé (de|depuis|à partir|avec)|enviad[oa] (desde|do|da|a partir|con|com|pelo)|inviat[oa] (da|dal|con|tramite)\b|(verzonden|verstuurd) (vanaf|met|via|door)|wysłan[eo] (z|za)|skickat (från|med)|sendt (fra|med)|lähetetty|отправлено (с|из)|odesláno z|надіслано з|trimis (de pe|din)|elküldve|στάλθηκε από|發自|发自|iphoneから送信|.{0,20}(dan|den)? gönderildi|나의 .{0,20}에서 보냄",
            r"|(get|download|holen sie sich|télécharger|téléchargez|obtenez|obtener|obter( o)?|baixar( o)?|scarica|ottieni|hämta|hent|få|skaff deg|pobierz( \S+)?|získat|stáhnout|hanki|lataa|скачать|загрузить|завантажити) outlook\b|outlook (für|pour|voor|per|para) (ios|android)|typed on my|sent whilst)",
        ))
        .expect("the pattern is fixed and tested")
    });
    let Some(last) = lines.iter().rposition(|line| !line.trim().is_empty()) else {
        return lines.len();
    };
    let line = lines[last].trim();
    let words = line.split('<').next().unwrap_or(line).split_whitespace().count();
    let above = lines[..last].iter().any(|line| line.contains(char::is_alphanumeric));
    // "Sent from my BlackBerry 10 smartphone on the EE network."
    let of_network = words <= 12 && line.trim_end_matches('.').ends_with(" network");
    let brief = of_network
        || words <= 6
        || (words <= 9 && !line.ends_with('.'))
        || line.ends_with("gesendet.");
    if above && brief && DEVICE.is_match(line) { last } else { lines.len() }
}
