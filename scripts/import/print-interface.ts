import { ts } from 'ts-morph';
import { printType } from './print-type';

/**
 * A generated interface, its properties under their names in the CRD and without comments (they repeat the names).
 * @param wrappers the types that wrapper classes stand for, by class name
 * @param names the names in the CRD, by `<interface>.<generated name>`
 */
export function printInterface(
  node: ts.InterfaceDeclaration,
  wrappers: ReadonlyMap<string, string>,
  names: ReadonlyMap<string, string>,
): string {
  const lines = node.members.map((member) => {
    const path = `${node.name.text}.${member.name?.getText()}`;
    const name = names.get(path);
    if (name === undefined) throw new Error(`cdk8s import made no toJson_ mapping for ${path}`);
    if (!ts.isPropertySignature(member) || !member.type) throw new Error(`cdk8s import made no property of ${path}`);
    return `  readonly ${quoted(name)}${member.questionToken ? '?' : ''}: ${printType(member.type, wrappers)};\n`;
  });
  return `export interface ${node.name.text} {\n${lines.join('')}}`;
}

function quoted(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`;
}
