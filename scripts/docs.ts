import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROUTERS } from '../src/traffic/routers';
import { COMPATIBILITY_PAGE, compatibilityPage } from './docs/compatibility-page';
import { routerConstructs } from './docs/router-constructs';
import { RULE_PAGES } from './docs/rule-page';
import { rulePages } from './docs/rule-pages';

// `npm run docs`: npm runs it in the root of the project.
const root = process.cwd();
const pages = new Map([[COMPATIBILITY_PAGE, compatibilityPage(ROUTERS, routerConstructs(root))], ...rulePages(root)]);
rmSync(path.join(root, RULE_PAGES), { recursive: true, force: true });
for (const [page, text] of pages) {
  const file = path.join(root, page);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
console.log(`${COMPATIBILITY_PAGE}, and ${pages.size - 1} pages in ${RULE_PAGES}`);
