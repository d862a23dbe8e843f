import { newestOf, type Parameter } from '../../services/ssm/parameter.ts';
import type { ParameterView } from '../world-shapes.ts';

/** A parameter in a list; of its values there is nothing in it. */
export function parameterView(parameter: Parameter): ParameterView {
  const { arn, name, accountId, region } = parameter;
  const { type, tier, keyId, version } = newestOf(parameter);
  return { arn, name, accountId, region, type, tier, keyId, version };
}
