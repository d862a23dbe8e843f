import { s3Status } from '../errors/s3-errors.ts';
import type { AwsErrorReply } from '../lab/request.ts';

const REASONS: Readonly<Record<number, string>> = {
  301: 'Moved Permanently',
  304: 'Not Modified',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  412: 'Precondition Failed',
  416: 'Requested Range Not Satisfiable',
  501: 'Not Implemented',
};

/**
 * An error as a client sees it: the answer to a HEAD request has no body, so what S3 refused is told by the status alone.
 * Source: S3 API Reference, HeadObject; observed on AWS CLI 2.9.19.
 */
export function seenByClient(operation: string, error: AwsError): AwsError {
  if (!operation.startsWith('Head')) return error;
  const status = s3Status(error.name);
  return { ...error, name: String(status), message: REASONS[status] ?? '' };
}

type AwsError = AwsErrorReply['error'];
