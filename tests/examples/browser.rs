//! What a patient's browser does, one hop at a time.

use ureq::http::HeaderMap;

pub struct Browser {
    agent: ureq::Agent,
    base: String,
    /// `NAME=VALUE` of the session.
    pub cookie: Option<String>,
}

pub struct Page {
    pub status: u16,
    headers: HeaderMap,
    pub body: String,
}

impl Browser {
    pub fn new(base: &str) -> Browser {
        let agent =
            ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build();
        Browser { agent: agent.into(), base: base.to_owned(), cookie: None }
    }

    pub fn get(&mut self, path: &str) -> Page {
        let request = self.agent.get(self.address(path));
        let request = match &self.cookie {
            Some(cookie) => request.header("Cookie", format!("other=1; {cookie}; last=2")),
            None => request,
        };
        let answer = request.call();
        self.seen(answer)
    }

    pub fn head(&mut self, path: &str) -> Page {
        let answer = self.agent.head(self.address(path)).call();
        self.seen(answer)
    }

    pub fn post(&mut self, path: &str) -> Page {
        self.post_form(path, &[])
    }

    /// Presses the button of the page's only form.
    pub fn submit(&mut self, page: &Page) -> Page {
        let (path, fields) = page.form();
        self.post_form(path, &fields)
    }

    fn post_form(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let request = self.agent.post(self.address(path));
        let request = request.header("Cookie", self.cookie.as_deref().unwrap_or_default());
        let answer = request.send_form(fields.iter().copied());
        self.seen(answer)
    }

    pub fn post_json(&mut self, path: &str, json: impl AsRef<[u8]>) -> Page {
        let request =
            self.agent.post(self.address(path)).header("Content-Type", "application/json");
        let request = request.header("Cookie", self.cookie.as_deref().unwrap_or_default());
        let answer = request.send(json.as_ref());
        self.seen(answer)
    }

    fn address(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// Keeps the session's cookie as a browser would.
    fn seen(&mut self, answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Page {
        let mut answer = answer.unwrap();
        let page = Page {
            status: answer.status().as_u16(),
            headers: answer.headers().clone(),
            body: answer.body_mut().read_to_string().unwrap(),
        };
        if let Some(cookie) = page.header("set-cookie") {
            let pair = cookie.split(';').next().unwrap().to_owned();
            self.cookie = (!cookie.contains("Max-Age=0")).then_some(pair);
        }
        // Whatever it is: no cache keeps it, no other site learns the address, and no page runs a script.
        assert!(page.header("cache-control").unwrap().contains("no-store"));
        assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
        assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
        assert!(page.header("content-security-policy").unwrap().contains("default-src 'none'"));
        page
    }
}

impl Page {
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut all = self.headers.get_all(name).iter();
        let first = all.next().map(|value| value.to_str().unwrap());
        assert!(all.next().is_none(), "{name} twice");
        first
    }

    pub fn json(&self) -> serde_json::Value {
        assert_eq!(self.header("content-type"), Some("application/json; charset=utf-8"));
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.body))
    }

    /// The heading as a person reads it; in the page it must be escaped.
    pub fn heading(&self) -> String {
        let type_ = self.header("content-type").unwrap().to_lowercase().replace(' ', "");
        assert_eq!(type_, "text/html;charset=utf-8");
        let heading = self.body.split("<h1>").nth(1).unwrap().split("</h1>").next().unwrap();
        assert!(!heading.contains(['<', '>', '"', '\'']), "not escaped: {heading}");
        unescaped(heading)
    }

    /// Where its form leads, and the fields that nobody sees.
    fn form(&self) -> (&str, Vec<(&str, &str)>) {
        let form = self.body.split("<form ").nth(1).unwrap().split("</form>").next().unwrap();
        let inputs = form.split("<input type=\"hidden\" ").skip(1);
        let fields = inputs.map(|input| (attribute(input, "name"), attribute(input, "value")));
        (attribute(form, "action"), fields.collect())
    }
}

fn attribute<'a>(tag: &'a str, name: &str) -> &'a str {
    let value = tag.split_once(&format!("{name}=\"")).unwrap_or_else(|| panic!("{name}: {tag}")).1;
    value.split('"').next().unwrap()
}

fn unescaped(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('&') {
        let (entity, after) = after.split_once(';').unwrap_or_else(|| panic!("a bare &: {html}"));
        text.push_str(before);
        text.push(match entity {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            number => {
                let number = number.strip_prefix('#').unwrap_or_else(|| panic!("&{entity};"));
                char::from_u32(number.parse().unwrap()).unwrap()
            }
        });
        rest = after;
    }
    text + rest
}
