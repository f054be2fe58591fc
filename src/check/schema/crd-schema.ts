/** The schemas of the kinds that are imported, as `npm run import` writes them into `imports/crd.schemas.json`. */
export interface CrdSchemas {
  /** The API groups, by name. */
  readonly groups: Readonly<Record<string, CrdGroup>>;

  /** The schemas that stand in several places, which name them by their number. */
  readonly shared: readonly CrdSchema[];
}

/** The kinds of an API group, and where their schemas come from. */
export interface CrdGroup {
  /** The project that the CRDs are of, such as `Argo Rollouts`. */
  readonly project: string;

  /** The version of the project. */
  readonly version: string;

  /** The kinds, by name. */
  readonly kinds: Readonly<Record<string, CrdKind>>;
}

/** A kind with the schemas of the versions that the API server takes. */
export interface CrdKind {
  /** The schema of each version that is served. */
  readonly served: Readonly<Record<string, CrdSchema>>;

  /**
   * The schema of each version that only the CRDs of the experimental channel serve.
   * @default - none
   */
  readonly experimental?: Readonly<Record<string, CrdSchema>>;
}

/** A schema, or the number of a shared one. */
export type CrdSchema = number | SchemaNode;

/** The types that a value can have; `int-or-string` is the one that Kubernetes adds to those of JSON. */
export type SchemaType = 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'int-or-string';

/** The part of a structural schema that says what the API server takes, without prose; fields are sorted by name. */
export interface SchemaNode {
  /** The type; undefined takes any value. */
  readonly type?: SchemaType;

  /** Whether null is a value. */
  readonly nullable?: true;

  /** The fields of an object. */
  readonly properties?: SchemaMap;

  /** The fields that only the CRDs of the experimental channel have. */
  readonly experimental?: SchemaMap;

  /** The fields that have to be there. */
  readonly required?: readonly string[];

  /** The schema of the values of a map, whose keys are free. */
  readonly values?: CrdSchema;

  /** Whether other fields are kept as they are (`x-kubernetes-preserve-unknown-fields`). */
  readonly open?: true;

  /** Whether it is a whole object of Kubernetes, with apiVersion, kind and metadata of its own. */
  readonly embedded?: true;

  /** The schema of the elements of a list. */
  readonly items?: CrdSchema;

  /** The fields of which no two elements of a list may have the same values. */
  readonly listKeys?: readonly string[];

  /** What stands for those of these fields that an element leaves out. */
  readonly keyDefaults?: Readonly<Record<string, unknown>>;

  /** Whether no two elements of a list may be equal. */
  readonly isSet?: true;

  /** The values that are allowed. */
  readonly enum?: readonly unknown[];

  /** More values, which only the CRDs of the experimental channel allow. */
  readonly experimentalEnum?: readonly unknown[];

  /** The regular expression of a text. */
  readonly pattern?: string;

  /** The format of a text or a number. */
  readonly format?: string;

  /** The least number. */
  readonly minimum?: number;

  /** The greatest number. */
  readonly maximum?: number;

  /** Whether the least number itself is none. */
  readonly exclusiveMinimum?: true;

  /** Whether the greatest number itself is none. */
  readonly exclusiveMaximum?: true;

  /** The number that it has to be a multiple of. */
  readonly multipleOf?: number;

  /** The least length of a text. */
  readonly minLength?: number;

  /** The greatest length of a text. */
  readonly maxLength?: number;

  /** The least length of a list. */
  readonly minItems?: number;

  /** The greatest length of a list. */
  readonly maxItems?: number;

  /** The least number of keys of an object. */
  readonly minProperties?: number;

  /** The greatest number of keys of an object. */
  readonly maxProperties?: number;

  /** Schemas of which all hold. */
  readonly allOf?: readonly CrdSchema[];

  /** Schemas of which at least one holds. */
  readonly anyOf?: readonly CrdSchema[];

  /** Schemas of which exactly one holds. */
  readonly oneOf?: readonly CrdSchema[];

  /** A schema that does not hold. */
  readonly not?: CrdSchema;
}

/** Schemas by the names of fields. */
export type SchemaMap = Readonly<Record<string, CrdSchema>>;
