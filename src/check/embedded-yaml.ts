import { parse } from 'yaml';
import { isThere, type Plain } from '../manifest/plain';

/** What a text that is YAML says, such as an entry of a ConfigMap; undefined where there is none, or it cannot be read. */
export function embeddedYaml(text: Plain): Plain {
  if (!isThere(text)) return undefined;
  try {
    return parse(String(text), { logLevel: 'error' });
  } catch {
    return undefined;
  }
}
