// What a checker can see of WCAG 2.2 AA on the page as it stands.
import fs from 'node:fs';
import { createRequire } from 'node:module';

export const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What the checker finds; `only` names single rules. The checker must be in the page: [`AXE`]. */
export const check = (page, only) => page.evaluate(async ({ rules, only }) => {
  for (const it of document.getAnimations()) it.finish(); // colours as they stay, not on the way there
  const runOnly = only ? { type: 'rule', values: only } : { type: 'tag', values: rules };
  const { violations } = await globalThis.axe.run(document, { runOnly, resultTypes: ['violations'] });
  return violations.map((it) => it.id + ': ' + it.nodes.slice(0, 2).map((node) => node.target + ' ' + (node.any[0] ? node.any[0].message : '')).join(' | '));
}, { rules: RULES, only });
