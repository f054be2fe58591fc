import { type SourceFile, SyntaxKind } from 'ts-morph';
import { type HouseRule, violation } from './rule';
import { filesIn, pathOf } from './source-files';

const SUPPRESSION = /@ts-(ignore|nocheck|expect-error)|biome-ignore/g;
const LITERALS = new Set([
  SyntaxKind.StringLiteral,
  SyntaxKind.NoSubstitutionTemplateLiteral,
  SyntaxKind.TemplateHead,
  SyntaxKind.TemplateMiddle,
  SyntaxKind.TemplateTail,
  SyntaxKind.RegularExpressionLiteral,
]);

/** The compiler and the linter keep their say in src: no `any`, no `!`, no comment that silences them. */
export const typeEscapes: HouseRule = {
  name: 'type-escapes',
  violations: (files) =>
    filesIn('src', files).flatMap((file) => [
      ...file
        .getDescendantsOfKind(SyntaxKind.AnyKeyword)
        .map((node) => violation(node, 'says any: take unknown and narrow it')),
      ...file
        .getDescendantsOfKind(SyntaxKind.NonNullExpression)
        .map((node) => violation(node, `says ${node.getText()}: handle undefined instead`)),
      ...suppressions(file),
    ]),
};

function suppressions(file: SourceFile): string[] {
  return [...file.getFullText().matchAll(SUPPRESSION)]
    .filter(({ index }) => !isInLiteral(file, index))
    .map(({ index, 0: words }) => {
      const { line } = file.getLineAndColumnAtPos(index);
      return `${pathOf(file)}:${line} silences a check with ${words}: put the cause right`;
    });
}

/** Text of a literal that only mentions the words; a comment before a literal belongs to no literal. */
function isInLiteral(file: SourceFile, position: number): boolean {
  const node = file.getDescendantAtPos(position);
  return node !== undefined && LITERALS.has(node.getKind()) && node.getStart() <= position;
}
