import { type CallExpression, Node, type SourceFile, SyntaxKind } from 'ts-morph';
import { type HouseRule, violation } from './rule';
import { filesIn } from './source-files';

/** Each test expects something: itself, through a function named expect…, or through a function of its file. */
export const testsExpect: HouseRule = {
  name: 'tests-expect',
  violations: (files) =>
    filesIn('test', files).flatMap((file) => {
      const functions = functionsOf(file);
      return file
        .getDescendantsOfKind(SyntaxKind.CallExpression)
        .filter(isTest)
        .filter(
          (call) =>
            !call.getArguments().every((argument) => isNoBody(argument, functions) || expects(argument, functions)),
        )
        .map((call) => violation(call, `the test ${call.getArguments()[0]?.getText() ?? ''} expects nothing`));
    }),
};

const TEST = /^(test|it)(\.\w+)*$|^test[A-Z]\w*$/;
const EACH = /^(test|it)(\.\w+)*\.each$/;
const MAKES_TEST = /^(test|it)(\.\w+)*\.each$|^test[A-Z]\w*$/;

type Functions = ReadonlyMap<string, Node>;

/** `test(…)`, `it.each(…)(…)`, `testWithX(…)` and `testWithX(…)(…)`; not `test.each(…)` alone, which has no body yet. */
function isTest(call: CallExpression): boolean {
  const callee = call.getExpression();
  if (Node.isCallExpression(callee)) return MAKES_TEST.test(callee.getExpression().getText());
  if (Node.isTaggedTemplateExpression(callee)) return MAKES_TEST.test(callee.getTag().getText());
  const words = callee.getText();
  return TEST.test(words) && !EACH.test(words);
}

/** An argument without a body to look into: a title, a number, a parameter whose function others hand in. */
function isNoBody(argument: Node, functions: Functions): boolean {
  return !isFunction(argument) && !(Node.isIdentifier(argument) && functions.has(argument.getText()));
}

function expects(node: Node, functions: Functions, seen = new Set<string>()): boolean {
  if (Node.isIdentifier(node)) return expectsByName(node.getText(), functions, seen);
  if (alwaysThrows(node)) return true;
  return node.getDescendantsOfKind(SyntaxKind.CallExpression).some((call) => {
    const callee = call.getExpression();
    const name = Node.isPropertyAccessExpression(callee) ? callee.getName() : callee.getText();
    return expectsByName(name, functions, seen);
  });
}

function expectsByName(name: string, functions: Functions, seen: Set<string>): boolean {
  if (/^expect([A-Z]\w*)?$/.test(name)) return true;
  const body = functions.get(name);
  if (body === undefined || seen.has(name)) return false;
  return expects(body, functions, seen.add(name));
}

/** A test that can only fail says so with a throw: it needs no expect. */
function alwaysThrows(node: Node): boolean {
  const body = isFunction(node) ? node.getBody() : undefined;
  return Node.isBlock(body) && body.getStatements().some(Node.isThrowStatement);
}

function functionsOf(file: SourceFile): Functions {
  const declared = file
    .getDescendantsOfKind(SyntaxKind.FunctionDeclaration)
    .map((node) => [node.getName() ?? '', node] as const);
  const assigned = file
    .getDescendantsOfKind(SyntaxKind.VariableDeclaration)
    .flatMap((node) => (isFunction(node.getInitializer()) ? [[node.getName(), node] as const] : []));
  return new Map<string, Node>([...declared, ...assigned]);
}

function isFunction(node: Node | undefined) {
  return Node.isArrowFunction(node) || Node.isFunctionExpression(node) || Node.isFunctionDeclaration(node);
}
