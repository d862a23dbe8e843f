import { describe, expect, it } from 'vitest';
import { attachmentStatus } from '../../../../core/services/ebs/attachment.ts';
import {
  type AttachmentAtRest,
  type AttachmentEvent,
  applyAttachmentEvent,
  attachmentCan,
  newAttachment,
} from '../../../../core/services/ebs/attachment-machine.ts';
import {
  applyInstanceEvent,
  type InstanceAtRest,
  type InstanceEvent,
  instanceCan,
  newInstance,
} from '../../../../core/services/ec2/instances/instance-machine.ts';
import type { OnBehalfOf } from '../../../../core/services/on-behalf-of.ts';

const by = { requestId: 'r' } as OnBehalfOf;
const KEY = { grantId: 'g', held: { owner: 'arn:aws:ec2:us-east-1:111122223333:volume/vol-1', sealedId: 's' } };
const DUE = 1_000;

const time = (now = DUE) => ({ type: 'TimePassed', now }) as const;
const opened = { type: 'DataKeyOpened', key: KEY } as const;
const refused = { type: 'KmsRefused', message: 'is disabled.', because: 'key-disabled' } as const;
const left = { type: 'HostLeft' } as const;
const detach = { type: 'DetachVolume', onBehalfOf: by, dueAt: 2 * DUE } as const;
const givenBack = { type: 'GrantGivenBack' } as const;

function attachment(...events: readonly AttachmentEvent[]): AttachmentAtRest {
  return events.reduce(
    (before, event) => applyAttachmentEvent(before, event).next,
    newAttachment({ dueAt: DUE, onBehalfOf: by }),
  );
}

describe('the life of an attachment', () => {
  it.each([
    ['it waits', [time(DUE - 1)], 'attaching'],
    ['KMS opens the data key', [time(), opened], 'attached'],
    ['KMS refuses', [time(), refused], 'failed'],
    ['the instance does not run', [time(), left], 'resting'],
    ['the instance stops', [time(), opened, left], 'resting'],
    ['and starts again', [time(), opened, left, opened], 'attached'],
    ['and can’t start again', [time(), opened, left, refused], 'resting'],
    ['it is detached', [time(), opened, detach], 'detaching'],
    ['it is detached from a stopped instance', [time(), opened, left, detach], 'detaching'],
    ['the grant is given back', [time(), opened, detach, time(2 * DUE), givenBack], 'detached'],
    ['the instance is terminated', [time(), opened, givenBack], 'detached'],
    ['the instance is terminated meanwhile', [givenBack], 'detached'],
  ] as const)('%s', (_, events, value) => {
    expect(attachment(...events).value).toBe(value);
  });

  it('asks for its data key when it is due, and to give the grant back', () => {
    expect(applyAttachmentEvent(attachment(), time(DUE - 1)).work).toBeNull();
    expect(applyAttachmentEvent(attachment(), time()).work).toBe('openDataKey');
    const detaching = attachment(time(), opened, detach);
    expect(applyAttachmentEvent(detaching, time(DUE)).work).toBeNull();
    expect(applyAttachmentEvent(detaching, time(2 * DUE)).work).toBe('giveBack');
  });

  it('holds the data key from the answer of KMS until the host leaves, and waits for nothing at its end', () => {
    expect(attachment(time(), opened).context.key).toEqual(KEY);
    for (const end of [[left], [detach, time(2 * DUE), givenBack], [givenBack]] as const) {
      expect(attachment(time(), opened, ...end).context).toMatchObject({ key: null, dueAt: null });
    }
    expect(attachment(givenBack).context.dueAt).toBeNull();
  });

  it('remembers why it failed until KMS opens the data key', () => {
    const failed = attachment(time(), opened, left, refused);
    expect(failed.context.failure).toEqual({ message: 'is disabled.', because: 'key-disabled' });
    expect(applyAttachmentEvent(failed, opened).next.context.failure).toBeNull();
  });

  it('can be ended by DetachVolume where it is there, and not before', () => {
    const can = (...events: readonly AttachmentEvent[]) => attachmentCan(attachment(...events), detach);
    expect([can(), can(time(), opened), can(time(), left), can(time(), refused)]).toEqual([false, true, true, false]);
    expect(can(time(), opened, detach)).toBe(false);
  });

  it('is told by EC2 while it is there', () => {
    const told = (...events: readonly AttachmentEvent[]) =>
      attachmentStatus({
        volumeId: 'v',
        instanceId: 'i',
        device: '/dev/sdf',
        attachTime: 0,
        machine: attachment(...events),
      });
    expect([told(), told(time(), opened), told(time(), left)]).toEqual(['attaching', 'attached', 'attached']);
    expect([told(time(), opened, detach), told(givenBack), told(time(), refused)]).toEqual(['detaching', null, null]);
  });
});

