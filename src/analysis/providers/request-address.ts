import { quote } from '../../validation/names';

/**
 * What is wrong with an address that the controller sends requests to, as a list of problems; `{{args.…}}` may stand in it.
 * @param what how the address is called in messages
 * @param example a good one
 */
export function addressProblems(what: string, address: string, example: string): string[] {
  // A placeholder at the begin may stand for scheme and host, another one for a port.
  const text = address.replace(/^\{\{[^{}]*\}\}(?=\/|$)/, 'http://x').replace(/\{\{[^{}]*\}\}/g, '1');
  const { protocol, hostname } = URL.canParse(text) ? new URL(text) : { protocol: '', hostname: '' };
  if (['http:', 'https:'].includes(protocol) && hostname !== '') return [];
  return [`${what} takes an http or https URL such as ${quote(example)}, got ${quote(address)}`];
}
