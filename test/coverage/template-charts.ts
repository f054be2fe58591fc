import { type Chart, Duration } from 'cdk8s';
import { Analysis, AnalysisArgument, type AnalysisProps, type IMetricProvider, type Metric } from '../../src';
import { routedCanary } from './demo-rollouts';
import type { FieldCharts } from './field-chart';

// The fields of each provider have charts of their own.
const PROVIDER: IMetricProvider = { toProvider: () => ({}), problems: () => [] };

/**
 * The properties of an analysis, as a template of either kind.
 * @param clusterScope whether it is a ClusterAnalysisTemplate
 */
export function templateCharts(clusterScope: boolean): FieldCharts {
  return {
    'Analysis.metrics': gate({ clusterScope }),
    'Metric.failureCondition': metric({ failureCondition: 'result > 9' }, clusterScope),
    'Metric.count': metric({ count: 1000 }, clusterScope),
    'Metric.failureLimit': metric({ failureLimit: 2 }, clusterScope),
    'Metric.inconclusiveLimit': metric({ failureCondition: 'result > 9', inconclusiveLimit: 2 }, clusterScope),
    'Metric.consecutiveErrorLimit': metric({ consecutiveErrorLimit: 6 }, clusterScope),
    'Metric.consecutiveSuccessLimit': metric({ consecutiveSuccessLimit: 300 }, clusterScope),
    'Analysis.args: AnalysisArgument.canaryService': asking(AnalysisArgument.canaryService('service'), clusterScope),
    'Analysis.args: AnalysisArgument.value': asking(AnalysisArgument.value('limit', '5'), clusterScope),
    'Analysis.args: AnalysisArgument.secret': asking(
      AnalysisArgument.secret('limit', 'limits', 'errors'),
      clusterScope,
    ),
    'Analysis.dryRun': gate({ clusterScope, dryRun: ['errors'] }),
    'Analysis.measurementRetention': gate({ clusterScope, measurementRetention: [{ metric: 'errors', limit: 20 }] }),
    'Analysis.templates': (chart) => {
      const nested = new Analysis(chart, 'nested', { ...props({}), metadata: { name: 'nested' }, clusterScope: true });
      gate({ clusterScope, metrics: [], templates: [nested] })(chart);
    },
  };
}

function gate(given: Partial<AnalysisProps>): (chart: Chart) => void {
  return (chart) => {
    const analysis = new Analysis(chart, 'gate', { ...props({}), metadata: { name: 'gate' }, ...given });
    routedCanary(chart, { analysis: { templates: [analysis] } });
  };
}

function metric(given: Partial<Metric>, clusterScope: boolean): (chart: Chart) => void {
  return gate({ ...props(given), clusterScope });
}

function asking(arg: AnalysisArgument, clusterScope: boolean): (chart: Chart) => void {
  return gate({ ...props({ successCondition: `result < {{args.${arg.name}}}` }), args: [arg], clusterScope });
}

function props(given: Partial<Metric>): Pick<AnalysisProps, 'metrics'> {
  const timing = { interval: Duration.seconds(10), initialDelay: Duration.seconds(10) };
  const bothVersionsBecause = 'only the fields count here';
  const errors = { name: 'errors', provider: PROVIDER, successCondition: 'result < 5', bothVersionsBecause };
  return { metrics: [{ ...errors, ...timing, ...given }] };
}