const stop = { type: 'StopInstances', dueAt: 2 * DUE } as const;
const start = { type: 'StartInstances', onBehalfOf: by, at: DUE, dueAt: 2 * DUE } as const;
const terminate = { type: 'TerminateInstances', dueAt: 2 * DUE } as const;
const launchFailed = { type: 'LaunchFailed', reason: { code: 'Client.InternalError', message: 'm' } } as const;
const started = { type: 'Started' } as const;
const stopped = { type: 'Stopped' } as const;
const terminated = { type: 'Terminated', dueAt: 3 * DUE } as const;

function instance(...events: readonly InstanceEvent[]): InstanceAtRest {
  return events.reduce(
    (before, event) => applyInstanceEvent(before, event).next,
    newInstance({ dueAt: DUE, onBehalfOf: by, launchTime: 0 }),
  );
}

describe('the life of an instance', () => {
  it.each([
    ['it is accepted', [], 'pending'],
    ['it starts', [time(), started], 'running'],
    ['its volumes can’t be opened', [time(), launchFailed], 'stopped'],
    ['it stops', [time(), started, stop], 'stopping'],
    ['it has stopped', [time(), started, stop, time(2 * DUE), stopped], 'stopped'],
    ['it starts again', [time(), started, stop, time(2 * DUE), stopped, start], 'pending'],
    ['a running one is started', [time(), started, start], 'running'],
    ['it is terminated', [time(), started, terminate], 'shutting-down'],
    ['it is terminated while it stops', [time(), started, stop, terminate], 'shutting-down'],
    ['it has ended', [terminate, time(2 * DUE), terminated], 'terminated'],
    ['EC2 forgets it', [terminate, time(2 * DUE), terminated, time(3 * DUE)], 'forgotten'],
  ] as const)('%s', (_, events, value) => {
    expect(instance(...events).value).toBe(value);
  });

  it.each([
    ['start', [], time()],
    ['stop', [time(), started, stop], time(2 * DUE)],
    ['terminate', [terminate], time(2 * DUE)],
  ] as const)('asks its host to %s when it is due', (work, events, due) => {
    expect(applyInstanceEvent(instance(...events), { ...due, now: due.now - 1 }).work).toBeNull();
    expect(applyInstanceEvent(instance(...events), due).work).toBe(work);
  });

  it('can be stopped where it runs or is stopped, started likewise, and terminated ever', () => {
    const ended = [terminate, time(2 * DUE), terminated] as const;
    const can = (event: InstanceEvent) =>
      [[], [time(), started], [time(), launchFailed], [...ended]].map((events) =>
        instanceCan(instance(...events), event),
      );
    expect(can(stop)).toEqual([false, true, true, false]);
    expect(can(start)).toEqual([false, true, true, false]);
    expect(can(terminate)).toEqual([true, true, true, true]);
  });

  it('forgets why it could not start when it is started again', () => {
    const failed = instance(time(), launchFailed);
    expect(failed.context.stateReason?.code).toBe('Client.InternalError');
    expect(applyInstanceEvent(failed, start).next.context.stateReason).toBeNull();
  });
});
