import { existsSync } from 'node:fs';
import path from 'node:path';
import { test } from '@jest/globals';

/** The folder `../shared/<name>`, seen from the checkout: material that is too large for it, and not on every machine. */
export function sharedFolder(name: string): string {
  return path.resolve(__dirname, '../../shared', name);
}

/** jest's `test` where `../shared/<name>` is there; elsewhere a `test` that is skipped, with the reason printed. */
export function testWithShared(name: string): typeof test | typeof test.skip {
  if (existsSync(sharedFolder(name))) return test;
  console.warn(`skipped: no folder ../shared/${name} beside the checkout, which these tests compare with`);
  return test.skip;
}
