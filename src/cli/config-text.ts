import { parseDocument } from 'yaml';
import type { Plain } from '../manifest/plain';
import { UserError } from './user-error';

/**
 * What a file of settings says, every value a text: an unquoted 1.10 would be 1.1 as a number.
 * @throws UserError if it is no YAML.
 */
export function configFrom(text: string): Plain {
  const document = parseDocument(text, { schema: 'failsafe', logLevel: 'error' });
  const [error] = document.errors;
  if (error !== undefined) throw new UserError(`this is no YAML: ${firstLine(error.message)}`);
  try {
    return document.toJS();
  } catch (error) {
    // An alias of nothing, or aliases that make far more of the text than stands there.
    throw new UserError(`this is no YAML: ${firstLine(error instanceof Error ? error.message : String(error))}`);
  }
}

function firstLine(text: string): string {
  return text.split('\n')[0]?.replace(/:$/, '') ?? text;
}
