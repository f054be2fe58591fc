import { importsOf } from './file-imports';
import { directionOf, PACKAGE_HOMES } from './import-directions';
import { type HouseRule, violation } from './rule';
import { filesIn, pathOf } from './source-files';

/** Heavy packages are loaded from one folder only, so that nobody else pays for them. */
export const packageHomes: HouseRule = {
  name: 'package-homes',
  violations: (files) =>
    filesIn('src', files).flatMap((file) =>
      importsOf(file).flatMap(({ node, specifier }) => {
        const homes = homesOf(specifier);
        if (homes === undefined || homes.includes(directionOf(pathOf(file))?.name ?? '')) return [];
        return [violation(node, `only ${homes.map((home) => `src/${home}`).join(', ')} may import ${specifier}`)];
      }),
    ),
};

function homesOf(specifier: string): readonly string[] | undefined {
  const home = Object.keys(PACKAGE_HOMES).find((name) => specifier === name || specifier.startsWith(`${name}/`));
  return home === undefined ? undefined : PACKAGE_HOMES[home];
}
