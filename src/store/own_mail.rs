//! What she wrote about requests with her own mail program: its Message-ID alone, which replies name.

use std::collections::HashMap;

use rusqlite::params;

use super::{Change, Result, Store};
use crate::request::RequestId;

impl Store {
    /// The Message-IDs of what she wrote, by request.
    pub fn own_ids(&self) -> Result<HashMap<RequestId, Vec<String>>> {
        let mut query = self.conn.prepare("SELECT request, message_id FROM own_mail")?;
        let rows = query.query_map([], |row| Ok((RequestId(row.get(0)?), row.get(1)?)))?;
        let mut ids: HashMap<RequestId, Vec<String>> = HashMap::new();
        for row in rows {
            let (request, id) = row?;
            ids.entry(request).or_default().push(id);
        }
        ids.values_mut().for_each(|ids| ids.sort_unstable());
        Ok(ids)
    }
}

impl Change<'_> {
    /// Notes that she wrote a message with that id about the request.
    pub fn note_own_id(&self, request: &RequestId, id: &str) -> Result<()> {
        self.tx
            .prepare_cached("INSERT OR IGNORE INTO own_mail (message_id, request) VALUES (?1, ?2)")?
            .execute(params![id, request.as_str()])?;
        Ok(())
    }
}
