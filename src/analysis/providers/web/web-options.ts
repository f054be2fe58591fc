import type { Duration } from 'cdk8s';
import type { OAuth2Options } from '../request-authentication';

/** Options of `Web.get`. */
export interface WebOptions {
  /**
   * Which part of the JSON that is answered becomes `result`: one JSON path in braces, such as `{$.data.ok}`. If it leads
   * nowhere, the measurement is an error.
   * @default - all of it, which needs answersJson
   */
  readonly jsonPath?: string;

  /**
   * Whether the address always answers JSON where its status is 2xx. A body that is not JSON is a successful measurement,
   * whatever the conditions say.
   * @default - it is taken for granted where there is a jsonPath
   */
  readonly answersJson?: boolean;

  /**
   * The headers, by name. Those with a secret refer to an `AnalysisArgument.secret`, such as `Bearer {{args.token}}`.
   * @default - none; `Content-Type: application/json` with a jsonBody
   */
  readonly headers?: { readonly [name: string]: string };

  /**
   * How the controller gets a token to send along.
   * @default - it sends none
   */
  readonly oauth2?: OAuth2Options;

  /**
   * How long an answer may take, in whole seconds; then the measurement is an error.
   * @default Duration.seconds(10)
   */
  readonly timeout?: Duration;

  /**
   * Whether the certificate of the server is taken unseen.
   * @default false
   */
  readonly insecure?: boolean;
}

/** Options of `Web.post` and `Web.put`. */
export interface WebBodyOptions extends WebOptions {
  /**
   * What is sent, as text.
   * @default - nothing, or the jsonBody
   */
  readonly body?: string;

  /**
   * What is sent, as JSON.
   * @default - nothing, or the body
   */
  readonly jsonBody?: { readonly [key: string]: unknown };
}
