//! A PDF whose table of objects is missing or wrong (cut in the middle, changed by a mail filter) gets
//! a new one: the objects are found by their beginnings (ISO 32000-1, section 7.5.4).

use memchr::memmem;

/// Objects beyond this many are left out.
const MOST_OBJECTS: usize = 500_000;

/// The file with a table of all objects, and a trailer, after its end.
pub fn with_new_table(file: &[u8]) -> Vec<u8> {
    let start = memmem::find(file, b"%PDF-").unwrap_or(0);
    let file = &file[start..];
    let objects = objects(file);
    let mut repaired = file.to_vec();
    repaired.extend_from_slice(b"\nendstream\nendobj\n");
    let table = repaired.len();
    let mut text = String::from("xref\n0 1\n0000000000 65535 f \n");
    for (number, generation, at) in &objects {
        text.push_str(&format!("{number} 1\n{at:010} {generation:05} n \n"));
    }
    let size = objects.iter().map(|(number, ..)| number + 1).max().unwrap_or(1);
    text.push_str(&format!("trailer\n<</Size {size}"));
    if let Some((number, generation, _)) = objects.iter().rfind(|(.., at)| is_catalog(&file[*at..]))
    {
        text.push_str(&format!("/Root {number} {generation} R"));
    }
    text.push_str(&format!(">>\nstartxref\n{table}\n%%EOF\n"));
    repaired.extend_from_slice(text.as_bytes());
    repaired
}

/// Every `n g obj` at which an object begins, the last of each number.
fn objects(file: &[u8]) -> Vec<(u32, u16, usize)> {
    let mut found = std::collections::BTreeMap::new();
    for at in memmem::find_iter(file, b" obj") {
        let Some((generation, space)) = digits_before(file, at) else { continue };
        if space == 0 || file[space - 1] != b' ' {
            continue;
        }
        let Some((number, start)) = digits_before(file, space - 1) else { continue };
        let (Ok(number), Ok(generation)) = (u32::try_from(number), u16::try_from(generation))
        else {
            continue;
        };
        if number < 10_000_000 && found.len() < MOST_OBJECTS {
            found.insert(number, (number, generation, start));
        }
    }
    found.into_values().collect()
}

/// The number that ends before `end`, and where it starts.
fn digits_before(file: &[u8], end: usize) -> Option<(u64, usize)> {
    let digits = file[..end].iter().rev().take(10).take_while(|b| b.is_ascii_digit()).count();
    let start = end - digits;
    let number = std::str::from_utf8(&file[start..end]).ok()?.parse().ok()?;
    Some((number, start))
}

fn is_catalog(object: &[u8]) -> bool {
    let head = &object[..object.len().min(2_000)];
    let head = &head[..memmem::find(head, b"endobj").unwrap_or(head.len())];
    [&b"/Type/Catalog"[..], b"/Type /Catalog"].iter().any(|mark| memmem::find(head, mark).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_are_found_without_their_table() {
        let file = b"%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\n12 0 obj 5 endobj 1 0 obj<</Type/Catalog>>endobj";
        let found = objects(file);
        assert_eq!(found.iter().map(|o| (o.0, o.1)).collect::<Vec<_>>(), [(1, 0), (12, 0)]);
        let repaired = String::from_utf8(with_new_table(file)).unwrap();
        assert!(repaired.contains("/Size 13/Root 1 0 R"), "{repaired}");
    }
}
