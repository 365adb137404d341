//! How many were there. Who they were is known to nobody, and small numbers are not told: under five, one could guess.
use super::past;
use crate::{Kernel, Result, clock::Moment, id::GroupId};

/// Fewer than this are shown as "under five" (behaviours S58).
pub const LEAST: i32 = 5;

/// One meeting that was held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attendance {
    pub begins: Moment,
    pub count: Count,
}

/// A number, as far as it may be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// Nobody was let in: it did not take place.
    None,
    Few,
    Of(i32),
}

/// The last meetings of a group, oldest first.
pub async fn of(kernel: &Kernel, group: GroupId, most: u64) -> Result<Vec<Attendance>> {
    let mut found: Vec<Attendance> =
        past(kernel, group, most).await?.into_iter().map(|it| Attendance { begins: it.begins, count: count(it.attended) }).collect();
    found.reverse();
    Ok(found)
}

fn count(attended: Option<i32>) -> Count {
    match attended {
        None | Some(..=0) => Count::None,
        Some(1..LEAST) => Count::Few,
        Some(number) => Count::Of(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_under_five_is_not_told() {
        assert_eq!(count(None), Count::None);
        assert_eq!(count(Some(0)), Count::None);
        for few in 1..5 {
            assert_eq!(count(Some(few)), Count::Few);
        }
        assert_eq!(count(Some(5)), Count::Of(5));
    }
}
