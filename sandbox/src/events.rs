//! Server-sent events: whoever watches is told what happened, and dropped when he does not keep up.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Mutex;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use hyper::body::Frame;
use serde_json::Value;
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// So many events may wait for a watcher. A browser that was dropped comes back and reads the list anew.
const WAITING: usize = 2000;
const WATCHERS: usize = 32;

#[derive(Default)]
pub struct Events {
    watchers: Mutex<Vec<Sender<Bytes>>>,
}

impl Events {
    pub fn watch(&self) -> Response {
        let (sender, receiver) = channel(WAITING);
        let _ = sender.try_send(Bytes::from_static(b"retry: 500\n\n"));
        let mut watchers = self.watchers.lock().expect("no panic while held");
        if watchers.len() == WATCHERS {
            watchers.remove(0);
        }
        watchers.push(sender);
        let mut response = Response::new(Body::new(Stream(receiver)));
        let event_stream = HeaderValue::from_static("text/event-stream");
        response.headers_mut().insert(header::CONTENT_TYPE, event_stream);
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }

    /// The data is made only when somebody watches.
    pub fn send(&self, kind: &str, data: impl FnOnce() -> Value) {
        let mut watchers = self.watchers.lock().expect("no panic while held");
        watchers.retain(|watcher| !watcher.is_closed());
        if watchers.is_empty() {
            return;
        }
        let event = Bytes::from(format!("event: {kind}\ndata: {}\n\n", data()));
        watchers.retain(|watcher| watcher.try_send(event.clone()).is_ok());
    }
}

struct Stream(Receiver<Bytes>);

impl hyper::body::Body for Stream {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.0.poll_recv(context).map(|event| event.map(|event| Ok(Frame::data(event))))
    }
}
