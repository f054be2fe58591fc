import path from 'node:path';
import { type App, type Chart, Names, YamlOutputType } from 'cdk8s';
import { manifestOf } from '../validation/rendering';
import type { SynthOrder } from './synth-order';

/** A folder of the output, and what is written into it. */
export interface OutputFolder {
  /** Its path. */
  readonly path: string;

  /** Its files. */
  readonly files: readonly OutputFile[];
}

/** A file of the output. */
export interface OutputFile {
  /** Its path. */
  readonly path: string;

  /** What it holds. */
  readonly manifests: readonly unknown[];

  /** The path of the construct that it comes from. */
  readonly from: string;
}

/** The files of an app as its `yamlOutputType` divides them, under the names that cdk8s gives them. */
export function outputFolders(app: App, order: SynthOrder): OutputFolder[] {
  const nameOf = chartNames(order);
  const file = (folder: string, name: string, manifests: readonly unknown[], from: string): OutputFile => ({
    path: path.join(folder, name + app.outputFileExtension),
    manifests,
    from,
  });
  const inOutdir = (files: OutputFile[]): OutputFolder[] => [{ path: app.outdir, files }];
  switch (app.yamlOutputType) {
    case YamlOutputType.FILE_PER_APP: {
      const manifests = order.charts.flatMap((chart) => order.manifestsOf(chart));
      return inOutdir(order.charts.length === 0 ? [] : [file(app.outdir, 'app', manifests, app.node.path)]);
    }
    case YamlOutputType.FILE_PER_CHART:
      return inOutdir(
        order.charts.map((chart) => file(app.outdir, nameOf(chart), order.manifestsOf(chart), chart.node.path)),
      );
    case YamlOutputType.FILE_PER_RESOURCE:
      return inOutdir(
        order.charts.flatMap((chart) =>
          order.manifestsOf(chart).flatMap((manifest) => {
            if (manifest === undefined) return [];
            const { kind, metadata } = manifest as NamedManifest;
            return [file(app.outdir, objectName(kind, metadata?.name), [manifest], chart.node.path)];
          }),
        ),
      );
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
      return order.charts.map((chart) => {
        const folder = path.join(app.outdir, nameOf(chart));
        const files = order
          .objectsOf(chart)
          .map((object) =>
            file(folder, objectName(object.kind, object.metadata.name), [manifestOf(object)], object.node.path),
          );
        return { path: folder, files };
      });
    default:
      return [];
  }
}

/** A manifest as far as its file is named after it. */
interface NamedManifest {
  readonly kind?: unknown;
  readonly metadata?: { readonly name?: unknown };
}

function chartNames({ charts, hasDependentCharts }: SynthOrder): (chart: Chart) => string {
  if (!hasDependentCharts) return (chart) => Names.toDnsLabel(chart);
  const places = new Map(charts.map((chart, index) => [chart, index]));
  return (chart) => `${String(places.get(chart)).padStart(4, '0')}-${Names.toDnsLabel(chart)}`;
}

function objectName(kind: unknown, name: unknown): string {
  return `${kind}.${name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}
