import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { Web, type WebBodyOptions } from '../../../../src';
import { WEB } from '../../../../src/analysis/providers/web/facts';

const URL = 'https://shop.example.com/health';
const JUDGED = { successCondition: 'result.ok == true' };
const OAUTH2 = {
  tokenUrl: 'https://login.example.com/token',
  clientId: 'rollouts',
  clientSecret: '{{args.client-secret}}',
};

describe('Web', () => {
  test('renders a request with everything that it may say', () => {
    const request = Web.put(URL, {
      jsonPath: '{$.data}',
      headers: { 'X-Team': 'shop', Authorization: 'Bearer {{args.token}}' },
      oauth2: { ...OAUTH2, scopes: ['health'] },
      timeout: Duration.seconds(20),
      insecure: true,
      jsonBody: { service: '{{args.service}}' },
    });
    expect(request.toProvider()).toEqual({
      web: {
        method: 'PUT',
        url: URL,
        jsonPath: '{$.data}',
        headers: [
          { key: 'X-Team', value: 'shop' },
          { key: 'Authorization', value: 'Bearer {{args.token}}' },
        ],
        authentication: { oauth2: { ...OAUTH2, scopes: ['health'] } },
        timeoutSeconds: 20,
        insecure: true,
        jsonBody: { service: '{{args.service}}' },
      },
    });
    expect(request.problems(JUDGED)).toEqual([]);
    expect(request.resultType).toEqual({ is: 'any' });
  });

  test('sends a GET unless it is told otherwise, and text as it is', () => {
    expect(Web.get(URL).toProvider()).toEqual({ web: { url: URL } });
    expect(Web.post(URL, { body: 'service=shop' }).toProvider()).toEqual({
      web: { method: 'POST', url: URL, body: 'service=shop' },
    });
  });

  test('refuses a condition that a body without JSON would pass', () => {
    const message = 'it has a condition and no jsonPath: the condition is not looked at where the body is no JSON';
    expect(Web.get(URL).problems(JUDGED).join()).toContain(message);
    expect(Web.get(URL, { jsonPath: '{$.data}', answersJson: false }).problems(JUDGED).join()).toContain(message);
    expect(Web.get(URL, { answersJson: true }).problems(JUDGED)).toEqual([]);
    expect(Web.get(URL).problems({})).toEqual([]);
  });

  test.each<[string, WebBodyOptions, string]>([
    ['two bodies', { body: 'a', jsonBody: {} }, 'it has both body and jsonBody'],
    ['a path without braces', { jsonPath: '$.data' }, 'jsonPath takes one JSON path in braces such as "{$.data.ok}"'],
    ['a path with text around it', { jsonPath: 'ok: {$.data}' }, 'jsonPath takes one JSON path in braces'],
    ['two paths', { jsonPath: '{$.a}{$.b}' }, 'jsonPath takes one JSON path in braces'],
    ['no time to answer', { timeout: Duration.seconds(0) }, 'timeout takes whole seconds, at least 1'],
    ['half a second', { timeout: Duration.millis(500) }, 'timeout takes whole seconds, at least 1'],
    [
      'a secret in a header',
      { headers: { authorization: 'Bearer abc' } },
      'the header "authorization" has its secret in',
    ],
    ['a secret in another header', { headers: { 'X-Api-Key': 'abc' } }, 'the header "X-Api-Key" has its secret in'],
    ['a header that is none', { headers: { 'X Team': 'shop' } }, 'headers takes names such as "Authorization"'],
    ['a header twice', { headers: { Accept: 'a', accept: 'b' } }, 'headers has "accept" twice, spelled differently'],
    [
      'a secret of a client',
      { oauth2: { ...OAUTH2, clientSecret: 'hunter2' } },
      'oauth2.clientSecret takes a reference to an argument such as "{{args.client-secret}}", got something else',
    ],
    ['half a secret of a client', { oauth2: { ...OAUTH2, clientSecret: 'hunter2{{args.a}}' } }, 'got something else'],
    ['no secret of a client', { oauth2: { ...OAUTH2, clientSecret: '' } }, 'got nothing'],
    ['a client without a name', { oauth2: { ...OAUTH2, clientId: '' } }, 'oauth2.clientId is empty'],
    ['tokens from nowhere', { oauth2: { ...OAUTH2, tokenUrl: 'login' } }, 'oauth2.tokenUrl takes an http or https URL'],
  ])('refuses %s', (_, options, message) => {
    expect(
      Web.post(URL, { answersJson: true, ...options })
        .problems(JUDGED)
        .join(),
    ).toContain(message);
  });

  test('does not repeat what may be a secret', () => {
    const oauth2 = { ...OAUTH2, clientSecret: 'hunter2' };
    const headers = { Authorization: 'Bearer hunter2' };
    expect(Web.get(URL, { oauth2, headers }).problems({}).join()).not.toContain('hunter2');
  });

  test.each([
    'http://shop',
    'http://{{args.service}}.shop.svc:{{args.port}}/',
    '{{args.url}}',
    '{{args.url}}/health?a={{args.b}}',
  ])('takes the url %s', (url) => {
    expect(Web.get(url).problems({})).toEqual([]);
  });

  test.each(['shop.example.com/health', 'ftp://shop', '', '{{args.host}}.example.com/health'])(
    'refuses the url "%s"',
    (url) => {
      expect(Web.get(url).problems({}).join()).toContain('the url takes an http or https URL');
    },
  );
});

describe('the facts of the web', () => {
  test.each([
    [{ body: 'a' }, 'it has a body with GET'],
    [{ method: 'GET', jsonBody: {} }, 'it has a jsonBody with GET'],
    [{ method: 'DELETE' }, 'method takes GET, POST, PUT, got "DELETE"'],
    [{ authentication: { sigv4: { region: 'eu-central-1' } } }, 'authentication.sigv4 is ignored'],
    [{ authentication: { oauth2: { tokenUrl: 'http://a' } } }, 'authentication.oauth2.clientSecret is missing'],
  ])('find what is wrong with %j', (config, message) => {
    expect(WEB.problems(config).join()).toContain(message);
  });

  test.each([
    {},
    { method: 'POST' },
    { method: '{{args.method}}' },
    { jsonPath: '{$.items[?(@.name=="{{args.a}}")].ok}' },
  ])('find nothing wrong with %j', (config) => {
    expect(WEB.problems(config)).toEqual([]);
  });
});
