import type { ManifestObject } from '../../manifest/manifest';
import { at, isThere, listOf, textOf } from '../../manifest/plain';
import type { Gate } from '../../release/gate';
import { declaredArguments } from '../../release/gate-arguments';
import { quote } from '../../validation/names';
import type { Problem, RelatedPlace } from '../finding';
import { isValidatedAlone } from '../gate-text';
import { nearest } from '../nearest';
import { type Placeholder, placeholdersOf, placeholdersOfText } from '../placeholders';
import type { Rule } from '../rule';
import { type TemplateGroup, templateGroups } from '../template-groups';

/** A placeholder in a metric that the controller cannot replace. */
export const ANALYSIS_UNRESOLVED_PLACEHOLDER: Rule = {
  id: 'analysis-unresolved-placeholder',
  severity: 'error',
  what: 'A {{…}} in a metric that is no argument which the template declares, or one in an experiment that its analyses cannot be given.',
  why: 'In a step, before or after a promotion the controller refuses the Rollout as InvalidSpec, and a new one gets no pods. In the background the AnalysisRun ends in an Error and the release is aborted: not the first one, which runs no analysis, but the second. In an experiment the analysis is never started: it ends in an Error, and the release is aborted.',
  remedy: 'declare the argument under args of the template, or correct its name',
  source:
    'argo-rollouts utils/template/template.go ResolveQuotedArgs and ResolveExperimentArgsValue, pkg/apis/rollouts/validation/validation_references.go; recorded on Argo Rollouts 1.10.2',
  *check(set) {
    for (const group of templateGroups(set)) {
      for (const template of group.templates) {
        for (const placeholder of placeholdersOf(set, template)) {
          if (placeholder.path[1] === 'metrics') yield* problems(group, template, placeholder);
        }
      }
      if (group.gate?.place === 'experiment') yield* givenProblems(group.gate);
    }
  },
};

function* problems(
  { templates, isWhole, gate }: TemplateGroup,
  template: ManifestObject,
  { path, text, argument, isClosed }: Placeholder,
): Generator<Problem> {
  const place = { object: template, path };
  if (!isClosed) {
    yield {
      ...place,
      message: '{{ begins a placeholder, and no }} ends it',
      remedy: 'close it, or write it without {{',
    };
    return;
  }
  if (argument === undefined) {
    yield {
      ...place,
      message: `{{${text}}} cannot be replaced: in a metric there are only arguments, as {{args.name}}`,
      remedy: 'make it an argument of the template and write {{args.name}}',
    };
    return;
  }
  const own = namesOf([template]);
  if (own.has(argument)) return;
  const all = namesOf(templates);
  const isAlone = gate !== undefined && isValidatedAlone(gate);
  if (isAlone && all.has(argument)) {
    yield {
      ...place,
      message: `{{args.${argument}}} is declared by another template of the analysis, and ${gate.place === 'step' ? 'in a step' : `in ${gate.place}Analysis`} each template has to declare what it uses`,
      remedy: 'declare the argument in this template too',
      related: [{ object: gate.rollout, path: gate.path, message: 'used here' }],
    };
    return;
  }
  if (all.has(argument) || (!isWhole && !isAlone)) return;
  const meant = nearest(argument, [...all]);
  yield {
    ...place,
    // The analysis that uses it may have other templates too.
    severity: gate === undefined && template.kind !== 'AnalysisRun' ? 'warning' : 'error',
    message: `{{args.${argument}}} cannot be replaced: no argument ${quote(argument)} is declared${meant === undefined ? '' : `; ${quote(meant)} is`}`,
    related: givenPlaces(gate, argument),
  };
}

function namesOf(templates: readonly ManifestObject[]): Set<string> {
  return new Set(templates.flatMap((template) => declaredArguments(template).map(({ name }) => name)));
}

// In what it gives its analyses an experiment replaces a few names of its own.
function* givenProblems({ rollout, path, value }: Gate): Generator<Problem> {
  const experiment = at(rollout, ...path.slice(0, -2).map(String));
  const names = listOf(at(experiment, 'templates')).flatMap((template) => textOf(at(template, 'name')) ?? []);
  const known = [
    'experiment.availableAt',
    ...(isThere(at(experiment, 'duration')) ? ['experiment.finishedAt'] : []),
    ...names.flatMap((name) => [`templates.${name}.podTemplateHash`, `templates.${name}.replicaset.name`]),
  ];
  for (const [index, argument] of listOf(at(value, 'args')).entries()) {
    const text = at(argument, 'value');
    // A valueFrom counts in its place.
    if (typeof text !== 'string' || isThere(at(argument, 'valueFrom'))) continue;
    const place = [...path, 'args', index, 'value'];
    for (const { text: name } of placeholdersOfText(text, place)) {
      if (known.includes(name)) continue;
      const meant = nearest(name, known);
      yield {
        object: rollout,
        path: place,
        message: `{{${name}}} cannot be replaced: an experiment knows ${known.join(', ')}${meant === undefined ? '' : `; ${meant} may be meant`}`,
        remedy: meant === undefined ? 'take one of these, or write a value' : `write {{${meant}}}`,
      };
    }
  }
}

// What a Rollout gives without a declaration is dropped.
function givenPlaces(gate: TemplateGroup['gate'], name: string): RelatedPlace[] {
  return listOf(at(gate?.value, 'args')).flatMap((argument, index) =>
    gate !== undefined && at(argument, 'name') === name
      ? [{ object: gate.rollout, path: [...gate.path, 'args', index], message: 'it is given here, and dropped' }]
      : [],
  );
}
