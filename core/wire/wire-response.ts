/** An HTTP response, whole; the server adds Date and Content-Length. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
