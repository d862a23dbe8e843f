#!/bin/sh
# The life of some volumes: encryption by default, instances that volumes are attached to, snapshots, copies, sharing,
# tags, VPC endpoints; what EC2 refuses, and dry runs.
. "$(dirname "$0")/told.sh"
cd "$1" || exit 1

# waits for what an `aws ec2 wait` waits for
settle() {
  later 2m
  aws ec2 wait "$@"
}

key=$(aws kms create-key --description volumes --query KeyMetadata.Arn --output text)
zone=us-east-1a

step 'create-volume' aws ec2 create-volume --availability-zone $zone --size 8 --volume-type gp3 \
  --query '[State, Encrypted, Size, VolumeType, Iops, Throughput, Attachments]'
step 'create-volume as a dry run' aws ec2 create-volume --availability-zone $zone --size 8 --dry-run
step 'create-volume in no zone' aws ec2 create-volume --availability-zone nowhere --size 8
step 'create-volume of no size' aws ec2 create-volume --availability-zone $zone
step 'create-volume with a key alone' aws ec2 create-volume --availability-zone $zone --size 1 --kms-key-id "$key"
step 'get-ebs-encryption-by-default' aws ec2 get-ebs-encryption-by-default --query EbsEncryptionByDefault
step 'get-ebs-default-kms-key-id' aws ec2 get-ebs-default-kms-key-id
step 'enable-ebs-encryption-by-default' aws ec2 enable-ebs-encryption-by-default
step 'modify-ebs-default-kms-key-id' aws ec2 modify-ebs-default-kms-key-id --kms-key-id "$key"
volume=$(value ec2 create-volume --availability-zone $zone --size 1 --query VolumeId \
  --tag-specifications 'ResourceType=volume,Tags=[{Key=team,Value=blue}]')
settle volume-available --volume-ids "$volume"
step 'describe-volumes by tag' aws ec2 describe-volumes --filters Name=tag:team,Values=blue \
  --query 'Volumes[].[State, Encrypted, KmsKeyId, Tags]'
step 'create-tags' aws ec2 create-tags --resources "$volume" --tags Key=env,Value=test
step 'describe-tags' aws ec2 describe-tags --filters "Name=resource-id,Values=$volume"
step 'delete-tags' aws ec2 delete-tags --resources "$volume" --tags Key=env

instance=$(value ec2 run-instances --image-id ami-0123456789abcdef0 --count 1 --query 'Instances[0].InstanceId')
step 'describe-instances' aws ec2 describe-instances --instance-ids "$instance" \
  --query 'Reservations[].Instances[].[State, ImageId, Placement.AvailabilityZone]'
step 'attach-volume to an instance that does not run' aws ec2 attach-volume --volume-id "$volume" \
  --instance-id "$instance" --device /dev/sdf
settle instance-running --instance-ids "$instance"
step 'attach-volume' aws ec2 attach-volume --volume-id "$volume" --instance-id "$instance" --device /dev/sdf \
  --query '[State, Device]'
step 'attach-volume again' aws ec2 attach-volume --volume-id "$volume" --instance-id "$instance" --device /dev/sdg
step 'delete-volume in use' aws ec2 delete-volume --volume-id "$volume"
step 'create-snapshot' aws ec2 create-snapshot --volume-id "$volume" --description "a & b" \
  --query '[State, Progress, Encrypted, Description, VolumeSize]'
snapshot=$(value ec2 create-snapshot --volume-id "$volume" --query SnapshotId)
step 'copy-snapshot before it is completed' aws ec2 copy-snapshot --source-region us-east-1 --source-snapshot-id "$snapshot"
settle snapshot-completed --snapshot-ids "$snapshot"
step 'describe-snapshots' aws ec2 describe-snapshots --owner-ids self --snapshot-ids "$snapshot" \
  --query 'Snapshots[].[State, Progress, Encrypted, KmsKeyId, StorageTier]'
