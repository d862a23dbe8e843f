import type { Operation } from '../../../operations/operation.ts';
import { createFunction } from './create-function.ts';
import { deleteFunction } from './delete-function.ts';
import { getFunction, getFunctionConfiguration } from './get-function.ts';
import { invoke } from './invoke.ts';
import { listFunctions } from './list-functions.ts';
import { updateFunctionConfiguration } from './update-function-configuration.ts';

/** Lambda's operations. */
export const LAMBDA_OPERATIONS: readonly Operation[] = [
  createFunction,
  deleteFunction,
  getFunction,
  getFunctionConfiguration,
  invoke,
  listFunctions,
  updateFunctionConfiguration,
];
