import { createHash, createHmac } from 'node:crypto';

/** Who signs, as `kmslab env` prints it. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

/**
 * A KMS request as bytes for the wire, signed with SigV4 as the SDKs do it; good for five minutes, however often it is
 * sent. Source: IAM User Guide, "Create a signed AWS API request".
 */
export function signedRequest(host: string, operation: string, input: unknown, by: Credentials): Buffer {
  const body = Buffer.from(JSON.stringify(input));
  const amzDate = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const scope = `${amzDate.slice(0, 8)}/${by.region}/kms/aws4_request`;
  const headers = {
    'content-type': 'application/x-amz-json-1.1',
    host,
    'x-amz-date': amzDate,
    'x-amz-target': `TrentService.${operation}`,
  };
  const signedHeaders = Object.keys(headers).join(';');
  const canonicalHeaders = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const canonical = ['POST', '/', '', canonicalHeaders.join(''), signedHeaders, sha256(body)].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', amzDate, scope, sha256(canonical)].join('\n');
  const key = scope.split('/').reduce<Buffer | string>(hmac, `AWS4${by.secretAccessKey}`);
  const signature = hmac(key, toSign).toString('hex');
  const credential = `Credential=${by.accessKeyId}/${scope}`;
  const authorization = `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
  const head = [
    'POST / HTTP/1.1',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `authorization: ${authorization}`,
    `content-length: ${body.length}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
}

function sha256(data: Buffer | string): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: Buffer | string, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}
