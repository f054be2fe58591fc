import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROUTERS } from '../src/traffic/routers';
import { COMPATIBILITY_PAGE, compatibilityPage } from './docs/compatibility-page';
import { routerConstructs } from './docs/router-constructs';

// `npm run docs`: npm runs it in the root of the project.
const root = process.cwd();
const file = path.join(root, COMPATIBILITY_PAGE);
mkdirSync(path.dirname(file), { recursive: true });
writeFileSync(file, compatibilityPage(ROUTERS, routerConstructs(root)));
console.log(COMPATIBILITY_PAGE);
