import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { at } from '../manifest/plain';

/** The version of this package. */
export function packageVersion(): string {
  // Two folders up from the sources as from the bundle.
  return String(at(JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')), 'version'));
}
