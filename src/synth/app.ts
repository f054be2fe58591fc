import fs from 'node:fs';
import path from 'node:path';
import * as cdk8s from 'cdk8s';
import { inOneRendering } from '../validation/rendering';
import { lostManifestProblems } from './lost-manifests';
import { outputFolders } from './output-files';
import { chartsIn, SynthOrder } from './synth-order';
import { throwInvalid, validateTree } from './validate-tree';
import { writeWholeFile } from './whole-file';
import { YamlText } from './yaml-text';

/**
 * cdk8s's App with a synth that takes time in proportion to what is in the app.
 *
 * It takes the same props and writes the same bytes. cdk8s itself looks through the whole app again for each chart, so
 * that four times as many charts take it sixteen times as long; here the app is validated once and each object rendered
 * once. Nothing is written before everything is rendered.
 */
export class App extends cdk8s.App {
  /**
   * The charts of the app, each after those that it depends on.
   * @throws if something depends on itself, directly or not.
   */
  public override get charts(): cdk8s.Chart[] {
    return chartsIn(this);
  }

  /**
   * Writes all manifests into the output directory, each file as a whole.
   * @throws if a validation fails, with all errors at once; if an object cannot be rendered; if something depends on
   * itself; or if a file would be written over another one of the same synth.
   */
  public override synth(): void {
    fs.mkdirSync(this.outdir, { recursive: true });
    inOneRendering(this, () => {
      validateTree(this);
      const order = new SynthOrder(this);
      const folders = outputFolders(this, order);
      throwInvalid(lostManifestProblems(folders.flatMap(({ files }) => files)));
      const yaml = new YamlText();
      for (const folder of folders) {
        fs.mkdirSync(folder.path, { recursive: true });
        for (const file of folder.files) writeWholeFile(file.path, yaml.documents(file.manifests));
      }
      // cdk8s keeps the property to itself.
      if (Reflect.get(this, 'recordConstructMetadata') === true) this.writeMetadata(order);
    });
  }

  /**
   * Renders all manifests as one text.
   * @throws if a validation fails, with all errors at once; if an object cannot be rendered; or if something depends on
   * itself.
   */
  public override synthYaml(): string {
    return inOneRendering(this, () => {
      validateTree(this);
      const order = new SynthOrder(this);
      return new YamlText().documents(order.charts.flatMap((chart) => order.manifestsOf(chart)));
    });
  }

  // Which construct each object comes from, for the reports of cdk8s-cli.
  private writeMetadata(order: SynthOrder): void {
    const objects = order.charts.flatMap((chart) => order.objectsOf(chart));
    const resources = Object.fromEntries(objects.map(({ name, node }) => [name, { path: node.path }]));
    const file = path.join(this.outdir, 'construct-metadata.json');
    writeWholeFile(file, JSON.stringify({ version: '1.0.0', resources }));
  }
}
