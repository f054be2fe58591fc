import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { filesOf } from './output';

const root = path.resolve(__dirname, '../..');
const [imports, charts] = fs.readFileSync(path.join(root, 'examples/main.ts'), 'utf8').split('const app = new App();');

// The app of the examples, made and synthesized by App classes of either kind in each way of dividing the output.
const SCRIPT = `
${imports?.replace(/import \{ App \}.*\n/, '').replaceAll("from './", `from '${root}/examples/`)}
import * as cdk8s from 'cdk8s';
import { App } from '${root}/src/synth/app';
// Not FILE_PER_RESOURCE: cdk8s writes templates of the same name in two namespaces into one file, we refuse that.
const { FILE_PER_APP, FILE_PER_CHART, FOLDER_PER_CHART_FILE_PER_RESOURCE } = cdk8s.YamlOutputType;
const TYPES = [FILE_PER_APP, FILE_PER_CHART, FOLDER_PER_CHART_FILE_PER_RESOURCE];
for (const [name, AppClass] of [['theirs', cdk8s.App], ['ours', App]] as const) {
  for (const yamlOutputType of TYPES) {
    const outdir = \`\${process.argv[2]}/\${name}/\${yamlOutputType}\`;
    const app = new AppClass({ outdir, yamlOutputType, recordConstructMetadata: true });
    ${charts}
    if (yamlOutputType === FILE_PER_APP) require('node:fs').writeFileSync(\`\${outdir}/one.txt\`, app.synthYaml());
  }
}
`;

describe('the examples', () => {
  test('are the same bytes as by cdk8s, however they are divided into files', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'examples-'));
    try {
      // In the repository, for the packages.
      fs.mkdirSync(path.join(folder, 'node_modules'));
      for (const name of ['cdk8s', 'cdk8s-plus-28', 'constructs']) {
        fs.symlinkSync(path.join(root, 'node_modules', name), path.join(folder, 'node_modules', name));
      }
      fs.writeFileSync(path.join(folder, 'main.ts'), SCRIPT);
      execFileSync(
        process.execPath,
        ['--import', path.join(root, 'node_modules/tsx/dist/loader.mjs'), path.join(folder, 'main.ts'), folder],
        { cwd: root, env: { ...process.env, TSX_TSCONFIG_PATH: path.join(root, 'tsconfig.json') }, stdio: 'pipe' },
      );
      const [theirs, ours] = ['theirs', 'ours'].map((name) => filesOf(path.join(folder, name)));
      expect(Object.keys(theirs ?? {}).length).toBeGreaterThan(200);
      expect(ours).toEqual(theirs);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
});
