import path from 'node:path';
import { writeManifests } from './check-manifests';
import { compare } from './compare';
import { run } from './run';

/**
 * Measures `check` of 10,000 objects against what `yaml` takes to parse the same files, and of twice as many.
 * @param folder an empty folder for the files
 */
export function reportChecks(folder: string): void {
  const [once, twice, broken] = ['once', 'twice', 'broken'].map((name) => path.join(folder, name));
  if (once === undefined || twice === undefined || broken === undefined) return;
  writeManifests(once, ROLLOUTS);
  writeManifests(twice, 2 * ROLLOUTS);
  writeManifests(broken, ROLLOUTS, true);
  let megabytes = 0;
  const measure = (whose: 'ours' | 'theirs', files: string) => () => {
    const taken = JSON.parse(run(process.execPath, ['--import', 'tsx', 'bench/check-folder.ts', whose, files]));
    if (whose === 'ours') megabytes = Math.max(megabytes, taken.megabytes);
    return Number(taken.milliseconds);
  };
  const clean = compare(5, measure('ours', once), measure('theirs', once));
  const memory = megabytes;
  const bad = compare(5, measure('ours', broken), measure('theirs', broken));
  const growth = compare(5, measure('ours', twice), measure('ours', once)).ratio;
  const times = ({ ours, theirs, ratio }: typeof clean) =>
    `${ours.toFixed(0)} ms, yaml alone: ${theirs.toFixed(0)} ms, ratio ${ratio.toFixed(2)} (aim: below 2)`;
  console.log(`check of ${5 * ROLLOUTS} objects: ${times(clean)}`);
  console.log(`  at most ${memory.toFixed(0)} MB`);
  console.log(`check of as many with an error in each template: ${times(bad)}`);
  console.log(
    `check of ${10 * ROLLOUTS} objects: ${growth.toFixed(1)} times the time of half as many (aim: below 2.2)`,
  );
}

const ROLLOUTS = 2000;
