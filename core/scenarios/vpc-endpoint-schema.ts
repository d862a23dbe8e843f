import { z } from 'zod';
import { ENDPOINT_SERVICES, type EndpointService } from '../cloud/vpc-endpoint.ts';

/** A VPC endpoint that is there from the start. */
export const VpcEndpoint = z.strictObject({
  id: z.string().regex(/^vpce-(?:[0-9a-f]{8}|[0-9a-f]{17})$/, 'expected vpce- and 17 hexadecimal digits'),
  account: z.string(),
  region: z.string(),
  vpc: z.string().regex(/^vpc-(?:[0-9a-f]{8}|[0-9a-f]{17})$/, 'expected vpc- and 17 hexadecimal digits'),
  service: z
    .enum(Object.keys(ENDPOINT_SERVICES) as [EndpointService, ...EndpointService[]])
    .optional()
    .describe('kms where it is left out'),
  policy: z
    .union([z.string(), z.record(z.string(), z.unknown())])
    .optional()
    .describe(
      'The endpoint policy: a document, or the name of a file that has it; the default lets everything through',
    ),
});
