import { CONTOUR_PLUGIN, GATEWAY_API_PLUGIN } from '../traffic/known-plugins';

/** The known plugin that a name stands for which is not quite that of it; undefined where it is none, or right. */
export function misspeltPlugin(name: string): string | undefined {
  return NAMES.includes(name) ? undefined : NAMES.find((known) => isNearly(name, known));
}

const NAMES = [GATEWAY_API_PLUGIN, CONTOUR_PLUGIN];

// Case and signs, what is before the slash left out, its plural left out, or one letter wrong.
function isNearly(name: string, known: string): boolean {
  const [given, wanted] = [letters(name), letters(known)];
  const short = letters(known.replace(/^.*\//, ''));
  return given === wanted || given === short || isOneLetterOff(given, wanted);
}

function letters(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Whether one letter is too many, missing, wrong, or has changed places with its neighbour. */
function isOneLetterOff(given: string, wanted: string): boolean {
  if (Math.abs(given.length - wanted.length) > 1) return false;
  let start = 0;
  while (start < given.length && given[start] === wanted[start]) start += 1;
  let end = 0;
  while (end < Math.min(given.length, wanted.length) - start && given.at(-1 - end) === wanted.at(-1 - end)) end += 1;
  const [rest, wantedRest] = [given.slice(start, given.length - end), wanted.slice(start, wanted.length - end)];
  if (rest.length <= 1 && wantedRest.length <= 1) return true;
  return rest.length === 2 && wantedRest.length === 2 && rest[0] === wantedRest[1] && rest[1] === wantedRest[0];
}
