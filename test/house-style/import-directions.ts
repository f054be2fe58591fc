/** What one folder of src (or one kind of file in it) may import from the rest of src; itself always. */
export interface ImportDirection {
  /** The name other rows call it by. */
  readonly name: string;
  /** Which files it means; the first row that matches a file counts. */
  readonly files: RegExp;
  /** The rows it may import, or `*` for all of them. */
  readonly mayImport: readonly string[];
}

const READ_SIDE = ['manifest', 'release', 'check', 'simulate', 'diff', 'facts', 'conditions'];
const FOR_CONSTRUCTS = ['check', 'validation'];

/** Who may import whom in src: the table of the design, in the one place that the tests read. */
export const IMPORT_DIRECTIONS: readonly ImportDirection[] = [
  row('conditions', /^src\/analysis\/(conditions\/[^/]+|assessment)\.ts$/, []),
  row(
    'facts',
    /^src\/(traffic\/(first-request|known-plugins|router-facts|router-model|route-objects|route-weights|routers)|analysis\/(provider-model|providers)|(traffic|analysis\/providers)\/[^/]+\/(facts|writer|plugin-config|weighted-routes|managed-routes|promql|query-text))\.ts$/,
    ['manifest', 'conditions'],
  ),
  folder('manifest', []),
  folder('validation', []),
  folder('release', ['manifest', 'facts', 'conditions', 'validation']),
  folder('check', ['manifest', 'release', 'facts', 'conditions', 'validation']),
  folder('simulate', ['manifest', 'release', 'facts', 'conditions', 'validation']),
  folder('diff', ['manifest', 'release', 'facts', 'conditions', 'validation']),
  folder('report', [...READ_SIDE, 'validation']),
  folder('source', [...READ_SIDE, 'validation']),
  folder('services', [...FOR_CONSTRUCTS]),
  folder('platform', ['facts', ...FOR_CONSTRUCTS]),
  folder('analysis', ['facts', 'conditions', ...FOR_CONSTRUCTS]),
  folder('traffic', ['analysis', 'services', 'platform', 'facts', ...FOR_CONSTRUCTS]),
  folder('rollout', ['traffic', 'analysis', 'services', 'release', 'facts', ...FOR_CONSTRUCTS]),
  folder('gitops', ['rollout', 'traffic', 'analysis', 'services', 'facts', ...FOR_CONSTRUCTS]),
  folder('synth', ['gitops', 'rollout', 'traffic', 'analysis', 'services', 'facts', ...FOR_CONSTRUCTS]),
  folder('cli', ['*']),
  row('index.ts', /^src\/index\.ts$/, ['*']),
];

/** Folders whose subfolders never import one another: each router and each provider stands alone. */
export const FOLDERS_OF_STRANGERS: readonly string[] = ['src/traffic', 'src/analysis/providers'];

/** Packages that only some folders of src may load. */
export const PACKAGE_HOMES: Readonly<Record<string, readonly string[]>> = { 'ts-morph': ['source'] };

/** The row of a file of src, or undefined where the table has none. */
export function directionOf(path: string): ImportDirection | undefined {
  return IMPORT_DIRECTIONS.find((direction) => direction.files.test(path));
}

function folder(name: string, mayImport: readonly string[]): ImportDirection {
  return row(name, new RegExp(`^src/${name}/`), mayImport);
}

function row(name: string, files: RegExp, mayImport: readonly string[]): ImportDirection {
  return { name, files, mayImport };
}
