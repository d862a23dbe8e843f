import type { Fact } from '../../lab/facts.ts';
import type { InstanceWork, StateReason } from '../ec2/instances/instance-machine.ts';
import type { OnBehalfOf } from '../on-behalf-of.ts';
import type { Attachment } from './attachment.ts';
import type { AttachmentHost } from './attachment-host.ts';
import { TERMINATED_MS } from './delays.ts';
import { asRefusal } from './ebs-kms.ts';
import type { EbsWorks } from './ebs-works.ts';

/** What EC2 says of an instance whose volumes' keys may not be used. Source: services.md section 3. */
const CLIENT_ERROR: StateReason = {
  code: 'Client.InternalError',
  message: 'Client.InternalError: Client error on launch',
};

/** The hosts of instances, as far as volumes go: an instance starts with all its volumes' data keys, or not at all. */
export class InstanceHost {
  readonly #works: EbsWorks;
  readonly #attachments: AttachmentHost;

  constructor(works: EbsWorks, attachments: AttachmentHost) {
    this.#works = works;
    this.#attachments = attachments;
  }

  /** Does what an instance's machine asks for, and tells it what came of it. */
  async change(instanceId: string, work: InstanceWork): Promise<void> {
    const instance = this.#works.world.instances.get(instanceId);
    if (instance === undefined) return;
    const { onBehalfOf: by } = instance.machine.context;
    switch (work) {
      case 'start':
        return this.#start(instanceId, by);
      case 'stop':
        for (const attachment of this.#attachedTo(instanceId)) await this.#attachments.leave(attachment, by);
        return this.#tell(instanceId, { type: 'Stopped' });
      case 'terminate':
        for (const attachment of this.#attachedTo(instanceId)) await this.#attachments.end(attachment, by);
        return this.#tell(instanceId, { type: 'Terminated', dueAt: this.#works.world.now + TERMINATED_MS });
    }
  }

  async #start(instanceId: string, by: OnBehalfOf): Promise<void> {
    const attached = this.#attachedTo(instanceId);
    for (const attachment of attached) {
      try {
        await this.#attachments.open(attachment, by);
      } catch (thrown) {
        const { volumeId } = attachment;
        const event = { type: 'KmsRefused', ...asRefusal(thrown) } as const;
        this.#works.commit([{ type: 'attachmentChanged', volumeId, event }]);
        for (const other of attached) await this.#attachments.leave(other, by);
        return this.#tell(instanceId, { type: 'LaunchFailed', reason: CLIENT_ERROR });
      }
    }
    this.#tell(instanceId, { type: 'Started' });
  }

  #tell(instanceId: string, event: Parameters<typeof instanceFact>[1]): void {
    this.#works.commit([instanceFact(instanceId, event)]);
  }

  /** In the order in which they were attached. */
  #attachedTo(instanceId: string): readonly Attachment[] {
    return [...this.#works.world.attachments.values()].filter(
      ({ instanceId: host, machine }) =>
        host === instanceId && machine.value !== 'detached' && machine.value !== 'failed',
    );
  }
}

function instanceFact(instanceId: string, event: Extract<Fact, { type: 'instanceChanged' }>['event']): Fact {
  return { type: 'instanceChanged', instanceId, event };
}
