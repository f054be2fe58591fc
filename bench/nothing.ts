import fs from 'node:fs';

// The least that `cdk8s synth` accepts: an app that makes the output folder. What remains is npx, cdk8s and tsx.
fs.mkdirSync(process.env.CDK8S_OUTDIR ?? 'dist', { recursive: true });
