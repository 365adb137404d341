//! The words of a letter that came as a page: no pictures, no styles, nothing that is hidden, nothing fetched; links in full. What a
//! program marks as a quote or a signature goes here, where it is marked; what only reads like one, in `reply.rs`.
use mail_parser::decoders::html::html_to_text;
use scraper::{Html, Node, node::Element};
use std::fmt::Write;

/// No program nests deeper. What does is read by its letters alone: a tree of it takes time with the square of its depth.
const DEEPEST: usize = 256;
/// Nor does any write so many. What does is read by its letters alone, too: a tree of a megabyte of them takes a hundred.
const MOST_TAGS: usize = 20_000;
/// Tags that only change how letters look. Left open they are opened anew in everything that follows (HTML, 13.2.4.3), each time all of them:
/// a small page becomes a tree without end. None is needed for the words.
const LOOKS: &[&str] = &["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// They hold nothing.
const EMPTY: &[&str] = &["br", "img", "hr", "meta", "link", "input", "col", "area", "base", "wbr", "source", "embed", "track"];

/// Nothing of these is said to anybody.
const UNSAID: &[&str] = &[
    "head", "style", "script", "noscript", "template", "title", "object", "embed", "iframe", "svg", "math", "video", "audio", "canvas", "img", "map",
    "form", "button", "select", "input", "textarea", "o:p",
];
/// Stand on lines of their own.
const BLOCKS: &[&str] = &[
    "p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre", "section", "article", "header", "footer",
    "center", "dl", "dt", "dd", "address", "body",
];
/// Classes and ids that programs give to a quote.
const QUOTES: &[&str] = &["gmail_quote", "yahoo_quoted", "protonmail_quote", "tutanota_quote", "zmail_extra", "moz-forward-container", "ReplyBlock"];
/// And to the place from which on everything is the letter below.
const REST: &[&str] =
    &["divRplyFwdMsg", "appendonsend", "OutlookMessageHeader", "stopSpelling", "mail-editor-reference-message-container", "reply-intro"];
/// And to a signature.
const SIGNATURES: &[&str] = &[
    "gmail_signature",
    "gmail_signature_prefix",
    "moz-signature",
    "Signature",
    "AppleMailSignature",
    "protonmail_signature_block",
    "ms-outlook-mobile-signature",
    "ymail_android_signature",
];
/// What stands for a rest that is no longer hers, as `reply.rs` reads it.
const PARTED: &str = "\n-----Original Message-----\n";

/// What is done with an element.
enum Part {
    Said,
    Quote,
    Rest,
    Unsaid,
}

fn part(it: &Element) -> Part {
    // Programs put their own letters before what they take over: `x_gmail_quote`.
    let names = || it.classes().chain(it.id()).map(|name| name.trim_start_matches("x_"));
    let is_of = |list: &[&str]| names().any(|name| list.iter().any(|it| name == *it || (name.starts_with(it) && name.len() > it.len() + 4)));
    if UNSAID.contains(&it.name()) || is_of(SIGNATURES) || is_hidden(it) {
        return Part::Unsaid;
    }
    if is_of(REST) {
        return Part::Rest;
    }
    match it.name() == "blockquote" || is_of(QUOTES) {
        true => Part::Quote,
        false => Part::Said,
    }
}

fn is_hidden(it: &Element) -> bool {
    let style = it.attr("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    it.attr("hidden").is_some()
        || ["display:none", "visibility:hidden", "mso-hide:all", "font-size:0;", "max-height:0"].iter().any(|what| style.contains(what))
}

/// Whether elements stand in each other deeper than any program writes them; about, and sooner yes than no.
fn is_deep(page: &str) -> bool {
    let mut depth = 0_usize;
    page.split('<').skip(1).any(|tag| {
        let name: String = tag.chars().take_while(|it| it.is_ascii_alphanumeric()).collect::<String>().to_ascii_lowercase();
        let is_whole = tag.split('>').next().is_some_and(|it| it.ends_with('/'));
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if !name.is_empty() && !is_whole && !EMPTY.contains(&name.as_str()) {
            depth += 1;
        }
        depth > DEEPEST
    })
}

/// The page with tags in place of those that change how letters look: a tag is `<`, or `</`, and its name up to a space, a stroke or its end.
fn plain(page: &str) -> String {
    let mut out = String::with_capacity(page.len() + 1024);
    for (at, tag) in page.split('<').enumerate() {
        if at > 0 {
            out.push('<');
        }
        let (stroke, rest) = if let Some(rest) = tag.strip_prefix('/') { ("/", rest) } else { ("", tag) };
        let end = rest.find(|it: char| it.is_ascii_whitespace() || it == '/' || it == '>').unwrap_or(rest.len());
        match at > 0 && rest.get(..end).is_some_and(|name| LOOKS.iter().any(|it| it.eq_ignore_ascii_case(name))) {
            true => {
                out.push_str(stroke);
                out.push_str("span");
                out.push_str(&rest[end..]);
            }
            false => out.push_str(tag),
        }
    }
    out
}

/// Lines of text, with `>` before what is quoted.
pub fn text(page: &str) -> String {
    if is_deep(page) || page.matches('<').count() > MOST_TAGS {
        return html_to_text(page);
    }
    let page = Html::parse_document(&plain(page));
    let mut out = Lines::default();
    let mut below = None; // what is passed over
    let mut kept = 0;
    for edge in page.tree.root().traverse() {
        use ego_tree::iter::Edge;
        match edge {
            Edge::Open(node) if below.is_none() => match node.value() {
                Node::Element(it) => match part(it) {
                    Part::Unsaid => below = Some(node.id()),
                    Part::Quote => {
                        out.line("> ");
                        below = Some(node.id());
                    }
                    Part::Rest => {
                        out.text.push_str(PARTED);
                        return out.text;
                    }
                    Part::Said => {
                        kept += usize::from(it.name() == "pre");
                        out.opens(it.name());
                    }
                },
                Node::Text(words) => out.say(words, kept > 0),
                _ => {}
            },
            Edge::Close(node) => {
                if below == Some(node.id()) {
                    below = None;
                } else if let (Node::Element(it), true) = (node.value(), below.is_none()) {
                    kept -= usize::from(it.name() == "pre");
                    out.closes(it);
                }
            }
            Edge::Open(_) => {}
        }
    }
    out.text
}

#[derive(Default)]
struct Lines {
    text: String,
    /// Where the text of the links that are open begins.
    links: Vec<usize>,
}

impl Lines {
    fn ends(&mut self) {
        let end = self.text.trim_end_matches(' ').len();
        self.text.truncate(end);
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn line(&mut self, words: &str) {
        self.ends();
        self.text.push_str(words);
        self.text.push('\n');
    }

    fn opens(&mut self, name: &str) {
        match name {
            "br" => self.text.push('\n'),
            "a" => self.links.push(self.text.len()),
            "li" => {
                self.ends();
                self.text.push_str("- ");
            }
            "td" | "th" if !self.text.ends_with([' ', '\n']) && !self.text.is_empty() => self.text.push(' '),
            it if BLOCKS.contains(&it) => self.ends(),
            _ => {}
        }
    }

    fn closes(&mut self, it: &Element) {
        match it.name() {
            "a" => {
                let said = self.links.pop().and_then(|from| self.text.get(from..)).unwrap_or_default().trim().to_owned();
                let to = it.attr("href").unwrap_or_default().trim();
                let is_link = to.starts_with("https://") || to.starts_with("http://");
                if is_link && said.trim_end_matches('/') != to.trim_end_matches('/') {
                    let _ = write!(self.text, " ({to})");
                }
            }
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "table" => {
                self.ends();
                if !self.text.is_empty() {
                    self.text.push('\n');
                }
            }
            "br" => {}
            name if BLOCKS.contains(&name) => self.ends(),
            _ => {}
        }
    }

    /// Spaces and ends of lines are one space, unless they are kept.
    fn say(&mut self, words: &str, is_kept: bool) {
        if is_kept {
            self.text.push_str(words);
            return;
        }
        for it in words.chars() {
            if !it.is_ascii_whitespace() {
                self.text.push(it);
            } else if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::text;
    use crate::reading::reply::own_words;

    fn own(page: &str) -> String {
        own_words(&text(page))
    }

    #[test]
    fn pages_of_every_kind_of_program_leave_her_words_alone() {
        let (first, last) = ("I walked to the river today.", "On Monday I will go again.");
        let quote = "<div>canary my street is Elm <img src='https://track.example/x.gif'></div>";
        let pages = [
            format!(
                "<div dir=ltr>{first}<div><br></div><div>{last}</div></div><br><div class='gmail_quote'><div class='gmail_attr'>On Mon, Nov 23, 2026 Wren &lt;k7@list.example&gt; wrote:<br></div><blockquote class='gmail_quote'>{quote}</blockquote></div>"
            ),
            format!(
                "<html><head><style>p{{}}</style></head><body><p>{first}</p><p>{last}</p><div id='appendonsend'></div><hr><div id='divRplyFwdMsg'><b>From:</b> Wren</div>{quote}</body></html>"
            ),
            format!(
                "<html><body><p class=MsoNormal>{first}<o:p></o:p></p><p class=MsoNormal>{last}</p><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p><b>From:</b> Wren &lt;k7@list.example&gt;<br><b>Sent:</b> Monday<br><b>To:</b> me<br><b>Subject:</b> Notes</p></div>{quote}</body></html>"
            ),
            format!(
                "<p>{first}</p><p>{last}</p><div class='moz-cite-prefix'>On 11/23/26 9:14 AM, Wren wrote:<br></div><blockquote type=cite>{quote}</blockquote><pre class='moz-signature'>Jane Roe</pre>"
            ),
            format!(
                "{first}<br><br>{last}<br id='lineBreakAtBeginningOfSignature'><div dir=ltr>Sent from my iPhone</div><div dir=ltr><br><blockquote type=cite>On Nov 23, 2026, at 9:14, Wren wrote:{quote}</blockquote></div>"
            ),
            format!(
                "<div>{first}</div><div><br></div><div>{last}</div><div id='ymail_android_signature'>Sent from Yahoo</div><div class='yahoo_quoted'>On Monday, Wren wrote: {quote}</div>"
            ),
            format!(
                "<div>{first}</div><p></p><div>{last}</div><div class='x_protonmail_quote'>On Monday, Wren wrote: {quote}</div><div style='display: none'>canary hidden</div>"
            ),
            format!(
                "<div class='ms-outlook-mobile-body'><div>{first}</div><div><br></div><div>{last}</div><div class='ms-outlook-mobile-signature'>Get Outlook</div></div><div id='mail-editor-reference-message-container'>{quote}</div>"
            ),
        ];
        for page in &pages {
            let own = own(page);
            assert!(own.starts_with(first) && own.ends_with(last), "{own:?}\nof {page}");
            assert!(!own.contains("canary") && !own.contains("Wren") && own.len() < first.len() + last.len() + 4, "{own:?}\nof {page}");
        }
    }

    #[test]
    fn links_stand_in_full_and_nothing_is_fetched() {
        assert_eq!(
            own("<p>See <a href='https://a.example/x'>this</a> and <a href='https://b.example'>https://b.example/</a></p>"),
            "See this (https://a.example/x) and https://b.example/"
        );
        assert_eq!(own("<a href='mailto:jane@mail.example'>me</a><img alt=canary src=x><script>canary()</script>"), "me");
        assert_eq!(own("<ul><li>one<li>two</ul><table><tr><td>a<td>b<tr><td>c</table>"), "- one\n- two\n\na b\nc");
        assert_eq!(own("caf&eacute; &amp; th&#233; &lt;3"), "café & thé <3");
        assert_eq!(own("<pre>a\n  b</pre>"), "a\n  b");
    }

    #[test]
    fn what_is_nested_without_end_is_read_without_end() {
        let deep = format!("{}deep{}", "<div><b>".repeat(20_000), "</b></div>".repeat(20_000));
        assert_eq!(own(&deep), "deep");
        assert_eq!(own(&format!("{}many", "<br>".repeat(200_000))), "many");
        // Each is of another look, none is closed where it stands, and what follows would open all of them anew, two thousand times.
        let looks: String = (0..2000).map(|it| format!("<b id={it}><p></B\n></p>")).collect();
        let page = super::plain(&format!("{looks}{}", "<p>x</p>".repeat(2000)));
        assert!(scraper::Html::parse_document(&page).tree.nodes().len() < 20_000);
        assert_eq!(super::plain("a <b>c</b> <BR/><I >d</i><big/><blockquote>"), "a <span>c</span> <BR/><span >d</span><span/><blockquote>");
    }
}
