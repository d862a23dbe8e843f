/** A key or a thing of a service's on the map. */
export interface MapItem {
  /** An ARN, or another text that is unique in the world. */
  readonly id: string;
  /** `KMS key`, `EBS volume` */
  readonly kind: string;
  /** What people call it. */
  readonly name: string;
  /** In its service's words; null where it has no states. */
  readonly state: string | null;
  readonly accountId: string;
  readonly region: string;
  /** ARN of the KMS key: its own, for a key; null where none of the customer's encrypts it. */
  readonly keyArn: string | null;
  /** For a thing: what encrypts it, where no KMS key is named. */
  readonly otherwise: string;
  /** What else there is to say, a line each. */
  readonly facts: readonly (readonly [name: string, says: string])[];
  /** The command that shows it. */
  readonly command: string;
}

/** Something of one place that belongs to something of another. */
export interface MapLink {
  /** Ids of items. */
  readonly from: string;
  readonly to: string;
  readonly how: 'replica' | 'copy';
}

/** Accounts and Regions, and what lies where. */
export interface WorldMap {
  readonly accounts: readonly { readonly accountId: string; readonly name: string }[];
  /** Those where something is, and the one that was asked for; in the order of all Regions. */
  readonly regions: readonly { readonly region: string; readonly name: string }[];
  /** Keys first. */
  readonly items: readonly MapItem[];
  /** Replicas of keys, copies of snapshots and replicas of secrets. */
  readonly links: readonly MapLink[];
}
