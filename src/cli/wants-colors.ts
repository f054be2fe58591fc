/**
 * Whether what is written is coloured.
 * @param environment the environment of the process
 * @param isTerminal whether somebody sees it at once
 */
export function wantsColors(environment: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = environment;
  // https://no-color.org: set and not empty, whatever its value.
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return isTerminal && TERM !== 'dumb';
}
