/** What is wrong with a share of requests, above 0 and at most 1, as a list of problems. */
export function shareProblems(what: string, share: number): string[] {
  if (share > 0 && share <= 1) return [];
  const hint = share > 1 && share <= 100 ? `: write ${share / 100}` : '';
  return [`${what} takes a share above 0 and at most 1 (0.99 is 99 %), got ${share}${hint}`];
}
