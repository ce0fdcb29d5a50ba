//! Connections: the only user of hyper's server and of tokio, and the only place
//! with asynchronous code.
//!
//! One thread carries all connections, since an answer is a look-up. What a
//! client may cost is bounded: how many there are, how long they take to say
//! what they want, and how much of it.

use std::convert::Infallible;
use std::net::TcpListener;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use hyper::header::{self, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::sync::{Semaphore, mpsc, watch};

use super::answer::{self, Answer, Identity};
use super::site::Site;
use crate::cli::Failure;

/// Connections at a time; a browser opens six at most.
const CONNECTIONS: usize = 512;
/// For all headers of a request, and for a connection that waits for the next one.
const HEADERS_WITHIN: Duration = Duration::from_secs(15);
const HEADER_BYTES: usize = 64 * 1024;
/// A sign of life for open pages, which also finds out that a page has gone.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// The newest site; none before the first build is done.
pub type Newest = watch::Receiver<Option<Arc<Site>>>;

/// Answers requests for as long as the process lives.
pub fn serve(listener: TcpListener, identity: Identity, newest: &Newest) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| format!("cannot start the server: {error}"))?;
    listener.set_nonblocking(true).map_err(|error| format!("cannot start the server: {error}"))?;
    runtime.block_on(accept(listener, Arc::new(identity), newest))
}

async fn accept(listener: TcpListener, identity: Arc<Identity>, newest: &Newest) -> Result<(), Failure> {
    let listener =
        tokio::net::TcpListener::from_std(listener).map_err(|error| format!("cannot start the server: {error}"))?;
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let Ok(permit) = Arc::clone(&room).acquire_owned().await else { return Ok(()) };
        let Ok((stream, _)) = listener.accept().await else {
            // Out of file handles: others will end.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        let (identity, newest) = (Arc::clone(&identity), newest.clone());
        tokio::spawn(async move {
            let service = service_fn(|request| respond(Arc::clone(&identity), newest.clone(), request));
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(HEADERS_WITHIN)
                .max_buf_size(HEADER_BYTES)
                .serve_connection(TokioIo::new(stream), service);
            // A client that goes away is no failure of ours.
            let _ = connection.await;
            drop(permit);
        });
    }
}

async fn respond(
    identity: Arc<Identity>,
    mut newest: Newest,
    request: Request<Incoming>,
) -> Result<Response<Content>, Infallible> {
    // The address is told before the first build is done; who asks early waits for it.
    let site = newest.wait_for(Option::is_some).await.ok().and_then(|site| site.clone()).unwrap_or_default();
    let plain = answer::Request { method: request.method(), uri: request.uri(), headers: request.headers() };
    Ok(match answer::answer(&identity, &site, &plain) {
        Answer::Whole(response) => response.map(|bytes| Content::Whole(Some(bytes))),
        Answer::Events => events(newest),
        Answer::SideBySide(address) => {
            // Other requests do not wait for it.
            let view = tokio::task::spawn_blocking(move || site.desk.as_ref()?.view(&address)).await;
            let view = view.ok().flatten();
            answer::side_by_side(&identity, &plain, view.as_deref()).map(|bytes| Content::Whole(Some(bytes)))
        }
    })
}

/// The message of each build from now on, beginning with the newest.
fn events(mut newest: Newest) -> Response<Content> {
    let (sender, receiver) = mpsc::channel(1);
    newest.mark_changed();
    tokio::spawn(async move {
        loop {
            let message = match tokio::time::timeout(HEARTBEAT, newest.changed()).await {
                Ok(Ok(())) => newest.borrow_and_update().as_ref().map(|site| format!("data: {}\n\n", site.state)),
                Ok(Err(_)) => return,
                Err(_) => Some(":\n\n".to_string()),
            };
            if let Some(message) = message
                && sender.send(Bytes::from(message)).await.is_err()
            {
                return;
            }
        }
    });
    let mut response = Response::new(Content::Events(receiver));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The body of an answer.
enum Content {
    Whole(Option<Bytes>),
    Events(mpsc::Receiver<Bytes>),
}

impl Body for Content {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match self.get_mut() {
            Self::Whole(bytes) => Poll::Ready(bytes.take().map(|bytes| Ok(Frame::data(bytes)))),
            Self::Events(messages) => {
                messages.poll_recv(context).map(|bytes| bytes.map(|bytes| Ok(Frame::data(bytes))))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Self::Whole(None))
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(bytes) => SizeHint::with_exact(bytes.as_ref().map_or(0, |bytes| bytes.len() as u64)),
            Self::Events(_) => SizeHint::default(),
        }
    }
}
