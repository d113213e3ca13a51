//! What is wrong with a server's certificate.

/// What is wrong with a server's certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CertificateProblem {
    Expired,
    /// Not the server's own, but one that the server sent along.
    IssuerExpired {
        issuer: String,
    },
    NotYetValid,
    WrongName,
    /// The name stands in the CN only, which nobody looks at any more.
    NoAltName,
    /// Of an authority that is not configured.
    UnknownIssuer,
    /// Its own issuer, and not configured.
    SelfSigned,
    /// The issuer's certificate was not sent and is not configured.
    IssuerMissing {
        issuer: String,
    },
    /// An authority of a trusted one's name with another key.
    OtherKey {
        issuer: String,
    },
    /// Signed in a way that is not supported.
    SignatureAlgorithm {
        name: String,
    },
    /// An RSA key that is too short, or absurdly long.
    KeyLength {
        owner: String,
        bits: usize,
    },
    /// Version 1 or 2.
    Version,
    /// Not for TLS servers.
    Purpose,
    /// Its issuer may not issue for this name.
    NameConstraints {
        issuer: String,
    },
    /// An extension that nobody may ignore and the library does not know.
    CriticalExtension {
        oid: String,
    },
    /// An authority's own certificate, which is not configured itself.
    IsAuthority,
    /// Its issuer is no authority.
    NotAnAuthority {
        issuer: String,
    },
    /// Not encoded as certificates are.
    Malformed,
    Other,
}
