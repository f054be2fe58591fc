import { isThere, type Plain, wordOf } from '../manifest/plain';
import { readValue } from '../manifest/read-value';

/** What a text that is YAML says, such as an entry of a ConfigMap; undefined where there is none, or it cannot be read. */
export function embeddedYaml(text: Plain): Plain {
  return isThere(text) ? readValue(wordOf(text)).value : undefined;
}
