import type { Operation } from '../../operations/operation.ts';
import { createVpcEndpoint } from './create-vpc-endpoint.ts';
import { deleteVpcEndpoints } from './delete-vpc-endpoints.ts';
import { describeVpcEndpoints } from './describe-vpc-endpoints.ts';
import { modifyVpcEndpoint } from './modify-vpc-endpoint.ts';

/** EC2's operations about VPC endpoints. */
export const VPC_ENDPOINT_OPERATIONS: readonly Operation[] = [
  createVpcEndpoint,
  deleteVpcEndpoints,
  describeVpcEndpoints,
  modifyVpcEndpoint,
];
