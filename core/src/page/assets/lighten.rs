//! What we wrote for ourselves in a style or a script stays here: comments, and space that means nothing. A prepaid phone loads
//! a third less. Our own files only, and written plainly: a string with ` // ` or `/**` in it must not stand in a script, nor one
//! with `/*` in a style. Names are left as they are, so that what a browser shows can be read.

/// A script: comments, the space before a line, and what binds modules that travel as one file. Those name each other by
/// `import { … } from './…'` on one line; their outermost names differ, or no browser takes the file.
pub(super) fn script(written: &[u8]) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(written) else { return written.to_vec() };
    let bare = without_blocks(text, "/**");
    let lines = bare.lines().map(str::trim).filter(|it| !(it.is_empty() || it.starts_with("//") || it.starts_with("import {")));
    // What a module on its own gives to others is asked for by its name.
    let is_joined = bare.lines().any(|it| it.trim().starts_with("import {"));
    let lines = lines.map(|it| it.strip_prefix("export ").filter(|_| is_joined).unwrap_or(it));
    let lines = lines.map(|line| match line.split_once(" // ") {
        Some((code, _)) if code.matches('\'').count() % 2 == 0 => code,
        _ => line,
    });
    lines.flat_map(|it| [it, "\n"]).collect::<String>().into_bytes()
}

/// A style: comments, and space beside what parts one thing from the next. Space before a colon and round `+` and `-` means
/// something there, and stays.
pub(super) fn style(written: &[u8]) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(written) else { return written.to_vec() };
    let mut light = String::with_capacity(text.len());
    let (mut quote, mut space) = (None, false);
    for it in without_blocks(text, "/*").chars() {
        if quote.is_some() {
            light.push(it);
            quote = quote.filter(|open| *open != it);
            continue;
        }
        if it.is_whitespace() {
            space = true;
            continue;
        }
        let parted =
            light.is_empty() || light.ends_with(['{', '}', ';', ',', ':', '>', '(']) || matches!(it, '{' | '}' | ';' | ',' | '>' | ')' | '!');
        if space && !parted {
            light.push(' ');
        }
        if it == '}' && light.ends_with(';') {
            light.pop();
        }
        quote = matches!(it, '"' | '\'').then_some(it);
        space = false;
        light.push(it);
    }
    light.into_bytes()
}

fn without_blocks(mut text: &str, open: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    while let Some((before, comment)) = text.split_once(open) {
        bare.push_str(before);
        text = comment.split_once("*/").map_or("", |it| it.1);
    }
    bare.push_str(text);
    bare
}

#[cfg(test)]
mod tests {
    fn script(text: &str) -> String {
        String::from_utf8(super::script(text.as_bytes())).expect("text")
    }

    fn style(text: &str) -> String {
        String::from_utf8(super::style(text.as_bytes())).expect("text")
    }

    #[test]
    fn comments_stay_here_and_code_travels() {
        assert_eq!(script("// Why.\nlet a = 1; // because\n\n  /** @type {string} */\n  let b = 'x // y';\n"), "let a = 1;\nlet b = 'x // y';\n");
        assert_eq!(script("const it = /** @type {HTMLElement} */ (one);\n"), "const it =  (one);\n");
        assert_eq!(script("fetch('https://example.org/');\n"), "fetch('https://example.org/');\n");
    }

    #[test]
    fn modules_that_travel_together_are_bound_by_their_names_alone() {
        let one = "export let a = 1;\nexport function set(it) { a = it; }\n";
        let two = "import { a, set } from './one.js';\nset(a + 1);\nimport(address);\n";
        assert_eq!(script(one), one);
        assert_eq!(script(&format!("{one}{two}")), "let a = 1;\nfunction set(it) { a = it; }\nset(a + 1);\nimport(address);\n");
    }

    #[test]
    fn a_style_keeps_every_rule() {
        assert_eq!(style("/* Why. */\na { color: red; } /* here */\n  b { top: 0; }\n"), "a{color:red}b{top:0}");
        assert_eq!(
            style("@media (min-width: 700px) { .a > b + i :focus, .c { margin: 0 auto !important; } }"),
            "@media (min-width:700px){.a>b + i :focus,.c{margin:0 auto!important}}"
        );
    }

    #[test]
    fn a_style_keeps_space_that_means_something() {
        assert_eq!(style("a { top: calc(-1 * var(--x) + 2px); }"), "a{top:calc(-1 * var(--x) + 2px)}");
        assert_eq!(style(":root { --font: \"Segoe  UI\", sans-serif; }"), ":root{--font:\"Segoe  UI\",sans-serif}");
        assert_eq!(style("a::before { content: \"+\"; } b { content: ' ; }'; }"), "a::before{content:\"+\"}b{content:' ; }'}");
    }
}
