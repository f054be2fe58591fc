import { ts } from 'ts-morph';

/** The properties of an interface, by name. */
export type Properties = ReadonlyMap<string, { readonly optional: boolean; readonly type: ts.TypeNode }>;

/** What a generated module declares, by name. */
export interface ModuleShape {
  readonly interfaces: ReadonlyMap<string, Properties>;
  /** The types behind `export type`. */
  readonly aliases: ReadonlyMap<string, string>;
  /** The class of each `<apiVersion> <kind>`. */
  readonly classes: ReadonlyMap<string, string>;
}

/** Reads the declarations of a generated module. */
export function moduleShape(text: string): ModuleShape {
  const { statements } = ts.createSourceFile('module.ts', text, ts.ScriptTarget.ES2022, true);
  return {
    interfaces: new Map(
      statements.filter(ts.isInterfaceDeclaration).map((node) => [node.name.text, propertiesOf(node)]),
    ),
    aliases: new Map(statements.filter(ts.isTypeAliasDeclaration).map((node) => [node.name.text, node.type.getText()])),
    classes: new Map(statements.filter(ts.isClassDeclaration).map((node) => [gvkOf(node), node.name?.text ?? ''])),
  };
}

function propertiesOf(node: ts.InterfaceDeclaration): Properties {
  return new Map(
    node.members.filter(ts.isPropertySignature).flatMap((member) => {
      const name = ts.isStringLiteral(member.name) ? member.name.text : member.name.getText();
      return member.type ? [[name, { optional: member.questionToken !== undefined, type: member.type }] as const] : [];
    }),
  );
}

function gvkOf(node: ts.ClassDeclaration): string {
  const [, apiVersion, kind] = /apiVersion: '(.+)',\s+kind: '(.+)'/.exec(node.getText()) ?? [];
  return `${apiVersion} ${kind}`;
}
