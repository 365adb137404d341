//! What the numbers mean with which the network says no (SMPP 3.4, 5.1.3).
use crate::carrier::{NotSent, Trouble};
use rusmpp::CommandStatus as Status;

/// What became of one part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Taken,
    /// It wants fewer at once: the same is said again after a pause.
    Slower,
    No(NotSent),
    /// Not about the text: it does not let us write from this number.
    NotOurNumber,
}

pub fn of_text(status: u32) -> Outcome {
    match Status::from(status) {
        Status::EsmeRok => Outcome::Taken,
        Status::EsmeRthrottled | Status::EsmeRmsgqful => Outcome::Slower,
        // The number is none. Whether there is somebody behind one is told later, by a receipt.
        Status::EsmeRinvdstadr => Outcome::No(NotSent::Gone("the number is none")),
        Status::EsmeRinvsrcadr | Status::EsmeRinvsrcton | Status::EsmeRinvsrcnpi => Outcome::NotOurNumber,
        // What was said is wrong in itself, and will be the next time.
        Status::EsmeRinvmsglen
        | Status::EsmeRinvcmdlen
        | Status::EsmeRinvcmdid
        | Status::EsmeRinvprtflg
        | Status::EsmeRinvregdlvflg
        | Status::EsmeRinvsertyp
        | Status::EsmeRinvesmclass
        | Status::EsmeRinvdstton
        | Status::EsmeRinvdstnpi
        | Status::EsmeRinvrepflag
        | Status::EsmeRinvsched
        | Status::EsmeRinvexpiry
        | Status::EsmeRinvtlvstream
        | Status::EsmeRtlvnotallwd
        | Status::EsmeRinvtlvlen
        | Status::EsmeRmissingtlv
        | Status::EsmeRinvtlvval
        | Status::EsmeRinvdcs
        // "Permanent application error" and "reject message".
        | Status::EsmeRxPAppn
        | Status::EsmeRxRAppn => Outcome::No(NotSent::Never("the network refuses it as it is")),
        Status::EsmeRprohibited | Status::EsmeRsertypunauth | Status::EsmeRsertypdenied => {
            Outcome::No(NotSent::Never("the network refuses us"))
        }
        // RSYSERR, RSUBMITFAIL, RX_T_APPN, RDELIVERYFAILURE, RUNKNOWNERR; and 0x400 to 0x4FF, which every network uses as it likes, often
        // for an empty account. None of them says that it is for ever.
        _ => Outcome::No(NotSent::Later("the network cannot take it")),
    }
}

pub fn of_bind(status: u32) -> Result<(), Trouble> {
    match Status::from(status) {
        Status::EsmeRok => Ok(()),
        // RINVSYSTYP: the system type is a part of the name.
        Status::EsmeRbindfail | Status::EsmeRinvpaswd | Status::EsmeRinvsysid | Status::EsmeRinvsystyp => Err(Trouble::NotKnown),
        // Busy, or our line of before is not yet over for it.
        Status::EsmeRsyserr | Status::EsmeRthrottled | Status::EsmeRmsgqful | Status::EsmeRalybnd | Status::EsmeRxTAppn => Err(Trouble::OutOfReach),
        _ => Err(Trouble::Strange),
    }
}
