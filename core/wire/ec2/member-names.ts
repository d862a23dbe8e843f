/**
 * How EC2 calls its members on the wire. Most names follow from the member's own; the tables have the others.
 * Source: EC2 API Reference, the operations' "Request Parameters" and "Response Elements"; Smithy, "AWS EC2 query
 * protocol".
 */

/** Lists in requests whose parameters are not the list's name in the singular. */
const ODD_LIST_PARAMETERS: Readonly<Record<string, string>> = {
  GroupNames: 'UserGroup',
  OwnerIds: 'Owner',
  Resources: 'ResourceId',
  RestorableByUserIds: 'RestorableBy',
};

/** Lists in responses whose elements are not called after the singular with `Set`. */
const ODD_LIST_ELEMENTS: Readonly<Record<string, string>> = {
  BlockDeviceMappings: 'blockDeviceMapping',
  CreateVolumePermissions: 'createVolumePermission',
  Instances: 'instancesSet',
  ProductCodes: 'productCodes',
  StartingInstances: 'instancesSet',
  StoppingInstances: 'instancesSet',
  TerminatingInstances: 'instancesSet',
  Unsuccessful: 'unsuccessful',
};

/** What `State` is called where it is no `state`. */
const STATES: Readonly<Record<string, string>> = {
  AttachVolume: 'status',
  CreateSnapshot: 'status',
  CreateVolume: 'status',
  DescribeInstances: 'instanceState',
  DescribeSnapshots: 'status',
  DescribeVolumes: 'status',
  DetachVolume: 'status',
  RunInstances: 'instanceState',
};

/** Scalars in responses with a name of their own, wherever they stand. */
const ODD_ELEMENTS: Readonly<Record<string, string>> = { StateMessage: 'statusMessage' };

/** `SnapshotIds` → `SnapshotId`: the name of a parameter in a request. */
export function parameterName(member: string, isList: boolean): string {
  return isList ? (ODD_LIST_PARAMETERS[member] ?? singular(member)) : member;
}

/** `Volumes` → `volumeSet`, `VolumeId` → `volumeId`: the name of an element in an operation's response. */
export function elementName(operation: string, member: string, isList: boolean): string {
  if (isList) return ODD_LIST_ELEMENTS[member] ?? `${lowerFirst(singular(member))}Set`;
  if (member === 'State') return STATES[operation] ?? 'state';
  return ODD_ELEMENTS[member] ?? lowerFirst(member);
}

function singular(name: string): string {
  return name.endsWith('ies') ? `${name.slice(0, -3)}y` : name.replace(/s$/, '');
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
