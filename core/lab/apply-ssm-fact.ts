import { MOST_VERSIONS, type Parameter } from '../services/ssm/parameter.ts';
import { type Applied, NOTHING } from './applied.ts';
import type { SsmFact } from './facts.ts';
import type { World } from './world.ts';

/** Makes a fact about Parameter Store true. @throws {Error} for a bug */
export function applySsmFact({ parameters }: World, fact: SsmFact): Applied {
  switch (fact.type) {
    case 'parameterPut': {
      const { parameter, version, tags } = fact;
      const before = parameters.get(parameter.arn);
      const versions = [...(before?.versions ?? []), version].slice(-MOST_VERSIONS);
      parameters.set(parameter.arn, { ...parameter, versions, tags: before?.tags ?? tags });
      return NOTHING;
    }
    case 'parameterDeleted':
      parameters.delete(fact.parameterArn);
      return NOTHING;
    case 'parameterLabelled': {
      const parameter = parameterOf(parameters, fact.parameterArn);
      parameter.versions = parameter.versions.map((version) => {
        const others = version.labels.filter((label) => !fact.labels.includes(label));
        return { ...version, labels: version.version === fact.version ? [...others, ...fact.labels] : others };
      });
      return NOTHING;
    }
    case 'parameterTagged':
      parameterOf(parameters, fact.parameterArn).tags = fact.tags;
      return NOTHING;
  }
}

function parameterOf(parameters: World['parameters'], arn: string): Parameter {
  const parameter = parameters.get(arn);
  if (parameter === undefined) throw new Error(`no parameter ${arn}`);
  return parameter;
}
