import fc from 'fast-check';
import type {
  CheckReport,
  ReportedFinding,
  ReportedObject,
  ReportedPlace,
  ReportedRelation,
  ReportedRule,
} from '../../src/report/check-report';

/** Pieces of text that mean something to a terminal, to XML, to Markdown, to GitHub or to SARIF. */
const NASTY: readonly string[] = [
  '\u001b[31m',
  '\u001b]8;;http://example.com\u0007',
  '\u009b2J',
  '\r\n::error file=a::b',
  '\n::stop-commands::x',
  '%0A%',
  ']]>',
  '<!--',
  '-->',
  '</details>',
  '<script>alert(1)</script>',
  '"\'&<>;',
  '\u0000\u0008\u000b\u001f\u007f',
  '\u202eevil\u2066\u200b',
  '\u2028\u2029\u0085',
  '\ud800',
  '\udc00',
  '\ufffe\uffff',
  '😀𝒳',
  '|a|b\\|',
  '```\n~~~\n',
  '@everyone #1 [x](javascript:a) ![y](z)',
  '$a$ $$b$$ *c* _d_ <b>',
  '  \t',
  '{0} {{args.x}}',
  'k8s/a:b,c=d.yaml',
  '../../etc/x.yaml',
  '/tmp/a b#c?.yaml',
  'C:/x/y.yaml',
  '-',
  '__proto__',
];

/** Text that somebody might write into a manifest, or call a file, to break what reads the report. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 8 }), fc.string({ maxLength: 8 })),
    {
      maxLength: 6,
    },
  )
  .map((pieces) => pieces.join(''));

const position = fc.record({ line: fc.integer({ min: 1, max: 6 }), column: fc.integer({ min: 1, max: 400 }) });
const range = fc
  .tuple(position, position)
  .map(([one, other]) => (one.line < other.line ? { start: one, end: other } : { start: other, end: one }));

const place: fc.Arbitrary<ReportedPlace> = fc.oneof(
  fc.record({ file: hostileText, range }, { requiredKeys: ['file'] }),
  fc.record({ construct: hostileText }),
);
const object: fc.Arbitrary<ReportedObject> = fc.record(
  { apiVersion: hostileText, kind: hostileText, namespace: hostileText, name: hostileText },
  { requiredKeys: ['apiVersion', 'kind', 'name'] },
);
const related: fc.Arbitrary<ReportedRelation> = fc
  .tuple(place, hostileText)
  .map(([where, message]) => ({ ...where, message }));
const severity = fc.constantFrom('error' as const, 'warning' as const, 'info' as const);

const finding: fc.Arbitrary<ReportedFinding> = fc.record(
  {
    rule: fc.constantFrom('analysis-never-fails', 'yaml', 'service-missing'),
    severity,
    message: hostileText,
    remedy: hostileText,
    object,
    path: hostileText,
    place,
    related: fc.array(related, { maxLength: 3 }),
    fix: hostileText,
    waivedBecause: hostileText,
    waivedIn: fc.constantFrom('annotation' as const, 'configuration' as const),
  },
  { requiredKeys: ['rule', 'severity', 'message', 'remedy', 'path', 'place', 'related'] },
);

const rules: fc.Arbitrary<ReportedRule[]> = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('analysis-never-fails', 'yaml'),
    severity,
    what: hostileText,
    why: hostileText,
    remedy: hostileText,
    source: hostileText,
    page: fc.constantFrom('docs/rules/x.md', 'https://example.com/rules/x'),
  }),
  { selector: ({ id }) => id },
);

/** A report of manifests that were written to break it. */
export const hostileReport: fc.Arbitrary<CheckReport> = fc.record({
  version: fc.constant('1.2.3'),
  findings: fc.array(finding, { maxLength: 8 }),
  rules,
  files: fc.nat(9),
  objects: fc.nat(9),
  hidden: fc.nat(3),
  fixed: fc.nat(3),
  patches: fc.nat(3),
});
