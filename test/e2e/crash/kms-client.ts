import { Agent, request } from 'node:http';

/** A call's answer, as far as it was read: what a client knows of it. */
export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The smallest client of AWS JSON 1.1, for a server that trusts: no retries, which would hide what a crash did. */
export class PlainKmsClient {
  readonly #url: URL;
  readonly #agent = new Agent({ keepAlive: true });

  constructor(url: string) {
    this.#url = new URL(url);
  }

  /** @throws {Error} when the whole answer didn't come */
  call(operation: string, input: object): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const headers = {
        'Content-Type': 'application/x-amz-json-1.1',
        'X-Amz-Target': `TrentService.${operation}`,
        Authorization:
          'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/kms/aws4_request, SignedHeaders=host, Signature=00',
        'X-Amz-Date': '20260101T000000Z',
      };
      const sent = request(this.#url, { method: 'POST', agent: this.#agent, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('error', reject);
        response.on('end', () => {
          if (!response.complete) reject(new Error('the answer broke off'));
          else
            resolve({
              status: response.statusCode ?? 0,
              body: JSON.parse(text === '' ? '{}' : text) as Answer['body'],
            });
        });
      });
      sent.on('error', reject);
      sent.end(JSON.stringify(input));
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
