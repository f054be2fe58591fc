import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** An object of an app as it is rendered. */
export interface RenderedObject {
  /** The construct that it is rendered from. */
  readonly object: ApiObject;

  /** What is written into the YAML; shared, so nobody may change it. */
  readonly manifest: unknown;

  /** The path of the construct. */
  readonly path: string;
}

/**
 * All objects of an app as they are rendered, in the order of the tree, without those that cannot be rendered.
 *
 * Nothing is kept from one call to the next, except within `inOneRendering`.
 */
export function renderedObjects(root: IConstruct): readonly RenderedObject[] {
  return renderingOf(root).objects;
}

/** What keeps objects of an app from being rendered, as a list of problems. */
export function renderingProblems(root: IConstruct): string[] {
  return renderingOf(root).problems;
}

/**
 * What is written into the YAML for an object.
 * @throws what the object throws when it is rendered.
 */
export function manifestOf(object: ApiObject): unknown {
  return renderingOf(object.node.root).manifestOf(object);
}

/** A value that belongs to a rendering of an app: found once within `inOneRendering`, and each time outside. */
export function onceInRendering<T>(root: IConstruct, key: symbol, find: () => T): T {
  const rendering = renderingOf(root);
  if (!rendering.found.has(key)) rendering.found.set(key, find());
  return rendering.found.get(key) as T;
}

/** Runs something during which the app does not change, so that each object is rendered once at most. */
export function inOneRendering<T>(root: Root, run: () => T): T {
  if (root[RENDERING] !== undefined) return run();
  root[RENDERING] = new Rendering(root);
  try {
    return run();
  } finally {
    root[RENDERING] = undefined;
  }
}

const RENDERING = Symbol.for('cdk8s-rollouts.rendering');

type Root = IConstruct & { [RENDERING]?: Rendering };

function renderingOf(root: Root): Rendering {
  return root[RENDERING] ?? new Rendering(root);
}

/** The objects of an app, each rendered when somebody asks first. */
class Rendering {
  public readonly found = new Map<symbol, unknown>();
  private readonly results = new Map<ApiObject, Result>();
  private all?: readonly ApiObject[];

  constructor(private readonly root: IConstruct) {}

  public get objects(): RenderedObject[] {
    return this.apiObjects.flatMap((object) => {
      const result = this.resultOf(object);
      return 'error' in result ? [] : [{ object, manifest: result.manifest, path: object.node.path }];
    });
  }

  public get problems(): string[] {
    return this.apiObjects.flatMap((object) => {
      const result = this.resultOf(object);
      return 'error' in result ? [problemOf(object, result.error)] : [];
    });
  }

  public manifestOf(object: ApiObject): unknown {
    const result = this.resultOf(object);
    if ('error' in result) throw result.error;
    return result.manifest;
  }

  private get apiObjects(): readonly ApiObject[] {
    this.all ??= this.root.node.findAll().filter((one) => one instanceof ApiObject);
    return this.all;
  }

  private resultOf(object: ApiObject): Result {
    const result = this.results.get(object) ?? resultOf(object);
    this.results.set(object, result);
    return result;
  }
}

type Result = { readonly manifest: unknown } | { readonly error: unknown };

function resultOf(object: ApiObject): Result {
  try {
    return { manifest: object.toJson() };
  } catch (error) {
    return { error };
  }
}

function problemOf({ node: { path } }: ApiObject, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.includes(path) ? message : `${path} cannot be rendered: ${message}`;
}
