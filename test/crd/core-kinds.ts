import { fieldPath } from './field-path';
import { isRecord } from './json-schema';
import { type FieldType, type KubernetesTypes, readKubernetesTypes } from './kubernetes-types';

/** Checks objects of the core kinds (Service, Ingress, ConfigMap …) against cdk8s-plus's own types of them. */
export class CoreKinds {
  private types: KubernetesTypes | undefined;

  /** Whether cdk8s-plus has a type for the kind; the types are read at the first question. */
  knows(apiVersion: string, kind: string): boolean {
    return this.read().kinds.has(`${apiVersion} ${kind}`);
  }

  /** Unknown and missing fields and wrong types in an object, one line each; empty for an object that is fine. */
  problems(object: unknown): string[] {
    if (!isRecord(object) || typeof object.apiVersion !== 'string' || typeof object.kind !== 'string') {
      return ['(the object): has no apiVersion and kind'];
    }
    const name = this.read().kinds.get(`${object.apiVersion} ${object.kind}`);
    if (name === undefined) {
      return [`(the object): cdk8s-plus has no type for ${object.apiVersion} ${object.kind}`];
    }
    return this.problemsOf(object, { is: 'object', name }, []);
  }

  private read(): KubernetesTypes {
    this.types ??= readKubernetesTypes();
    return this.types;
  }

  private problemsOf(value: unknown, type: FieldType, keys: readonly string[]): string[] {
    switch (type.is) {
      case 'any':
        return [];
      case 'enum':
        return type.values.some((allowed) => allowed === value)
          ? []
          : [wrong(keys, `one of ${type.values.join(', ')}`, value)];
      case 'number-or-string':
        return isPlain(value, 'number') || isPlain(value, 'string') ? [] : [wrong(keys, 'a number or a string', value)];
      case 'list':
        if (!Array.isArray(value)) return [wrong(keys, 'a list', value)];
        return value.flatMap((item, index) => this.problemsOf(item, type.of, [...keys, String(index)]));
      case 'map':
        if (!isRecord(value)) return [wrong(keys, 'an object', value)];
        return Object.entries(value).flatMap(([key, item]) => this.problemsOf(item, type.of, [...keys, key]));
      case 'object':
        return isRecord(value) ? this.fieldProblems(value, type.name, keys) : [wrong(keys, 'an object', value)];
      default:
        return isPlain(value, type.is) ? [] : [wrong(keys, `a ${type.is}`, value)];
    }
  }

  private fieldProblems(value: Readonly<Record<string, unknown>>, name: string, keys: readonly string[]): string[] {
    const fields = this.read().objects.get(name);
    if (fields === undefined) throw new Error(`k8s.d.ts has no interface ${name}, the type of ${fieldPath(keys)}`);
    const saysKind = /^Kube\w+Props$/.test(name);
    const missing = [...fields].filter(([key, { required }]) => required && value[key] === undefined);
    return [
      ...missing.map(([key]) => `${fieldPath([...keys, key])}: required, but missing`),
      ...Object.entries(value).flatMap(([key, item]) => {
        const field = fields.get(key);
        if (field !== undefined) return this.problemsOf(item, field.type, [...keys, key]);
        return saysKind && (key === 'apiVersion' || key === 'kind')
          ? []
          : [`${fieldPath([...keys, key])}: unknown field`];
      }),
    ];
  }
}

function isPlain(value: unknown, type: 'string' | 'number' | 'boolean'): boolean {
  // NaN and Infinity are numbers only in JavaScript: the API server refuses them.
  return type === 'number' ? Number.isFinite(value) : typeof value === type;
}

function wrong(keys: readonly string[], allowed: string, value: unknown): string {
  return `${fieldPath(keys)}: has to be ${allowed}, got ${JSON.stringify(value) ?? String(value)}`;
}
