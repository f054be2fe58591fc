// The plugin that cdk8s.yaml names, from the sources: `npx cdk8s synth` needs no build here.
require('tsx/cjs');
module.exports = require('../../src/cli/rollouts-validation.ts');
