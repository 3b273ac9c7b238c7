/** One HTTP request as an adapter sees it: headers in lower case, the body as it arrived. */
export interface RawRequest {
  headers: Record<string, string | undefined>;
  body: Buffer;
  /** What stood in the address where the route's path ends with a name, such as `:school`. */
  parameter?: string;
  /** What follows the question mark of the address, without it. */
  query: string;
  /** The address of the other end of the socket; never taken from a header. */
  remoteAddress: string;
}

/** What an adapter answers. */
export interface RawResponse {
  status: number;
  headers?: Record<string, string>;
  /** Text, or the bytes of a file. */
  body?: string | Buffer;
}

/** One address an adapter serves. */
export interface Route {
  method: 'GET' | 'POST';
  /** As it stands in the address. Its last part may be a name after a colon: any one part of an address fits there. */
  path: string;
  handle(request: RawRequest): Promise<RawResponse>;
}
