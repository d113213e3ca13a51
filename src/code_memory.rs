//! The codes that were exchanged a moment ago, and whom they gave: a refresh, Back, or a front end's retry brings a
//! code again that the gateway has used up (`codeMemorySeconds`; off unless it is configured).

use std::collections::VecDeque;
use std::fmt;
use std::time::{Duration, Instant};

use crate::per_process::PerProcess;
use crate::protocol::code::{BusinessType, Code};
use crate::protocol::identity::Identity;
use crate::sync::{Arc, Mutex, MutexGuard, PoisonError};

const MAX_ENTRIES: usize = 1024;
const MAX_BYTES: usize = 1 << 20;

/// The memory of one client. What has expired is wiped by every later call to the client, and everything with it.
pub(crate) struct CodeMemory {
    lifetime: Duration,
    entries: PerProcess<Mutex<VecDeque<Entry>>>,
}

struct Entry {
    code: Code,
    business_type: BusinessType,
    user: Arc<Identity>,
    since: Instant,
}

impl CodeMemory {
    /// `None` when nothing is to be remembered.
    pub(crate) fn new(lifetime: Duration) -> Option<CodeMemory> {
        (!lifetime.is_zero()).then(|| CodeMemory { lifetime, entries: PerProcess::default() })
    }

    pub(crate) fn get(
        &self,
        code: &Code,
        business_type: BusinessType,
        now: Instant,
    ) -> Option<Arc<Identity>> {
        let entries = self.unexpired(now);
        let same = |e: &&Entry| e.code == *code && e.business_type == business_type;
        entries.iter().find(same).map(|entry| entry.user.clone())
    }

    /// Remembers what the gateway just gave. The oldest make room.
    pub(crate) fn put(
        &self,
        code: Code,
        business_type: BusinessType,
        user: Arc<Identity>,
        now: Instant,
    ) {
        let mut entries = self.unexpired(now);
        entries.push_back(Entry { code, business_type, user, since: now });
        let mut bytes: usize = entries.iter().map(|entry| entry.user.size()).sum();
        while entries.len() > MAX_ENTRIES || bytes > MAX_BYTES {
            bytes -= entries.pop_front().map_or(bytes, |oldest| oldest.user.size());
        }
    }

    /// Forgets what has expired.
    pub(crate) fn purge(&self, now: Instant) {
        drop(self.unexpired(now));
    }

    /// They are in the order in which they came and all live equally long.
    fn unexpired(&self, now: Instant) -> MutexGuard<'_, VecDeque<Entry>> {
        let mut entries = self.entries.get().lock().unwrap_or_else(PoisonError::into_inner);
        let has_expired = |e: &Entry| now.saturating_duration_since(e.since) >= self.lifetime;
        while entries.front().is_some_and(has_expired) {
            entries.pop_front();
        }
        entries
    }
}

impl fmt::Debug for CodeMemory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CodeMemory(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIFETIME: Duration = Duration::from_secs(30);

    fn code(text: &str) -> Code {
        Code::new(text).unwrap()
    }

    fn kind(number: i32) -> BusinessType {
        BusinessType::new(number).unwrap()
    }

    fn user(bytes: usize) -> Arc<Identity> {
        Arc::new(Identity::named(&"x".repeat(bytes)))
    }

    #[test]
    fn it_answers_for_the_same_code_and_business_type_until_it_expires() {
        let memory = CodeMemory::new(LIFETIME).unwrap();
        let (start, given) = (Instant::now(), user(1));
        memory.put(code("a"), kind(1), given.clone(), start);
        let soon = start + LIFETIME - Duration::from_nanos(1);
        assert!(Arc::ptr_eq(&memory.get(&code("a"), kind(1), soon).unwrap(), &given));
        assert!(memory.get(&code("a"), kind(2), soon).is_none());
        assert!(memory.get(&code("b"), kind(1), soon).is_none());
        assert!(memory.get(&code("a"), kind(1), start + LIFETIME).is_none());
        assert_eq!(Arc::strong_count(&given), 1, "expired and still held");
    }

    #[test]
    fn any_call_forgets_what_has_expired_and_freeing_forgets_all() {
        let memory = CodeMemory::new(LIFETIME).unwrap();
        let (start, old, new) = (Instant::now(), user(1), user(1));
        memory.put(code("old"), kind(1), old.clone(), start);
        memory.put(code("new"), kind(1), new.clone(), start + LIFETIME / 2);
        memory.purge(start + LIFETIME);
        assert_eq!((Arc::strong_count(&old), Arc::strong_count(&new)), (1, 2));
        drop(memory);
        assert_eq!(Arc::strong_count(&new), 1);
    }

    #[test]
    fn number_and_bytes_are_bounded_and_the_oldest_go() {
        let memory = CodeMemory::new(LIFETIME).unwrap();
        let now = Instant::now();
        for n in 0..=MAX_ENTRIES {
            memory.put(code(&n.to_string()), kind(1), user(1), now);
        }
        assert!(memory.get(&code("0"), kind(1), now).is_none());
        assert!(memory.get(&code("1"), kind(1), now).is_some());

        let half = user(MAX_BYTES / 2 - user(0).size());
        memory.put(code("half"), kind(1), half.clone(), now);
        memory.put(code("rest"), kind(1), half, now);
        assert_eq!(lock_len(&memory), 2);
        memory.put(code("more"), kind(1), user(1), now);
        assert!(memory.get(&code("half"), kind(1), now).is_none());
        memory.put(code("huge"), kind(1), user(MAX_BYTES + 1), now);
        assert_eq!(lock_len(&memory), 0, "what is over the bound is not remembered");
    }

    fn lock_len(memory: &CodeMemory) -> usize {
        memory.entries.get().lock().unwrap().len()
    }

    #[test]
    fn off_is_off() {
        assert!(CodeMemory::new(Duration::ZERO).is_none());
    }
}
