/** The way to a value inside an object: keys, and indices of lists. */
export type ManifestPath = readonly (string | number)[];

/** A path as people write it, such as `spec.strategy.canary.steps[2].setWeight`; keys that are no plain words stand in quotes. */
export function pathText(path: ManifestPath): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    if (!/^[A-Za-z_$][\w$-]*$/.test(key)) return `${text}[${JSON.stringify(key)}]`;
    return text === '' ? key : `${text}.${key}`;
  }, '');
}
