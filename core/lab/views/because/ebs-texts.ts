import type { BecauseTexts } from './because-text.ts';

/** What EC2's and EBS's own refusals mean. */
export const EBS_TEXTS = {
  'no-such-snapshot': {
    says: 'There is no snapshot of that id in the Region that was named.',
    fix: 'List snapshots with: aws ec2 describe-snapshots --owner-ids self',
  },
  'no-such-instance': {
    says: 'This account has no instance of that id in this Region. A terminated one is forgotten after an hour.',
    fix: 'List instances with: aws ec2 describe-instances',
  },
  'no-such-volume': {
    says: 'This account has no volume of that id in this Region.',
    fix: 'List volumes with: aws ec2 describe-volumes',
  },
  'no-such-zone': {
    says: 'An Availability Zone is its Region and a letter, and volumes are made in a zone of the Region that is called.',
    fix: 'Take a zone such as us-east-1a, in the Region that you call.',
  },
  'no-such-vpc-endpoint': {
    says: 'This account has no VPC endpoint of that id in this Region.',
    fix: 'List endpoints with: aws ec2 describe-vpc-endpoints',
  },
  'snapshot-not-shared': {
    says: 'The snapshot is there, but its owner has not shared it with this account; EC2 then says that it does not exist.',
    fix: 'As its owner: aws ec2 modify-snapshot-attribute --attribute createVolumePermission --operation-type add --user-ids ACCOUNT',
  },
  'snapshot-of-another-account': {
    says: 'The snapshot is shared with this account and belongs to another: it can be copied, not shared on or deleted.',
    fix: 'Copy it, and do with the copy as you like.',
  },
  'default-key-cannot-be-shared': {
    says: 'The snapshot is under an AWS managed key of the account (aws/ebs, aws/rds). Its key policy cannot be changed, so no other account could ever open the snapshot.',
    fix: 'Copy the snapshot under a key of your own, and share the copy.',
  },
  'encrypted-cannot-be-public': {
    says: 'An encrypted snapshot can be shared with named accounts only.',
    fix: 'Name the accounts.',
  },
  'snapshot-not-completed': {
    says: 'A snapshot can be used when it is completed.',
    fix: 'aws ec2 wait snapshot-completed --snapshot-ids SNAPSHOT',
  },
  'snapshot-not-encrypted': {
    says: 'A key can be put beside the key of an encrypted snapshot only.',
    fix: 'Copy the snapshot with --encrypted.',
  },
  'key-not-associated': { says: 'That key is not beside the key of the snapshot.', fix: null },
  'volume-not-available': {
    says: 'The volume is not available.',
    fix: 'aws ec2 wait volume-available --volume-ids VOLUME',
  },
  'volume-in-use': {
    says: 'The volume is attached to an instance, and one is all that it can be attached to.',
    fix: 'aws ec2 detach-volume --volume-id VOLUME',
  },
  'volume-not-attached': {
    says: 'The volume is not attached to that instance, or not under that name.',
    fix: 'See what it is attached to: aws ec2 describe-volumes --query Volumes[].Attachments',
  },
  'instance-state': {
    says: 'The instance is not in a state in which that can be done.',
    fix: 'See its state: aws ec2 describe-instances --query Reservations[].Instances[].State.Name',
  },
  'snapshot-in-use': { says: 'The snapshot is in use.', fix: null },
} as const satisfies BecauseTexts;
