/**
 * Whether a query of Datadog answers with a value per group, as far as its text tells.
 * @param formula what is made of it, if anything
 */
export function isGrouped(query: string, formula = ''): boolean {
  return GROUPING.test(query.replace(REDUCED, '')) && !REDUCING.test(formula);
}

/** What is wrong with a formula over queries of these names, as a list of problems. */
export function formulaProblems(formula: string, names: readonly string[]): string[] {
  const used = new Set(namesIn(formula));
  const there = names.map((name) => JSON.stringify(name)).join(', ');
  return [
    ...names
      .filter((name) => !used.has(name))
      .map((name) => `the formula does not use the query ${JSON.stringify(name)}: use it, or leave the query out`),
    ...(formula.includes('{{') ? [] : [...used])
      .filter((name) => !names.includes(name))
      .map(
        (name) =>
          `the formula uses ${JSON.stringify(name)}, and there is no such query (there ${names.length === 1 ? 'is' : 'are'} ${there})`,
      ),
  ];
}

const GROUPING = /\bby\s*\{/;

// These make one value of the groups before them; a pair of parentheses may stand in them.
const REDUCED = /\b(count_nonzero|count_not_null|avg|sum|min|max)\((?:[^()]|\([^()]*\))*\)/g;
const REDUCING = /\b(count_nonzero|count_not_null|avg|sum|min|max)\(/;

// Neither what stands in quotes, nor a function, nor the exponent of a number.
function namesIn(formula: string): string[] {
  const bare = formula.replace(/'[^']*'|"[^"]*"/g, "''");
  return [...bare.matchAll(/(?<![\w.])[A-Za-z_]\w*(?!\w|\s*\()/g)].map(([name]) => name);
}
