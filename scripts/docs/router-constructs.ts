import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The constructs of each router's folder that users can make, those to give to a rollout first. */
export type RouterConstructs = Readonly<Record<string, readonly string[]>>;

/** The constructs in the folders of src/traffic, as far as src/index.ts exports them. */
export function routerConstructs(root: string): RouterConstructs {
  const traffic = path.join(root, 'src/traffic');
  const index = readFileSync(path.join(root, 'src/index.ts'), 'utf8');
  const exported = new Set(index.match(/\w+/g));
  const folders = readdirSync(traffic, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return Object.fromEntries(
    folders.map(({ name }) => [name, constructsIn(path.join(traffic, name)).filter((one) => exported.has(one))]),
  );
}

function constructsIn(folder: string): string[] {
  const found = readdirSync(folder)
    .sort()
    .flatMap((file) => [...readFileSync(path.join(folder, file), 'utf8').matchAll(CONSTRUCT)])
    .map(([, name = '', rest = '']) => ({ name, isRouter: rest.includes('ITrafficRouter') }));
  const named = (isRouter: boolean) => found.filter((one) => one.isRouter === isRouter).map(({ name }) => name);
  return [...named(true).sort(), ...named(false).sort()];
}

const CONSTRUCT = /^export class (\w+)\s+extends Construct\b([^{]*)\{/gm;
