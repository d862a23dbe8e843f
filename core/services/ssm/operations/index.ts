import type { Operation } from '../../../operations/operation.ts';
import { deleteParameter, deleteParameters } from './delete-parameters.ts';
import { describeParameters } from './describe-parameters.ts';
import { getParameter } from './get-parameter.ts';
import { getParameterHistory } from './get-parameter-history.ts';
import { getParameters } from './get-parameters.ts';
import { getParametersByPath } from './get-parameters-by-path.ts';
import { labelParameterVersion, unlabelParameterVersion } from './labels.ts';
import { putParameter } from './put-parameter.ts';
import { addTagsToResource, listTagsForResource, removeTagsFromResource } from './tags.ts';

/** Parameter Store's operations of this lab. */
export const SSM_OPERATIONS: readonly Operation[] = [
  addTagsToResource,
  deleteParameter,
  deleteParameters,
  describeParameters,
  getParameter,
  getParameterHistory,
  getParameters,
  getParametersByPath,
  labelParameterVersion,
  listTagsForResource,
  putParameter,
  removeTagsFromResource,
  unlabelParameterVersion,
];
