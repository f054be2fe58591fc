import type { GrpcRouteSpecRulesMatchesMethod } from '../../../imports/gateway.networking.k8s.io';
import { quote } from '../../validation/names';

/** The service and the method of a gRPC call; at least one of them. */
export interface GrpcMethod {
  /**
   * The service with its package, such as `shop.v1.Orders`.
   * @default - every service
   */
  readonly service?: string;

  /**
   * The method, such as `Create`.
   * @default - every method
   */
  readonly method?: string;
}

/** What the service and the method of a gRPC call are compared with. */
export class GrpcMethodMatch {
  /**
   * Is this service, this method, or both.
   * @throws if neither is given, or one has characters that no name has.
   */
  public static exact(method: GrpcMethod): GrpcMethodMatch {
    refuse([
      ...emptyProblems('exact', method),
      ...nameProblems('service', method.service, /^\.?[a-z_][a-z_0-9]*(\.[a-z_][a-z_0-9]*)*$/i, 'shop.v1.Orders'),
      ...nameProblems('method', method.method, /^[A-Za-z_][A-Za-z_0-9]*$/, 'Create'),
    ]);
    return new GrpcMethodMatch('Exact', method);
  }

  /**
   * Matches these regular expressions, in the syntax of the implementation, of which not all have any.
   * @throws if neither is given.
   */
  public static regex(method: GrpcMethod): GrpcMethodMatch {
    refuse(emptyProblems('regex', method));
    return new GrpcMethodMatch('RegularExpression', method);
  }

  private constructor(
    private readonly type: NonNullable<GrpcRouteSpecRulesMatchesMethod['type']>,
    private readonly method: GrpcMethod,
  ) {}

  /** The match as a rule takes it. */
  public toMatch(): GrpcRouteSpecRulesMatchesMethod {
    return { type: this.type, service: this.method.service, method: this.method.method };
  }
}

const MAX_LENGTH = 1024;

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(problems.join('; '));
}

function emptyProblems(what: string, { service, method }: GrpcMethod): string[] {
  const parts = [service, method].filter((part) => part !== undefined);
  return [
    ...(parts.length === 0 ? [`${what} takes a service, a method or both, got neither`] : []),
    ...parts
      .filter((part) => part === '' || part.length > MAX_LENGTH)
      .map((part) => `${what} takes texts of 1 to ${MAX_LENGTH} characters, got ${part === '' ? '""' : part.length}`),
  ];
}

function nameProblems(what: string, name: string | undefined, pattern: RegExp, example: string): string[] {
  return name === undefined || pattern.test(name)
    ? []
    : [`${what} takes a name such as "${example}", got ${quote(name)}`];
}
