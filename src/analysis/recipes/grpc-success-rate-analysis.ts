import { Construct } from 'constructs';
import { throwProblems } from '../../validation/problems';
import { repeated } from '../../validation/repeated';
import { Analysis } from '../analysis';
import type { AnalysisBinding, AnalysisReference, IAnalysis } from '../analysis-binding';
import { GrpcCode, SERVER_FAULTS } from '../requests/grpc-code';
import { grpcOutcome } from '../requests/grpc-outcome';
import type { RequestMetrics } from '../requests/request-metrics';
import { toRequestGate } from './request-gate';
import { type SuccessRateOptions, successRateProblems, successRateQuestion } from './success-rate';

/** Props of `GrpcSuccessRateAnalysis`. */
export interface GrpcSuccessRateAnalysisProps extends SuccessRateOptions {
  /**
   * The calls of the canary alone with their status: `GatewayGrpcRoute.requestMetrics(…)`,
   * `VirtualService.requestMetrics({ grpc: true })`, or what the servers count themselves, `GrpcServerRequests.ofCanary(…)`.
   */
  readonly requests: RequestMetrics;

  /**
   * The statuses that are failures.
   * @default - the faults of the server: UNKNOWN, DEADLINE_EXCEEDED, UNIMPLEMENTED, INTERNAL, UNAVAILABLE and DATA_LOSS
   */
  readonly failures?: GrpcCode[];
}

/**
 * A gate on the share of the canary's gRPC calls that succeed, by their status.
 *
 * Most calls that fail are an HTTP 200, with their status behind the answer: a gate on HTTP codes sees a version without
 * a fault where every call fails.
 */
export class GrpcSuccessRateAnalysis extends Construct implements IAnalysis {
  private readonly analysis: Analysis;

  /** @throws if the calls have no status, or the failures, threshold, a duration or a limit are out of range. */
  constructor(scope: Construct, id: string, props: GrpcSuccessRateAnalysisProps) {
    super(scope, id);
    const calls = withFailures(props);
    throwProblems(this, [...statusProblems(props), ...successRateProblems(props, calls)]);
    this.analysis = new Analysis(
      this,
      'Resource',
      toRequestGate(props, successRateQuestion('grpc-success-rate', props, calls)),
    );
  }

  /**
   * Makes the template for the rollout and returns how to refer to it.
   * @throws if the rollout lives in another namespace, or the calls are not those of its canary.
   */
  public bind(binding: AnalysisBinding): AnalysisReference {
    return this.analysis.bind(binding);
  }
}

function withFailures({ requests, failures }: GrpcSuccessRateAnalysisProps): RequestMetrics {
  const { errors, successes, ...calls } = requests;
  if (requests.grpcStatus === undefined) return requests;
  return { ...calls, ...grpcOutcome(requests.total, requests.grpcStatus, failures) };
}

function statusProblems({ requests, failures = [...SERVER_FAULTS] }: GrpcSuccessRateAnalysisProps): string[] {
  return [
    ...(requests.grpcStatus === undefined
      ? [
          `requests (${requests.source}) do not have the status of gRPC calls (grpcStatus), and most calls that fail are an ` +
            'HTTP 200: take those of GatewayGrpcRoute.requestMetrics, VirtualService.requestMetrics({ grpc: true }) or ' +
            'GrpcServerRequests.ofCanary',
        ]
      : []),
    ...(failures.length === 0 ? ['failures is empty, so no call could ever fail: name a status, or leave it out'] : []),
    ...(failures.includes(GrpcCode.OK)
      ? ['failures has OK, the status of every call that went well: leave it out']
      : []),
    ...repeated(failures).map((code) => `failures has ${code} twice`),
  ];
}
