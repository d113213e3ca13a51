//! The page, inside the program: plain files, no build step, nothing from elsewhere.

use axum::Router;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";
const TEXT: &str = "text/plain; charset=utf-8";

macro_rules! file {
    ($path:literal, $kind:expr, $file:literal) => {
        ($path, $kind, include_str!(concat!("../page/", $file)))
    };
}

const FILES: &[(&str, &str, &str)] = &[
    file!("/", HTML, "index.html"),
    file!("/icon.svg", SVG, "icon.svg"),
    file!("/style.css", CSS, "style.css"),
    file!("/phone.css", CSS, "phone.css"),
    file!("/print.css", CSS, "print.css"),
    file!("/main.js", SCRIPT, "main.js"),
    file!("/interface.js", SCRIPT, "interface.js"),
    file!("/language.js", SCRIPT, "language.js"),
    file!("/elements.js", SCRIPT, "elements.js"),
    file!("/documents.js", SCRIPT, "documents.js"),
    file!("/rooms/phone.js", SCRIPT, "rooms/phone.js"),
    file!("/rooms/requests.js", SCRIPT, "rooms/requests.js"),
    file!("/rooms/codes.js", SCRIPT, "rooms/codes.js"),
    file!("/rooms/faults.js", SCRIPT, "rooms/faults.js"),
    file!("/rooms/clock.js", SCRIPT, "rooms/clock.js"),
    file!("/rooms/configuration.js", SCRIPT, "rooms/configuration.js"),
    file!("/rooms/acceptance.js", SCRIPT, "rooms/acceptance.js"),
    file!("/lines/c.txt", TEXT, "lines/c.txt"),
    file!("/lines/cpp.txt", TEXT, "lines/cpp.txt"),
    file!("/lines/java.txt", TEXT, "lines/java.txt"),
    file!("/lines/csharp.txt", TEXT, "lines/csharp.txt"),
    file!("/lines/powerbuilder.txt", TEXT, "lines/powerbuilder.txt"),
    ("/documents/gateway", TEXT, include_str!("../../docs/gateway.md")),
];

/// Scripts and styles come from these files and from nowhere else, and no other page holds this one.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

pub fn router() -> Router {
    FILES.iter().fold(Router::new(), |router, &(path, kind, text)| {
        router.route(path, get(async move || served(kind, text)))
    })
}

fn served(kind: &'static str, text: &'static str) -> impl IntoResponse {
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, text)
}
