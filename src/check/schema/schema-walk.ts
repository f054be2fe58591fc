import type { ManifestPath } from '../../manifest/manifest-path';
import { isThere } from '../../manifest/plain';
import { conditionProblem } from './conditions';
import type { CrdGroup, CrdSchema, SchemaNode } from './crd-schema';
import { fieldName } from './field-name';
import { counted } from './given-value';
import { limitProblem } from './limit-problem';
import { repeatedElements } from './list-elements';
import type { SchemaLibrary } from './schema-library';
import type { SchemaProblem } from './schema-problem';
import { unknownFieldProblem } from './unknown-field';
import { isOfType, typeProblem } from './value-type';

/** What is wrong with a value by a schema of a group, at a path of an object. */
export function schemaProblems(
  value: unknown,
  schema: CrdSchema,
  { library, group, path = [] }: { library: SchemaLibrary; group?: CrdGroup; path?: ManifestPath },
): SchemaProblem[] {
  const walk = new SchemaWalk(library, group, path);
  walk.visit(value, library.resolve(schema));
  return walk.problems;
}

const OF_EVERY_OBJECT = ['apiVersion', 'kind', 'metadata'];

/** An object with so many problems is of another kind, and the rest of them would tell nobody more. */
const MOST_PROBLEMS = 100;

/** The way through an object and its schema, side by side. */
class SchemaWalk {
  readonly problems: SchemaProblem[] = [];
  private readonly path: (string | number)[];
  private readonly schemas: SchemaNode[] = [];

  constructor(
    private readonly library: SchemaLibrary,
    private readonly group: CrdGroup | undefined,
    path: ManifestPath,
  ) {
    this.path = [...path];
  }

  visit(value: unknown, node: SchemaNode): void {
    if (this.problems.length >= MOST_PROBLEMS) return;
    if (node.type !== undefined && !isOfType(value, node)) {
      this.problems.push(typeProblem(value, node.type, [...this.path]));
      return;
    }
    if (value === null) return;
    this.schemas.push(node);
    if (Array.isArray(value)) this.visitList(value, node);
    else if (typeof value === 'object') this.visitFields(Object(value), node);
    this.schemas.pop();
    if (node.experimentalEnum?.includes(value))
      this.addExperimental([...this.path], `${fieldName(this.path)} ${value}`);
    const limit = limitProblem(value, node, this.path, this.library);
    if (limit !== undefined) this.problems.push(limit);
    const condition = conditionProblem(value, node, this.library);
    if (condition === undefined) return;
    this.problems.push({
      path: [...this.path],
      message: `${fieldName(this.path)} ${condition}`,
      remedy: 'keep to what the CRD allows together',
    });
  }

  private visitList(list: readonly unknown[], node: SchemaNode): void {
    const { items } = node;
    if (items !== undefined) {
      const schema = this.library.resolve(items);
      for (const [index, item] of list.entries()) this.visitAt(index, item, schema);
    }
    for (const { index, what } of repeatedElements(list, node)) {
      this.problems.push({
        path: [...this.path, index],
        message: `${fieldName(this.path)} has two elements with ${what}`,
        remedy: 'remove one of both, or tell them apart',
      });
    }
  }

  private visitFields(object: Readonly<Record<string, unknown>>, node: SchemaNode): void {
    const meant: (string | undefined)[] = [];
    for (const key of Object.keys(object)) {
      if (this.problems.length >= MOST_PROBLEMS) return;
      const value = object[key];
      const schema = this.schemaOf(key, node);
      // The API server takes a null for nothing.
      if (schema === undefined) meant.push(this.addUnknown(key, value, object, node));
      else if (isThere(value)) this.visitAt(key, value, this.library.resolve(schema));
    }
    // What is there under a misspelt name is not missing.
    const missing = node.required?.filter((name) => !isThere(object[name]) && !meant.includes(name)) ?? [];
    if (missing.length === 0) return;
    this.problems.push({
      path: [...this.path],
      message: `${fieldName(this.path)} lacks the required field${missing.length === 1 ? '' : 's'} ${counted(missing)}`,
      remedy: `add ${counted(missing)}`,
    });
  }

  private visitAt(key: string | number, value: unknown, node: SchemaNode): void {
    this.path.push(key);
    this.visit(value, node);
    this.path.pop();
  }

  private schemaOf(key: string, { properties, values, experimental }: SchemaNode): CrdSchema | undefined {
    if (properties !== undefined && Object.hasOwn(properties, key)) return properties[key];
    if (experimental !== undefined && Object.hasOwn(experimental, key)) {
      this.addExperimental([...this.path, key], key);
      return experimental[key];
    }
    return values;
  }

  private addUnknown(key: string, value: unknown, object: object, node: SchemaNode): string | undefined {
    const { type, open, embedded } = node;
    if (type !== 'object' || open || (embedded && OF_EVERY_OBJECT.includes(key)) || value === undefined)
      return undefined;
    const { path, schemas, library } = this;
    const fits = (name: string): boolean => this.fits(value, name, node);
    const problem = unknownFieldProblem({ key, value, object, path: [...path], schemas, fits }, library);
    this.problems.push(problem);
    return problem.meant;
  }

  private fits(value: unknown, name: string, { properties = {} }: SchemaNode): boolean {
    const schema = properties[name];
    return schema !== undefined && schemaProblems(value, schema, { library: this.library }).length === 0;
  }

  private addExperimental(path: ManifestPath, what: string): void {
    const { project, version } = this.group ?? {};
    this.problems.push({
      path,
      severity: 'warning',
      message: `${what} is in the experimental channel only: the CRDs of ${project} ${version} refuse it`,
      remedy: 'make sure that the cluster has the CRDs of the experimental channel, or do without',
    });
  }
}
