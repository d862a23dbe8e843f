/** An HTTP response, whole; the server adds Date, and a Content-Length where there is none. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What the body is where it is no text. */
  readonly bytes?: Uint8Array;
}