step 'describe-volumes in use' aws ec2 describe-volumes --filters Name=attachment.status,Values=attached \
  --query 'Volumes[].[State, Attachments[].[State, Device, DeleteOnTermination]]'
step 'modify-snapshot-attribute to everybody' aws ec2 modify-snapshot-attribute --snapshot-id "$snapshot" \
  --attribute createVolumePermission --operation-type add --group-names all
step 'modify-snapshot-attribute' aws ec2 modify-snapshot-attribute --snapshot-id "$snapshot" \
  --attribute createVolumePermission --operation-type add --user-ids 444455556666
step 'describe-snapshot-attribute' aws ec2 describe-snapshot-attribute --snapshot-id "$snapshot" \
  --attribute createVolumePermission --query CreateVolumePermissions
step 'describe-snapshots of none' aws ec2 describe-snapshots --snapshot-ids snap-00000000000000000
step 'describe-snapshots by a filter that is none' aws ec2 describe-snapshots --filters Name=colour,Values=blue

step 'disable-key' aws kms disable-key --key-id "$key"
failed=$(value ec2 copy-snapshot --source-region us-east-1 --source-snapshot-id "$snapshot" --query SnapshotId)
settle snapshot-completed --snapshot-ids "$failed" 2>/dev/null
step 'describe-snapshots of a copy that failed' aws ec2 describe-snapshots --snapshot-ids "$failed" \
  --query 'Snapshots[].[State, StateMessage]'
step 'enable-key' aws kms enable-key --key-id "$key"
copy=$(value ec2 copy-snapshot --source-region us-east-1 --source-snapshot-id "$snapshot" --query SnapshotId)
settle snapshot-completed --snapshot-ids "$copy"
step 'describe-snapshots of the copy' aws ec2 describe-snapshots --snapshot-ids "$copy" \
  --query 'Snapshots[].[State, VolumeId, Encrypted]'

step 'stop-instances' aws ec2 stop-instances --instance-ids "$instance" \
  --query 'StoppingInstances[].[PreviousState, CurrentState]'
settle instance-stopped --instance-ids "$instance"
step 'start-instances' aws ec2 start-instances --instance-ids "$instance" \
  --query 'StartingInstances[].[PreviousState, CurrentState]'
settle instance-running --instance-ids "$instance"
step 'detach-volume' aws ec2 detach-volume --volume-id "$volume" --query '[State, Device]'
step 'terminate-instances' aws ec2 terminate-instances --instance-ids "$instance" \
  --query 'TerminatingInstances[].[PreviousState, CurrentState]'
settle instance-terminated --instance-ids "$instance"
step 'delete-volume' aws ec2 delete-volume --volume-id "$volume"
step 'delete-snapshot' aws ec2 delete-snapshot --snapshot-id "$snapshot"
step 'describe-volumes that is gone' aws ec2 describe-volumes --volume-ids "$volume"
step 'reset-ebs-default-kms-key-id' aws ec2 reset-ebs-default-kms-key-id
step 'disable-ebs-encryption-by-default' aws ec2 disable-ebs-encryption-by-default

step 'create-vpc-endpoint for nothing' aws ec2 create-vpc-endpoint --vpc-id vpc-0123456789abcdef0 --service-name com.example
endpoint=$(value ec2 create-vpc-endpoint --vpc-id vpc-0123456789abcdef0 --vpc-endpoint-type Interface \
  --service-name com.amazonaws.us-east-1.kms --query VpcEndpoint.VpcEndpointId)
step 'describe-vpc-endpoints' aws ec2 describe-vpc-endpoints --vpc-endpoint-ids "$endpoint" \
  --query 'VpcEndpoints[].[ServiceName, State, VpcEndpointType]'
step 'modify-vpc-endpoint' aws ec2 modify-vpc-endpoint --vpc-endpoint-id "$endpoint" --reset-policy
step 'delete-vpc-endpoints' aws ec2 delete-vpc-endpoints --vpc-endpoint-ids "$endpoint" vpce-00000000000000000
