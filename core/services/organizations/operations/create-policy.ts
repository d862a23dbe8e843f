import type { OrganizationPolicy } from '../../../cloud/organization.ts';
import { structure } from '../../../operations/shape.ts';
import { managementOperation } from '../define-operation.ts';
import { availableType } from '../find.ts';
import { policySummary } from '../outputs.ts';
import { checkContent, checkName, policiesIn } from '../policy-rules.ts';
import { PolicyContent, PolicyDescription, PolicyName, PolicyType, Tags } from '../shapes.ts';
import { checkTags } from '../tags.ts';

export const createPolicy = managementOperation({
  name: 'CreatePolicy',
  summary: 'Makes a service control policy or resource control policy; it counts where it is attached.',
  input: structure(
    { Content: PolicyContent, Description: PolicyDescription, Name: PolicyName, Type: PolicyType },
    { Tags },
  ),
  readOnly: false,
  check(input, { organizations, organization }) {
    const type = availableType(organization, input.Type);
    checkTags(input.Tags);
    checkName(input.Name, type, policiesIn(organizations, organization));
    checkContent(input.Content, type, organization.managementAccountId);
  },
  handle(input, { organization, ids }) {
    const policy: OrganizationPolicy = {
      id: `p-${ids.alphanumeric(10)}`,
      organizationId: organization.id,
      name: input.Name,
      description: input.Description,
      type: availableType(organization, input.Type),
      text: input.Content,
    };
    return {
      output: { Policy: { PolicySummary: policySummary(organization, policy), Content: policy.text } },
      facts: [
        { type: 'organizationPolicyPut', policy },
        { type: 'organizationTagsSet', resourceId: policy.id, tags: input.Tags ?? [] },
      ],
    };
  },
});
