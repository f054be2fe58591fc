/**
 * The status of a gRPC call.
 * @see https://grpc.io/docs/guides/status-codes/
 */
export enum GrpcCode {
  /** It went well. */
  OK = 'OK',

  /** The caller gave up. */
  CANCELLED = 'CANCELLED',

  /** The server does not say what went wrong. */
  UNKNOWN = 'UNKNOWN',

  /** The caller asked for what makes no sense. */
  INVALID_ARGUMENT = 'INVALID_ARGUMENT',

  /** It took too long. */
  DEADLINE_EXCEEDED = 'DEADLINE_EXCEEDED',

  /** What was asked for does not exist. */
  NOT_FOUND = 'NOT_FOUND',

  /** What was to be made exists. */
  ALREADY_EXISTS = 'ALREADY_EXISTS',

  /** The caller may not do that. */
  PERMISSION_DENIED = 'PERMISSION_DENIED',

  /** A quota is used up, or a disk is full. */
  RESOURCE_EXHAUSTED = 'RESOURCE_EXHAUSTED',

  /** The system is not in the state that the call needs. */
  FAILED_PRECONDITION = 'FAILED_PRECONDITION',

  /** The call met another one, and may be tried again. */
  ABORTED = 'ABORTED',

  /** The caller asked for what lies past the end. */
  OUT_OF_RANGE = 'OUT_OF_RANGE',

  /** The server does not know the method. */
  UNIMPLEMENTED = 'UNIMPLEMENTED',

  /** The server broke one of its own rules. */
  INTERNAL = 'INTERNAL',

  /** Nobody is there to answer. */
  UNAVAILABLE = 'UNAVAILABLE',

  /** Data are lost or damaged for good. */
  DATA_LOSS = 'DATA_LOSS',

  /** The caller has not said who it is. */
  UNAUTHENTICATED = 'UNAUTHENTICATED',
}

/** How a metric writes the status of a gRPC call. */
export enum GrpcCodeStyle {
  /** As a number, `4`: Traefik and Istio. */
  NUMBER = 'number',

  /** As the specification does, `DEADLINE_EXCEEDED`: Linkerd, libraries for Java. */
  UPPER_SNAKE = 'upper snake',

  /** As Go does, `DeadlineExceeded`: go-grpc-middleware. */
  UPPER_CAMEL = 'upper camel',
}

/** The label in which a metric has the status of gRPC calls. */
export interface GrpcStatusLabel {
  /** The name of the label, such as `grpc_code`. */
  readonly label: string;

  /** How the status is written. */
  readonly style: GrpcCodeStyle;

  /**
   * A matcher of the calls that got a status at all, such as `error=""`, where a call that got none is counted too. The good
   * calls are selected then: one selector cannot say "a bad status or none".
   * @default - every counted call has a status
   */
  readonly answered?: string;
}

/** What OpenTelemetry takes for a fault of the server (semantic conventions for gRPC). */
export const SERVER_FAULTS: readonly GrpcCode[] = [
  GrpcCode.UNKNOWN,
  GrpcCode.DEADLINE_EXCEEDED,
  GrpcCode.UNIMPLEMENTED,
  GrpcCode.INTERNAL,
  GrpcCode.UNAVAILABLE,
  GrpcCode.DATA_LOSS,
];

/** A status as a metric writes it. */
export function spelled(code: GrpcCode, style: GrpcCodeStyle): string {
  switch (style) {
    case GrpcCodeStyle.NUMBER:
      return `${Object.values(GrpcCode).indexOf(code)}`;
    case GrpcCodeStyle.UPPER_SNAKE:
      return code;
    case GrpcCodeStyle.UPPER_CAMEL:
      return IN_GO[code] ?? code.toLowerCase().replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  }
}

// grpc-go codes/code_string.go writes these two in its own way.
const IN_GO: Partial<Record<GrpcCode, string>> = { [GrpcCode.OK]: 'OK', [GrpcCode.CANCELLED]: 'Canceled' };
