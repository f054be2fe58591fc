/** The keys that lead to a field, as people write them: `spec.steps[0].setWeight`, `metadata.labels["a.b/c"]`. */
export function fieldPath(keys: readonly string[]): string {
  const path = keys.map((key) => {
    if (/^\d+$/.test(key)) return `[${key}]`;
    return /^[\w$-]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
  });
  return path.join('').replace(/^\./, '') || '(the object)';
}
