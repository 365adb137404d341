// Words by which a page has been made to run a script, somewhere, by someone: the well-known ways, put in our own words. Each
// would set `window.__hit`, open a dialog or ask for /hit, on a page that takes words for markup.
// No word here looks like a number or an address of a person: those would be held before anyone sees them.

const HIT = 'window.__hit=1';

/** Each class is another way by which a parser has been led astray. None holds an empty line: that would be two paragraphs. */
export const CLASSES = {
  scripts: [
    `<script>${HIT}</script>`,
    `<ScRiPt >${HIT}</sCrIpT >`,
    '<script src=/hit></script>',
    `<script/x>${HIT}</script/x>`,
    `<<script>${HIT}//<</script>`,
    `<scr<script>ipt>${HIT}</scr</script>ipt>`,
    `<script\n>${HIT}</script\n>`,
    '<script type=module>import("/hit")</script>',
  ],
  handlers: [
    `<img src=/hit onerror=${HIT}>`,
    `<img/src="/hit"/onerror="${HIT}">`,
    `<body onload=${HIT}>`,
    `<input autofocus onfocus=${HIT}>`,
    `<details open ontoggle=${HIT}><summary>x</summary></details>`,
    `<video><source onerror="${HIT}"></video>`,
    `<audio src=/hit onerror=alert(1)>`,
    `<p style="animation:exit 1s" onanimationstart="${HIT}">x</p>`,
    `<a tabindex=0 onfocus=${HIT} autofocus>x</a>`,
    `<marquee onstart=${HIT}>x</marquee>`,
    `<IMG """><IMG SRC=/hit ONERROR="${HIT}">`,
    `<img src=/hit oneonerrorrror=${HIT} onerror\t=\t${HIT}>`,
  ],
  drawings: [
    `<svg onload=${HIT}>`,
    `<svg/onload=${HIT}//`,
    `<svg><script>${HIT}</script></svg>`,
    `<svg><a xlink:href="javascript:${HIT}"><text y=9>x</text></a></svg>`,
    `<svg><animate onbegin=${HIT} attributeName=x dur=1s>`,
    `<svg><set attributeName=href to=javascript:${HIT} /></svg>`,
    `<svg><use href="data:image/svg+xml,<svg id=x onload=${HIT}>#x"></use></svg>`,
    `<svg><foreignObject><body onload=${HIT}></foreignObject></svg>`,
    `<math><mtext><a href="javascript:${HIT}">x</a></mtext></math>`,
    `<math href="javascript:${HIT}">x</math>`,
  ],
  mutations: [
    `<noscript><p title="</noscript><img src=/hit onerror=${HIT}>">`,
    `<svg></p><style><a id="</style><img src=/hit onerror=${HIT}>">`,
    `<math><mtext><table><mglyph><style><!--</style><img title="--><img src=/hit onerror=${HIT}>">`,
    `<form><math><mtext></form><form><mglyph><style></math><img src=/hit onerror=${HIT}>`,
    `<xmp><p title="</xmp><img src=/hit onerror=${HIT}>">`,
    `<template><img src=/hit onerror=${HIT}></template>`,
    `<select><style></select><img src=/hit onerror=${HIT}></style>`,
    `<!--><img src=/hit onerror=${HIT}>-->`,
    `<![CDATA[<img src=/hit onerror=${HIT}>]]>`,
    `<? <img src=/hit onerror=${HIT}> ?>`,
  ],
  addresses: [
    `<a href="javascript:${HIT}">x</a>`,
    `<a href=" JaVaScRiPt:${HIT}">x</a>`,
    `<a href="java\tscript:${HIT}">x</a>`,
    `<a href="java&#x0A;script&colon;${HIT}">x</a>`,
    `<a href="&#106;&#97;vascript&#58;${HIT}">x</a>`,
    `<a href="\u0001javascript:${HIT}">x</a>`,
    `<a href="data:text/html,<script>${HIT}</script>">x</a>`,
    `<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>`,
    `<a href='vbscript:MsgBox("x")'>x</a>`,
    `javascript:${HIT}`,
    `javascript://%0a${HIT}`,
  ],
  marks: [
    `[x](javascript:${HIT})`,
    `![x](javascript:${HIT})`,
    `[x](data:text/html,<script>${HIT}</script>)`,
    `[x]: javascript:${HIT}`,
    `<javascript:${HIT}>`,
    `![x](/hit"onerror="${HIT})`,
    `[x](<javascript:${HIT}> "x")`,
  ],
  'ways out': [
    `" autofocus onfocus=${HIT} x="`,
    `' autofocus onfocus=${HIT} x='`,
    `"><img src=/hit onerror=${HIT}>`,
    `'><svg onload=${HIT}>`,
    `\` onmouseover=${HIT} \``,
    `</textarea><script>${HIT}</script>`,
    `</title><script>${HIT}</script>`,
    `</style><script>${HIT}</script>`,
    `</option></select><img src=/hit onerror=${HIT}>`,
    `--><script>${HIT}</script>`,
    `"}</script><script>${HIT}</script>`,
    `\\";${HIT}//`,
    `</main></body></html><script>${HIT}</script>`,
  ],
  templates: [
    `{{ constructor.constructor('${HIT}')() }}`,
    `{% raw %}<script>${HIT}</script>{% endraw %}`,
    `\${${HIT}}`,
    `<%= ${HIT} %>`,
    `#{${HIT}}`,
    `{$x|safe} {{ x|safe }} { $name }`,
  ],
  entities: [
    `&lt;script&gt;${HIT}&lt;/script&gt;`,
    `&#60;script&#62;${HIT}&#60;/script&#62;`,
    `&amp;lt;img src=/hit onerror=${HIT}&amp;gt;`,
    `%3Cscript%3E${HIT}%3C/script%3E`,
    `\\u003cscript\\u003e${HIT}\\u003c/script\\u003e`,
    `\\x3cimg src=/hit onerror=${HIT}\\x3e`,
  ],
  signs: [
    `\uff1cscript\uff1e${HIT}\uff1c/script\uff1e`,
    `\u2039script\u203a${HIT}\u2039/script\u203a`,
    `<\u017fcript>${HIT}</\u017fcript>`,
    `\u202e>tpircs<\u202c <script>${HIT}</script>`,
    `<scr\u200bipt>${HIT}</scr\u200bipt>`,
    `<img src=/hit onerror\u2028=${HIT}>`,
    `\u00c0\u00bcscript\u00c0\u00be${HIT}`,
    `<scr\u0000ipt>${HIT}</scr\u0000ipt>`,
    `<img\u000csrc=/hit\u000conerror=${HIT}>`,
  ],
  frames: [
    `<iframe srcdoc="<script>parent.__hit=1</script>"></iframe>`,
    `<iframe src="javascript:parent.__hit=1"></iframe>`,
    '<object data="/hit"></object><embed src="/hit">',
    '<base href="https://elsewhere.example/">',
    '<meta http-equiv=refresh content="0;url=/hit">',
    '<link rel=stylesheet href=/hit>',
    `<form action="javascript:${HIT}"><button>x</button></form>`,
    `<button formaction=javascript:${HIT} form=exit>x</button>`,
    '<form id=exit action=/hit><input name=action></form>',
  ],
  styles: [
    `<p style="background:url(/hit)">x</p>`,
    `<p style="width:expression(${HIT})">x</p>`,
    `<style>@import '/hit';body{display:none}</style>`,
    `<p style="-moz-binding:url(/hit)">x</p>`,
    `<xss style="behavior:url(/hit)">x</xss>`,
  ],
};

export const ALL = Object.values(CLASSES).flat();

/** One of each class, for where little room is. */
export const ONE_OF_EACH = Object.values(CLASSES).map((it) => it[0]);

/** As many as fit together, each on a line of its own; what is too long for the place by itself is left out there. */
export function bundles(payloads, longest, between = '\n') {
  const all = [];
  for (const it of payloads.filter((it) => it.length <= longest)) {
    const last = all[all.length - 1];
    if (last !== undefined && last.length + between.length + it.length <= longest) all[all.length - 1] = last + between + it;
    else all.push(it);
  }
  return all;
}
