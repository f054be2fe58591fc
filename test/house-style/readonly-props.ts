import { SyntaxKind } from 'ts-morph';
import { type HouseRule, violation } from './rule';
import { filesIn } from './source-files';

/** Props are given once: each property of an interface named …Props is readonly, in src and in the examples. */
export const readonlyProps: HouseRule = {
  name: 'readonly-props',
  violations: (files) =>
    [...filesIn('src', files), ...filesIn('examples', files)]
      .flatMap((file) => file.getDescendantsOfKind(SyntaxKind.InterfaceDeclaration))
      .filter((declaration) => declaration.getName().endsWith('Props'))
      .flatMap((declaration) =>
        declaration
          .getProperties()
          .filter((property) => !property.isReadonly())
          .map((property) => violation(property, `${declaration.getName()}.${property.getName()} is not readonly`)),
      ),
};
