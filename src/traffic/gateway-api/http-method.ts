/** The method of an HTTP request. */
export enum HttpMethod {
  /** Reads. */
  GET = 'GET',

  /** Reads the headers only. */
  HEAD = 'HEAD',

  /** Does something, or makes something new. */
  POST = 'POST',

  /** Puts something in place of another. */
  PUT = 'PUT',

  /** Takes something away. */
  DELETE = 'DELETE',

  /** Opens a tunnel. */
  CONNECT = 'CONNECT',

  /** Asks what may be done. */
  OPTIONS = 'OPTIONS',

  /** Sends back what it got. */
  TRACE = 'TRACE',

  /** Changes a part of something. */
  PATCH = 'PATCH',
}

/** Whether a text is a method of HTTP. */
export function isHttpMethod(text: string): text is HttpMethod {
  return Object.values<string>(HttpMethod).includes(text);
}
