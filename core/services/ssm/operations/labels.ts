import { SsmError } from '../../../errors/ssm-errors.ts';
import { integer, structure } from '../../../operations/shape.ts';
import { newestOf } from '../parameter.ts';
import { parameterNamed, versionOf } from '../parameter-name.ts';
import { Labels, Name } from './shapes.ts';
import { parameterTarget, ssmOperation } from './ssm-operation.ts';

const MOST_LABELS = 10;
/** Source: Systems Manager User Guide, "Working with parameter labels". */
const isLabel = (text: string): boolean => /^[\w.-]{1,100}$/.test(text) && !/^(?:\d|aws|ssm)/i.test(text);

export const labelParameterVersion = ssmOperation({
  name: 'LabelParameterVersion',
  summary: 'Puts labels onto a version of a parameter; each is on one version at a time.',
  input: structure({ Name, Labels }, { ParameterVersion: integer() }),
  readOnly: false,
  find: ({ Name: name }, scope) => [parameterTarget(scope, name, 'ssm:LabelParameterVersion')],
  check({ Name: name, Labels: labels, ParameterVersion: number }, scope) {
    const parameter = parameterNamed(scope, name);
    const version = number === undefined ? newestOf(parameter) : versionOf(parameter, String(number));
    const all = new Set([...version.labels, ...labels.filter(isLabel)]);
    if (all.size <= MOST_LABELS) return;
    throw new SsmError(
      'ParameterVersionLabelLimitExceeded',
      `A parameter version can have maximum ${MOST_LABELS} labels. Move one or more labels to another version and try again.`,
      'limit-exceeded',
    );
  },
  handle({ Name: name, Labels: labels, ParameterVersion: number }, scope) {
    const parameter = parameterNamed(scope, name);
    const { version } = number === undefined ? newestOf(parameter) : versionOf(parameter, String(number));
    const taken = labels.filter(isLabel);
    return {
      output: { InvalidLabels: labels.filter((label) => !isLabel(label)), ParameterVersion: version },
      facts:
        taken.length === 0 ? [] : [{ type: 'parameterLabelled', parameterArn: parameter.arn, version, labels: taken }],
    };
  },
});

export const unlabelParameterVersion = ssmOperation({
  name: 'UnlabelParameterVersion',
  summary: 'Takes labels off a version of a parameter.',
  input: structure({ Name, ParameterVersion: integer(), Labels }, {}),
  readOnly: false,
  find: ({ Name: name }, scope) => [parameterTarget(scope, name, 'ssm:UnlabelParameterVersion')],
  check({ Name: name, ParameterVersion: number }, scope) {
    versionOf(parameterNamed(scope, name), String(number));
  },
  handle({ Name: name, ParameterVersion: number, Labels: labels }, scope) {
    const parameter = parameterNamed(scope, name);
    const own = versionOf(parameter, String(number)).labels;
    const removed = labels.filter((label) => own.includes(label));
    return {
      output: { RemovedLabels: removed, InvalidLabels: labels.filter((label) => !own.includes(label)) },
      facts:
        removed.length === 0
          ? []
          : [{ type: 'parameterLabelled', parameterArn: parameter.arn, version: null, labels: removed }],
    };
  },
});
